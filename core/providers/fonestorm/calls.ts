import { assertNever } from '../../failure.ts'
import { sameNumber } from './number-form.ts'
import { begin, deadlineOf, end, isLive, lose, overTime, setUpState } from './tracked-call.ts'
import type { CallNotice, TrackedCall } from './tracked-call.ts'

/*
 * What we know of the number's calls, from our own requests and from callbacks, which may come in any order, twice, late or not at all. The service tells the
 * beginning of a call and its end, and nothing in between: nobody can tell ringing from talking.
 *
 *   POST /calls taken ──► dialing ──BEGIN──► dialing ──a minute──► active ──END──► ended
 *                           │ a minute without BEGIN                 │ four hours
 *                           ▼                                        ▼
 *                         unknown ◄── no readable answer to POST   unknown
 *   BEGIN, INBOUND ─────► ringing ──a minute──► active
 *
 *   any ──END──► ended      unknown ──BEGIN──► dialing, ringing      no call ──END──► ended (its BEGIN was lost, or comes later and says nothing new)
 *   any live call ──the machine slept──► unknown (callbacks of that time are lost)
 *
 * A call's key is the service's name for it: the `id` that POST /calls answers, else the `uid` of its callbacks. Whether the two are the same is not documented.
 * A callback with another uid is about a call that we placed, when it goes to the same number within a minute; it keeps the key that it was told by first.
 *
 * Pure: a board and a piece of news give the next board.
 */

export interface CallBoard {
  /** In the order in which we heard of them. */
  readonly calls: readonly TrackedCall[]
  /** Our requests that are not answered yet. */
  readonly placements: readonly Placement[]
  /** The service tells us of calls. */
  readonly hears: boolean
  /** It was seen that ids and uids are the same, so a callback with another uid is about another call. */
  readonly idIsUid: boolean
}

interface Placement {
  readonly ticket: string
  readonly number: string
}

/** `ticket` is our own name for a request. */
export type CallNews =
  | { readonly kind: 'placing'; readonly ticket: string; readonly number: string }
  | { readonly kind: 'placed'; readonly ticket: string; readonly id: string }
  | { readonly kind: 'place-refused' | 'place-unclear'; readonly ticket: string }
  | { readonly kind: 'notice'; readonly notice: CallNotice }
  | { readonly kind: 'hears'; readonly yes: boolean }
  | { readonly kind: 'sight-lost' }
  | { readonly kind: 'time' }

export const emptyBoard: CallBoard = { calls: [], placements: [], hears: false, idIsUid: false }

/** A callback may come so long after the call was placed that it is about. */
const placedWithinMs = 60_000
/** Calls that are remembered, so that late callbacks find theirs; the oldest are forgotten first, live ones once as `unknown`. */
export const mostCalls = 500

/** The board after the news. Calls that it does not concern stay the same objects. */
export function hear(board: CallBoard, news: CallNews, now: number): CallBoard {
  const next = takeIn(board, news, now)
  return withinBounds({ ...next, calls: next.calls.map((call) => overTime(call, now)) }, now)
}

/** When `time` must be heard next; undefined when nothing is running. */
export function nextDeadline(board: CallBoard): number | undefined {
  const times = board.calls.map(deadlineOf).filter((time) => time !== undefined)
  return times.length === 0 ? undefined : Math.min(...times)
}

/** The call that a request of ours became. */
export function placedCall(board: CallBoard, ticket: string): TrackedCall | undefined {
  return board.calls.find((call) => call.ticket === ticket)
}

function takeIn(board: CallBoard, news: CallNews, now: number): CallBoard {
  switch (news.kind) {
    case 'placing':
      return { ...board, placements: [...board.placements, { ticket: news.ticket, number: news.number }] }
    case 'placed':
      return hearPlaced(board, news, now)
    case 'place-refused':
      return without(release(board, news.ticket), news.ticket)
    case 'place-unclear':
      return hearUnclear(board, news.ticket, now)
    case 'notice':
      return hearNotice(board, news.notice, now)
    case 'hears':
      return { ...board, hears: news.yes }
    case 'sight-lost':
      return { ...board, calls: board.calls.map((call) => lose(call, now)) }
    case 'time':
      return board
    default:
      return assertNever(news)
  }
}

