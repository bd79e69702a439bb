import type { CallFact } from '../../provider.ts'
import type { StatusWord } from './calls.ts'
import type { LineWord, TrackedCall } from './tracked-call.ts'
import { PhoneEvent } from './wire.ts'
import type { ReplyBody } from './wire.ts'

/** What an event of the phone says, in our words. */
export type PhoneNews =
  | { readonly kind: 'status'; readonly word: StatusWord; readonly number: string }
  | { readonly kind: 'line'; readonly word: LineWord; readonly number: string }

/** "0: 通話開始, 1: 通話失敗, 2: 通話終了" (the newer document, PhoneStatusInfo). */
const statusWords: readonly (StatusWord | undefined)[] = ['started', 'failed', 'finished']
const lineWords: readonly LineWord[] = ['ringing', 'dialing', 'active', 'on-hold', 'standby']
const knownAttributes: readonly string[] = ['onconnect', 'oncallstatechange', 'onphonestatechange']

/**
 * Reads an event frame; undefined for what is not about this phone's calls, or says nothing that we know. Its kind is read from its shape: the newer document's own
 * example of a call state carries the attribute `onconnect`.
 */
export function readPhoneNews(frame: ReplyBody, serviceId: string | undefined): PhoneNews | undefined {
  const event = PhoneEvent.safeParse(frame).data
  if (event === undefined || !isOurs(event, serviceId)) return undefined
  if (event.phoneStatus) return statusNews(event.phoneStatus.state, event.phoneStatus.phoneNumber ?? event.phoneNumber)
  if (typeof event.state === 'number') return statusNews(event.state, event.phoneNumber)
  const word = readLineWord(event.state)
  return word && { kind: 'line', word, number: event.phoneNumber ?? '' }
}

/** The word for how the line stands, however it is written; undefined for words that we do not know. */
export function readLineWord(text: string | null | undefined): LineWord | undefined {
  const written = text?.toLowerCase().replaceAll('_', '-')
  return lineWords.find((word) => word === written || word.replace('-', '') === written)
}

function statusNews(state: number | null | undefined, number: string | null | undefined): PhoneNews | undefined {
  const word = typeof state === 'number' ? statusWords[state] : undefined
  return word && { kind: 'status', word, number: number ?? '' }
}

function isOurs({ profile, attribute, serviceId: from }: PhoneEvent, serviceId: string | undefined): boolean {
  if (profile && profile.toLowerCase() !== 'phone') return false
  if (attribute && !knownAttributes.includes(attribute.toLowerCase())) return false
  return !from || serviceId === undefined || from === serviceId
}

/** A call of the board as the rest of Sidetone is told it. */
export function factOf(call: TrackedCall): CallFact {
  return {
    type: 'call',
    key: call.key,
    direction: call.direction,
    state: call.state,
    number: call.number,
    startedAt: call.startedAt,
    ...(call.answeredAt !== undefined && { answeredAt: call.answeredAt }),
    ...(call.endedAt !== undefined && { endedAt: call.endedAt }),
    ...(call.result !== undefined && { result: call.result }),
    ...(call.word !== undefined && { providerStatus: call.word }),
    ...(call.endUnseen && call.state === 'active' && { endUnseen: true }),
  }
}
