/**
 * One call, from the point of view of one of our lines.
 *
 *     incoming                    ┌──────────── answer ───────────┐
 *       ring ──▶ ringing ─────────┤                               ▼
 *                   │             └ (own phone first) dial ─▶ dialing ─ answer ─▶ active ◀─ resume ─ held
 *     outgoing      │                                         │                   │ └──── hold ─────▶ │
 *       place ──────┴── (directly) ──────────────────────────▶│                   │                   │
 *                   └──────────────── end ────────────────────┴──────── end ──────┴─────── end ───────┘──▶ ended
 *
 * Some services ring the caller's own phone before they dial ("click to call"): such a call is outgoing and starts in `ringing`.
 */
export type CallState = 'dialing' | 'ringing' | 'active' | 'held' | 'ended'

export type CallEvent = 'dial' | 'answer' | 'hold' | 'resume' | 'end'

/** How an ended call went, seen from our line. */
export type CallResult = 'answered' | 'missed' | 'busy' | 'cancelled' | 'rejected' | 'no-answer' | 'failed'

/** Who ended it: our line, the other party, or the network between them. */
export type Side = 'near' | 'far' | 'network'

export interface Call {
  readonly id: string
  readonly lineId: string
  readonly direction: 'in' | 'out'
  /** The other party. */
  readonly number: string
  readonly name?: string
  /** A text that the service speaks to the other party. */
  readonly spokenText?: string
  readonly state: CallState
  /** Milliseconds since 1970, like every time here. */
  readonly startedAt: number
  readonly answeredAt?: number
  readonly endedAt?: number
  readonly result?: CallResult
  readonly endedBy?: Side
}

const transitions: Record<CallState, Partial<Record<CallEvent, CallState>>> = {
  dialing: { answer: 'active', end: 'ended' },
  ringing: { dial: 'dialing', answer: 'active', end: 'ended' },
  active: { hold: 'held', end: 'ended' },
  held: { resume: 'active', end: 'ended' },
  ended: {},
}

/** The state after the event, or undefined where the event makes no sense. */
export function nextState(state: CallState, event: CallEvent): CallState | undefined {
  return transitions[state][event]
}

/** What to write down for a call that `side` ended, when nothing more exact (busy, failed) is known. */
export function resultOf(call: Call, side: Side): CallResult {
  if (call.answeredAt !== undefined) return 'answered'
  if (side === 'network') return 'failed'
  if (call.direction === 'in') return side === 'near' ? 'rejected' : 'missed'
  return side === 'near' ? 'cancelled' : 'rejected'
}
