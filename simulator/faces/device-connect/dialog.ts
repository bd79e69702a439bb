import type { Clock } from '../../clock.ts'
import type { DeviceConnectSwitches } from './switches.ts'

/** What the phone's screen asks: may this application use these profiles? */
export interface Question {
  readonly origin: string
  readonly applicationName: string
  readonly scopes: readonly string[]
}

export type Decision = 'accepted' | 'refused' | 'timed-out' | 'abandoned'

/** The dialog on the phone and the person in front of it. */
export interface Dialog {
  /** Resolves when the person decides, when nobody did for a minute, or when the app hung up. */
  ask(question: Question, signal: AbortSignal): Promise<Decision>
  questions(): readonly Question[]
  /** Decides every open question; how many that were. */
  decide(decision: Decision): number
}

/** ASSUMPTION: the manager gives up on a dialog after the minute that it gives every request. */
const longestMs = 60_000

export function createDialog(clock: Clock, switches: DeviceConnectSwitches): Dialog {
  const open = new Map<Question, (decision: Decision) => void>()

  return {
    ask(question, signal) {
      return new Promise((resolve) => {
        const { dialog, dialogDelayMs } = switches
        const byThemselves: Decision | undefined =
          dialog === 'accept' ? 'accepted' : dialog === 'refuse' ? 'refused' : undefined
        const cancels = [
          clock.after(longestMs, () => {
            close('timed-out')
          }),
        ]
        function close(decision: Decision): void {
          for (const cancel of cancels) cancel()
          signal.removeEventListener('abort', abandon)
          open.delete(question)
          resolve(decision)
        }
        function abandon(): void {
          close('abandoned')
        }
        signal.addEventListener('abort', abandon, { once: true })
        open.set(question, close)
        if (byThemselves && dialogDelayMs <= 0) close(byThemselves)
        else if (byThemselves)
          cancels.push(
            clock.after(dialogDelayMs, () => {
              close(byThemselves)
            }),
          )
      })
    },
    questions: () => [...open.keys()],
    decide(decision) {
      const waiting = [...open.values()]
      for (const close of waiting) close(decision)
      return waiting.length
    },
  }
}
