import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Call } from '../../../contract/model/call.ts'
import type { DialIntent, DialPlan } from '../../../contract/model/dial.ts'
import type { Failure } from '../../../contract/model/failure.ts'
import { useClient } from '../../bridge/bridge.ts'
import { useClock } from '../../clock/clock.ts'

const READ_AFTER = 150

/**
 * What is in the dialer and what it means. The reading follows the text by a short pause; an answer that comes after a newer question is
 * thrown away, so what is shown always belongs to what is typed.
 */
export const useDialerStore = defineStore('dialer', () => {
  const client = useClient()
  const clock = useClock()
  const text = ref('')
  const say = ref('')
  const account = ref<string | null>(null)
  const plan = shallowRef<DialPlan | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const placing = ref(false)
  const source = ref<DialIntent['source'] | null>(null)
  let question = 0
  let cancelReading = (): void => {}

  function write(next: string): void {
    if (next === text.value) return
    text.value = next
    failure.value = null
    if (next === '') source.value = null
    readSoon()
  }

  function useAccount(id: string | null): void {
    if (account.value === id) return
    account.value = id
    if (text.value) void read()
  }

  function readSoon(): void {
    cancelReading()
    question++
    if (text.value.trim() === '') plan.value = null
    else cancelReading = clock.after(READ_AFTER, () => void read())
  }

  async function read(): Promise<void> {
    cancelReading()
    const asked = ++question
    const outcome = await client.calls.plan({ text: text.value, account: account.value })
    if (asked !== question) return
    plan.value = outcome.ok ? outcome.value : null
    // A reading that works does not take away what placing the call said.
    if (!outcome.ok && outcome.failure.code !== 'aborted') failure.value = outcome.failure
  }

  /** Takes one of several numbers that were found. */
  async function choose(number: string): Promise<void> {
    text.value = number
    await read()
  }

  /** Dials once. Whatever comes of it, nothing is sent again by itself. */
  async function place(): Promise<Call | null> {
    if (placing.value || account.value === null || text.value.trim() === '') return null
    placing.value = true
    failure.value = null
    const words = say.value.trim()
    const outcome = await client.calls.place({
      text: text.value,
      account: account.value,
      ...(words ? { say: words } : {}),
    })
    placing.value = false
    if (!outcome.ok) {
      if (outcome.failure.code !== 'aborted') failure.value = outcome.failure
      return null
    }
    write('')
    return outcome.value
  }

  /** Takes up what a tray entry or link asked for: shows it and waits for the person. */
  async function take(intent: DialIntent): Promise<void> {
    write(intent.text)
    source.value = intent.source
    await client.calls.intentTaken({ id: intent.id })
  }

  /** Where a call may have gone through, only changing the text makes the button work again: a second call must be meant. */
  const canPlace = computed(
    () =>
      !placing.value &&
      account.value !== null &&
      plan.value?.reading.kind === 'number' &&
      failure.value?.outcome !== 'unknown',
  )

  return { text, say, account, plan, failure, placing, source, canPlace, write, useAccount, read, choose, place, take }
})
