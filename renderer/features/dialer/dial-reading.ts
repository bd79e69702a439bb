import { shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import type { Outcome } from '../../../contract/define.ts'
import type { DialPlan } from '../../../contract/model/dial.ts'
import type { Failure } from '../../../contract/model/failure.ts'
import type { PageClock } from '../../clock/clock.ts'

const READ_AFTER = 150

/** What a text means, as far as it is known. */
export interface DialReadingState {
  readonly plan: ShallowRef<DialPlan | null>
  readonly failure: ShallowRef<Failure | null>
  /** Reads after a short pause in the typing. */
  readSoon(text: string, account: string | null): void
  readNow(text: string, account: string | null): Promise<void>
}

/**
 * Asks what a text means. An answer that comes after a newer question is thrown away, so what is shown always belongs to what is typed.
 */
export function createReading(
  ask: (text: string, account: string | null) => Promise<Outcome<DialPlan>>,
  clock: PageClock,
): DialReadingState {
  const plan = shallowRef<DialPlan | null>(null)
  const failure = shallowRef<Failure | null>(null)
  let question = 0
  let cancel = (): void => {}

  async function readNow(text: string, account: string | null): Promise<void> {
    cancel()
    const asked = ++question
    const outcome = await ask(text, account)
    if (asked !== question) return
    plan.value = outcome.ok ? outcome.value : null
    // A reading that works does not take away what placing the call said.
    if (!outcome.ok && outcome.failure.code !== 'aborted') failure.value = outcome.failure
  }

  return {
    plan,
    failure,
    readNow,
    readSoon(text, account) {
      cancel()
      question++
      if (text.trim() === '') plan.value = null
      else cancel = clock.after(READ_AFTER, () => void readNow(text, account))
    },
  }
}
