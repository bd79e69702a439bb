import { cast } from '../../world/cast.ts'
import { colleague, ourUser } from './company.ts'
import { type PastCall, recordingName, type StatusDetail } from './past-call.ts'

/** Longer than the longest call, so that all are over. */
const lastStartMs = 11 * 60 * 1000
const dayMs = 24 * 60 * 60 * 1000
const statuses: readonly StatusDetail[] = [
  'SUCCESS',
  'SUCCESS',
  'SUCCESS',
  'SUCCESS',
  'SUCCESS',
  'IVR',
  'IVR',
  'BUSY',
  'CANCELLED',
  'OTHER',
]

/**
 * `count` past calls spread evenly over the `days` before `now`, oldest first: the same ones every time. One in sixteen is a call
 * between colleagues; half of the successful ones are recorded.
 */
export function preloadedCalls(count: number, days: number, now: number): PastCall[] {
  const stepMs = (days * dayMs) / count
  return Array.from({ length: count }, (_, index) =>
    preloadedCall(index, Math.floor(now - lastStartMs - (count - 1 - index) * stepMs)),
  )
}

function preloadedCall(index: number, startedAt: number): PastCall {
  const chance = scatter(index)
  const direction = chance % 2 === 0 ? 'in' : 'out'
  const drawn = statuses[(chance >>> 4) % statuses.length] ?? 'SUCCESS'
  // Only calls out are cancelled or find somebody busy.
  const status = direction === 'in' && (drawn === 'BUSY' || drawn === 'CANCELLED') ? 'IVR' : drawn
  const ringMs = 2000 + ((chance >>> 8) % 25) * 1000
  const talkMs = (5 + ((chance >>> 12) % 600)) * 1000
  const answered = status === 'SUCCESS'
  const internal = (chance >>> 20) % 16 === 0
  const user = !internal && (chance >>> 24) % 4 === 0 ? colleague : ourUser
  return {
    startedAt,
    endedAt: startedAt + ringMs + (answered ? talkMs : 0),
    ...(answered ? { answeredAt: startedAt + ringMs } : {}),
    ...{ direction, user, status },
    number: internal ? colleague.extension : (cast[(chance >>> 16) % cast.length]?.number ?? ''),
    recording: answered && (chance >>> 28) % 2 === 0 ? recordingName(`preloaded ${index}`) : '',
  }
}

/** Spreads neighbouring numbers over all 32 bits (the finalizer of MurmurHash3). */
function scatter(index: number): number {
  let bits = index + 1
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
