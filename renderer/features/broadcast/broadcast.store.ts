import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { SidetoneClient } from '../../../contract/api.ts'
import type { BroadcastCountry, BroadcastRule } from '../../../contract/model/broadcast.ts'
import { useClient } from '../../bridge/bridge.ts'
import { createFiring } from './firing.ts'
import { createRecipientList } from './recipient-list.ts'
import type { RecipientList } from './recipient-list.ts'
import { createRuleWork } from './rule-work.ts'
import type { RuleTarget, RuleWork } from './rule-work.ts'

/**
 * The rules of one account, the number list of the chosen one, and firing it.
 *
 *   (no list) ──read──> as the service has it ──edit──> changed ──save──> as the service has it ──fire──> fired
 *                                  ^──────────────discard──┘
 *
 * One thing at a time is under way (`work`). An answer for a rule that is no longer shown is thrown away. Changes wait in the window until they are
 * saved or discarded, also while another rule or page is looked at.
 */
export const useBroadcastStore = defineStore('broadcast', () => {
  const client = useClient()
  const account = ref<string | null>(null)
  const rules = shallowRef<readonly BroadcastRule[]>([])
  const countries = shallowRef<readonly BroadcastCountry[]>([])
  const rule = ref<string | null>(null)
  const loaded = ref(false)
  const list = createRecipientList()
  const ruleWork = createRuleWork()
  const target = (): RuleTarget | null =>
    account.value === null || rule.value === null ? null : { account: account.value, rule: rule.value }
  const firing = createFiring(client, ruleWork, target)
  const commands = listCommands(client, ruleWork, list, target)

  /** Shows an account's rules; the rule that was chosen stays, where there still is one of that name. */
  async function open(id: string): Promise<void> {
    if (account.value !== id) {
      rules.value = []
      rule.value = null
      loaded.value = false
      firing.forget()
      list.clear()
    }
    account.value = id
    const answer = await ruleWork.run('reading', () => client.broadcast.rules({ account: id }))
    loaded.value ||= account.value === id && ruleWork.work.value === null
    if (!answer) return
    rules.value = answer.value.rules
    countries.value = answer.value.countries
    const chosen = rules.value.find(({ name }) => name === rule.value) ?? rules.value[0]
    if (chosen) await choose(chosen.name)
  }

  async function choose(name: string): Promise<void> {
    if (rule.value !== name) firing.forget()
    rule.value = name
    list.clear()
    await commands.read()
  }

  const called = computed(() => calledOf(list))
  const { rows, changed, known, put, remove, replaceAll, add, discard } = list
  const { work, failure } = ruleWork
  const { fired, fireFailure, fire } = firing
  const shown = { account, rules, countries, rule, loaded, rows, changed, known, called }
  const state = { work, failure, fired, fireFailure }
  return { ...shown, ...state, ...commands, open, choose, fire, put, remove, replaceAll, add, discard }
})

/** Reading and saving the list of the rule that is shown. */
function listCommands(
  client: SidetoneClient,
  { work, run }: RuleWork,
  list: RecipientList,
  target: () => RuleTarget | null,
) {
  async function read(): Promise<boolean> {
    const of = target()
    if (!of) return false
    const answer = await run('reading', () => client.broadcast.recipients(of))
    if (answer) list.take(`${of.account}/${of.rule}`, answer.value)
    return answer !== null
  }

  /** Overwrites the service's list with what is shown. What was typed stays where that fails. */
  async function save(): Promise<boolean> {
    const of = target()
    if (!of || work.value) return false
    const recipients = list.recipients()
    const answer = await run('saving', () => client.broadcast.replace({ ...of, recipients }))
    if (answer) list.saved(recipients)
    return answer !== null
  }

  /** How many would be called now, as the service has the list at this moment; null where that is not known. */
  async function count(): Promise<number | null> {
    if (work.value || list.changed.value) return null
    return (await read()) ? calledOf(list) : null
  }

  return { read, save, count }
}

function calledOf(list: RecipientList): number {
  return list.rows.value.filter((row) => row.recipient.check).length
}
