import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { BroadcastCountry, BroadcastRule, Recipient } from '../../../contract/model/broadcast.ts'
import type { Failure } from '../../../contract/model/failure.ts'
import { useClient } from '../../bridge/bridge.ts'
import { createRecipientList } from './recipient-list.ts'

type Work = 'reading' | 'saving' | 'counting' | 'firing'

/**
 * The rules of one account, the number list of the chosen one, and firing it.
 *
 *   (no list) ──read──> as the service has it ──edit──> changed ──save──> as the service has it ──fire──> fired
 *                                  ^──────────────discard──┘
 *
 * One thing at a time is under way (`work`). An answer for a rule that is no longer shown is thrown away. Changes wait in the window until they are
 * saved or discarded, also while another rule or page is looked at. Nothing is fired twice by itself.
 */
export const useBroadcastStore = defineStore('broadcast', () => {
  const client = useClient()
  const account = ref<string | null>(null)
  const rules = shallowRef<readonly BroadcastRule[]>([])
  const countries = shallowRef<readonly BroadcastCountry[]>([])
  const rule = ref<string | null>(null)
  const list = createRecipientList()
  const work = ref<Work | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const fireFailure = shallowRef<Failure | null>(null)
  const fired = ref<{ readonly rule: string; readonly message?: string } | null>(null)
  const loaded = ref(false)
  let turn = 0

  /** Shows an account's rules; the rule that was chosen stays, where there still is one of that name. */
  async function open(id: string): Promise<void> {
    const here = begin('reading')
    if (account.value !== id) {
      rules.value = []
      rule.value = null
      fired.value = null
      loaded.value = false
      list.clear()
    }
    account.value = id
    const outcome = await client.broadcast.rules({ account: id })
    if (!isCurrent(here)) return
    work.value = null
    loaded.value = true
    if (!outcome.ok) {
      fail(outcome.failure)
      return
    }
    rules.value = outcome.value.rules
    countries.value = outcome.value.countries
    const chosen = rules.value.find(({ name }) => name === rule.value) ?? rules.value[0]
    if (chosen) await choose(chosen.name)
  }

  async function choose(name: string): Promise<void> {
    if (rule.value !== name) {
      fired.value = null
      fireFailure.value = null
    }
    rule.value = name
    list.clear()
    await read()
  }

  async function read(): Promise<boolean> {
    const of = target()
    if (!of) return false
    const here = begin('reading')
    const outcome = await client.broadcast.recipients(of)
    if (!isCurrent(here)) return false
    work.value = null
    if (outcome.ok) list.take(draftKey(of), outcome.value)
    else fail(outcome.failure)
    return outcome.ok
  }

  /** Overwrites the service's list with what is shown. What was typed stays where that fails. */
  async function save(): Promise<boolean> {
    const of = target()
    if (!of || work.value) return false
    const here = begin('saving')
    const recipients = list.recipients()
    const outcome = await client.broadcast.replace({ ...of, recipients })
    if (!isCurrent(here)) return false
    work.value = null
    if (outcome.ok) list.saved(recipients)
    else fail(outcome.failure)
    return outcome.ok
  }

  /** How many would be called now, as the service has the list at this moment; null where that is not known. */
  async function count(): Promise<number | null> {
    if (work.value || list.changed.value) return null
    if (!(await read())) return null
    return calledOf(list.recipients()).length
  }

  /** Calls everybody who is checked, once. */
  async function fire(): Promise<void> {
    const of = target()
    if (!of || work.value) return
    const here = begin('firing')
    fired.value = null
    fireFailure.value = null
    const outcome = await client.broadcast.fire(of)
    if (!isCurrent(here)) return
    work.value = null
    if (outcome.ok) fired.value = { rule: of.rule, ...(outcome.value.message && { message: outcome.value.message }) }
    else if (outcome.failure.code !== 'aborted') fireFailure.value = outcome.failure
  }

  function begin(what: Work): number {
    work.value = what
    failure.value = null
    return ++turn
  }

  const isCurrent = (here: number): boolean => here === turn

  function target(): { account: string; rule: string } | null {
    return account.value === null || rule.value === null ? null : { account: account.value, rule: rule.value }
  }

  function fail(reason: Failure): void {
    if (reason.code !== 'aborted') failure.value = reason
  }

  return {
    account,
    rules,
    countries,
    rule,
    rows: list.rows,
    changed: list.changed,
    known: list.known,
    work,
    failure,
    fireFailure,
    fired,
    loaded,
    called: computed(() => calledOf(list.rows.value.map((row) => row.recipient)).length),
    open,
    choose,
    read,
    save,
    count,
    fire,
    put: list.put,
    remove: list.remove,
    replaceAll: list.replaceAll,
    add: list.add,
    discard: list.discard,
  }
})

/** Who would be called. */
function calledOf(recipients: readonly Recipient[]): readonly Recipient[] {
  return recipients.filter((recipient) => recipient.check)
}

const draftKey = ({ account, rule }: { account: string; rule: string }): string => `${account}/${rule}`