/** The answer to our request; a callback may have been faster. */
function hearPlaced(board: CallBoard, { ticket, id }: { ticket: string; id: string }, now: number): CallBoard {
  const number = board.placements.find((placement) => placement.ticket === ticket)?.number ?? ''
  const rest = without(board, ticket)
  const told = rest.calls.find((call) => isNamed(call, id))
  if (told !== undefined) return put({ ...release(rest, ticket), idIsUid: true }, { ...told, ticket })
  // A callback that went to the same number was taken for ours; that it was not is known where ids are uids.
  if (placedCall(rest, ticket) !== undefined && !rest.idIsUid) return rest
  const call: TrackedCall = { key: id, direction: 'out', state: 'dialing', number, startedAt: now, newsAt: now, ticket }
  return put(release(rest, ticket), rest.hears ? call : { ...call, endUnseen: true })
}

/** Nobody knows whether it was placed - unless a callback has told of it. */
function hearUnclear(board: CallBoard, ticket: string, now: number): CallBoard {
  const number = board.placements.find((placement) => placement.ticket === ticket)?.number ?? ''
  const rest = without(board, ticket)
  if (placedCall(rest, ticket) !== undefined) return rest
  return put(rest, { key: ticket, direction: 'out', state: 'unknown', number, startedAt: now, newsAt: now, ticket })
}

function hearNotice(board: CallBoard, notice: CallNotice, now: number): CallBoard {
  const named = board.calls.find((call) => isNamed(call, notice.uid))
  const call = named ?? findPlaced(board, notice, now) ?? newCall(board, notice, now)
  const heard = notice.status === 'begin' ? begin(call, notice, now) : end(call, notice, now)
  const sameName = named?.ticket !== undefined && named.key === notice.uid
  return put(sameName ? { ...board, idIsUid: true } : board, heard)
}

function isNamed(call: TrackedCall, uid: string): boolean {
  return call.uid === uid || call.key === uid
}

/** The oldest call of ours to that number that no callback has told of yet. One whose answer was lost has no id, so its uid may be any. */
function findPlaced(board: CallBoard, { direction, number }: CallNotice, now: number): TrackedCall | undefined {
  if (direction === 'in') return undefined
  return board.calls.find(
    (call) =>
      call.ticket !== undefined &&
      call.uid === undefined &&
      (call.key === call.ticket || !board.idIsUid) &&
      now - call.startedAt <= placedWithinMs &&
      sameNumber(call.number, number),
  )
}

function newCall(board: CallBoard, notice: CallNotice, now: number): TrackedCall {
  const { uid, direction, number, status, billableSeconds = 0 } = notice
  const ours = direction === 'out' ? findPlacement(board, number) : undefined
  // Of a call that we hear of only when it is over, at least the talk was before.
  const startedAt = status === 'end' ? now - billableSeconds * 1000 : now
  const call = { key: uid, direction, state: setUpState(direction), number, startedAt, newsAt: now }
  return ours === undefined ? call : { ...call, ticket: ours.ticket }
}

/** A request of ours that is still on its way to that number. */
function findPlacement(board: CallBoard, number: string): Placement | undefined {
  return board.placements.find(
    ({ ticket, number: placed }) => sameNumber(placed, number) && placedCall(board, ticket) === undefined,
  )
}

function without(board: CallBoard, ticket: string): CallBoard {
  return { ...board, placements: board.placements.filter((placement) => placement.ticket !== ticket) }
}

/** A call that was taken for ours is somebody else's on the same account. */
function release(board: CallBoard, ticket: string): CallBoard {
  const calls = board.calls.map((call) => {
    if (call.ticket !== ticket) return call
    const { ticket: _notOurs, ...rest } = call
    return rest
  })
  return { ...board, calls }
}

function put(board: CallBoard, call: TrackedCall): CallBoard {
  const known = board.calls.some(({ key }) => key === call.key)
  if (!known) return { ...board, calls: [...board.calls, call] }
  return { ...board, calls: board.calls.map((other) => (other.key === call.key ? call : other)) }
}

function withinBounds(board: CallBoard, now: number): CallBoard {
  const over = board.calls.length - mostCalls
  if (over <= 0) return board
  const oldest = board.calls.slice(0, over).flatMap((call) => (isLive(call) ? [lose(call, now)] : []))
  return { ...board, calls: [...oldest, ...board.calls.slice(over)] }
}
