import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { Call } from '../../../contract/model/call.ts'
import type { DialIntent } from '../../../contract/model/dial.ts'
import { useClient } from '../../bridge/bridge.ts'
import { useClock } from '../../clock/clock.ts'
import { createReading } from './dial-reading.ts'

/** What is in the dialer, what it means, and placing the call. */
export const useDialerStore = defineStore('dialer', () => {
  const client = useClient()
  const text = ref('')
  const say = ref('')
  const account = ref<string | null>(null)
  const placing = ref(false)
  const source = ref<DialIntent['source'] | null>(null)
  const reading = createReading((asked, by) => client.calls.plan({ text: asked, account: by }), useClock())
  const { plan, failure } = reading

  const read = (): Promise<void> => reading.readNow(text.value, account.value)

  function write(next: string): void {
    if (next === text.value) return
    text.value = next
    failure.value = null
    if (next === '') source.value = null
    reading.readSoon(next, account.value)
  }

  function useAccount(id: string | null): void {
    if (account.value === id) return
    account.value = id
    if (text.value) void read()
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
    const request = { text: text.value, account: account.value, ...(words ? { say: words } : {}) }
    const outcome = await client.calls.place(request)
    placing.value = false
    if (outcome.ok) {
      write('')
      say.value = ''
    }
    if (!outcome.ok && outcome.failure.code !== 'aborted') failure.value = outcome.failure
    return outcome.ok ? outcome.value : null
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
