import { cast } from '../../world/cast.ts'
import { account } from './account.ts'
import type { CallbackData } from './callback-data.ts'
import type { Callbacks } from './callbacks.ts'
import type { CallbackKind, FoneNumber } from './fonenumber.ts'

/** The BEGIN of a call that the world knows nothing of. */
export function madeUpCall(kind: CallbackKind, uid: string, foneNumber: string, person = 0): CallbackData {
  const { number } = cast[person % cast.length] ?? cast[0]
  const inbound = kind === 'receive'
  return {
    uid,
    account_code: account.code,
    direction: inbound ? 'INBOUND' : 'OUTBOUND',
    status: 'BEGIN',
    from: inbound ? number : foneNumber,
    to: inbound ? foneNumber : number,
    type: 'VOICE',
  }
}

const dispositions = [
  'ANSWERED',
  'ANSWERED',
  'ANSWERED',
  'NO_ANSWER',
  'BUSY',
  'CANCEL',
  'REJECTED',
  'FAILED:503',
] as const

/**
 * Tells of `count` calls that are over at once, in and out in turn where both callbacks are set. The service has no list of past calls,
 * and callbacks carry no time, so this is the only way to a long history.
 * @returns how many callbacks were delivered
 */
export async function burst(
  count: number,
  { number, notify }: FoneNumber,
  callbacks: Callbacks,
  newId: () => string,
): Promise<number> {
  const kinds = (['receive', 'send'] as const).filter((kind) => notify[kind])
  if (kinds.length === 0) throw new Error(`No callback is set for ${number}.`)
  const before = callbacks.delivered
  for (let index = 0; index < count; index += 1) {
    const kind = kinds[index % kinds.length] ?? 'receive'
    const registration = notify[kind]
    if (!registration) continue
    const begin = madeUpCall(kind, newId(), number, index)
    const disposition = dispositions[index % dispositions.length] ?? 'ANSWERED'
    const seconds = disposition === 'ANSWERED' ? 5 + ((index * 37) % 600) : 0
    callbacks.send(kind, registration, begin)
    callbacks.send(kind, registration, { ...begin, status: 'END', disposition, billable_seconds: seconds })
    await callbacks.settled()
  }
  return callbacks.delivered - before
}
