import type { BroadcastCall } from '../../../contract/model/broadcast.ts'
import type { Translate } from '../../i18n/useText.ts'
import { isCallResult, outgoingResultWord } from '../calls/index.ts'

/** What came of one call: in the person's words where the service's is a known one. */
export function outcomeWord(call: BroadcastCall, t: Translate): string {
  const word = call.result ?? call.status
  return isCallResult(word) ? outgoingResultWord(word, t) : word
}

/** A button is pressed by somebody who has answered, whatever the service calls it. */
export function hasAnswered(call: BroadcastCall): boolean {
  return call.result === 'answered' || call.button !== null
}

/** The results of a firing in three numbers. */
export function tally(calls: readonly BroadcastCall[]): { called: number; answered: number; pressed: number } {
  return {
    called: calls.length,
    answered: calls.filter(hasAnswered).length,
    pressed: calls.filter((call) => call.button !== null).length,
  }
}
