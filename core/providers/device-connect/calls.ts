import { assertNever } from '../../failure.ts'
import { findForLine, findForStatus, findLost } from './call-match.ts'
import {
  deadlineOf,
  end,
  isLive,
  lose,
  newCall,
  overTime,
  rememberedMs,
  resultOf,
  setUpState,
  told,
} from './tracked-call.ts'
import type { LineWord, TrackedCall } from './tracked-call.ts'

/*
 * What we know of the phone's calls, from three sources that may come in any order, twice or late: our own dialling, `onconnect` (started, failed, finished;
 * many phones never send the end) and, on newer phones, call states (ringing, dialing, active, on-hold, standby).
 *
 *   place, "dialing" ──► dialing ──"active", started──► active ◄──"active"/"on-hold"──► held
 *                          │ failed, finished, standby   │ finished, standby             │
 *                          ▼                             ▼                               ▼
 *                        ended ◄─────────────────────────┴───────────────────────────────┘
 *                          ▲ standby: missed, or rejected where we did
 *   "ringing" ──────────► ringing ──"active"──► active
 *
 *   any live call ──► unknown    no news of it for too long, or sight of it lost (`sight-lost`, then nothing, or the line turned out to carry another call)
 *   unknown ──► its state        an event about it after all, under the same key
 *
 * Pure: a board and a piece of news give the next board.
 */

export interface CallBoard {
  readonly calls: readonly TrackedCall[]
  /** Call states are registered: they, and not `onconnect`, say when a call is answered. */
  readonly hearsCallStates: boolean
  /** This phone has told the end of a call. */
  readonly tellsEnds: boolean
}

export type StatusWord = 'started' | 'failed' | 'finished'

/** `freshKey` names the call if the news turns out to be about a new one. */
export type CallNews =
  | { readonly kind: 'placed'; readonly key: string; readonly number: string }
  | { readonly kind: 'place-refused'; readonly key: string }
  | { readonly kind: 'place-unclear'; readonly key: string }
  | { readonly kind: 'status'; readonly word: StatusWord; readonly number: string; readonly freshKey: string }
  | { readonly kind: 'line'; readonly word: LineWord; readonly number: string; readonly freshKey: string }
  /** We are about to ask for it; the phone said yes; it did not. */
  | { readonly kind: 'asking' | 'asked'; readonly key: string; readonly command: 'answer' | 'reject' | 'hang-up' }
  | { readonly kind: 'not-asked'; readonly key: string }
  | { readonly kind: 'hears-call-states'; readonly yes: boolean }
  /** The socket is gone. `willLook`: after the reconnect we can ask how the line stands. */
  | { readonly kind: 'sight-lost'; readonly willLook: boolean }
  /** We are back; the line stood like this when we looked, or we could not look. */
  | {
      readonly kind: 'sight-back'
      readonly line?: { readonly word: LineWord; readonly number: string; readonly freshKey: string }
    }
  | { readonly kind: 'time' }

export const emptyBoard: CallBoard = { calls: [], hearsCallStates: false, tellsEnds: false }

/** The board after the news. Calls that it does not concern stay the same objects. */
export function hear(board: CallBoard, news: CallNews, now: number): CallBoard {
  const next = takeIn(board, news, now)
  return withoutForgotten({ ...next, calls: next.calls.map((call) => overTime(call, now)) }, now)
}

/** When `time` must be heard next; undefined when nothing is running. */
export function nextDeadline(board: CallBoard): number | undefined {
  const times = board.calls.map(deadlineOf).filter((time) => time !== undefined)
  return times.length === 0 ? undefined : Math.min(...times)
}

function takeIn(board: CallBoard, news: CallNews, now: number): CallBoard {
  switch (news.kind) {
    case 'placed':
      return add(board, newCall(news.key, 'out', 'dialing', news.number, now))
    case 'place-refused':
      return change(board, news.key, (call) => (isBeingPlaced(call) ? end(call, 'failed', now) : call))
    case 'place-unclear':
      return change(board, news.key, (call) => (call.state === 'dialing' ? lose(call, now) : call))
    case 'asking':
      return change(board, news.key, (call) => ({ ...call, asked: { command: news.command } }))
    case 'asked':
      return change(board, news.key, (call) => ({ ...call, asked: { command: news.command, obeyedAt: now } }))
    case 'not-asked':
      return change(board, news.key, ({ asked: _refused, ...call }) => call)
    case 'hears-call-states':
      return { ...board, hearsCallStates: news.yes }
    case 'status':
      return hearStatus(board, news, now)
    case 'line':
      return hearLine(board, news, now)
    case 'sight-lost':
      return everyLive(board, (call) =>
        news.willLook ? { ...call, doubtSince: call.doubtSince ?? now } : lose(call, now),
      )
    case 'sight-back':
      return seeAgain(board, news.line, now)
    case 'time':
      return board
    default:
      return assertNever(news)
  }
}

/** The phone has not told of it yet; we may have lost sight of the phone meanwhile. */
function isBeingPlaced({ state, word }: TrackedCall): boolean {
  return state === 'dialing' || (state === 'unknown' && word === undefined)
}

function hearStatus(board: CallBoard, news: CallNews & { kind: 'status' }, now: number): CallBoard {
  const { word, number, freshKey } = news
  const call = findForStatus(board.calls, number, now)
  if (word === 'started') {
    if (call === 'late') return board
    const known = call ?? newCall(freshKey, 'out', 'dialing', number, now)
    return put(board, start(board, known, number, now))
  }
  const seen: CallBoard = { ...board, tellsEnds: true }
  if (call === undefined || call === 'late') return seen
  // "Started" is no proof of an answer where the phone then says that it failed.
  const failed = word === 'failed' && !(call.hasLineWord && call.answeredAt !== undefined)
  return put(seen, end(told(call, word, number, now), failed ? 'failed' : resultOf(call), now))
}

/** `onconnect` 0. Where the phone tells call states, those say when somebody answered; this is only news. */
function start(board: CallBoard, call: TrackedCall, number: string, now: number): TrackedCall {
  const news = told(call, 'started', number, now)
  if (call.state === 'active' || call.state === 'held') return news
  if (board.hearsCallStates) return { ...news, state: isLive(call) ? call.state : 'dialing', saidStartedAt: now }
  return { ...news, state: 'active', answeredAt: call.answeredAt ?? now, endUnseen: !board.tellsEnds }
}

function hearLine(board: CallBoard, news: Omit<CallNews & { kind: 'line' }, 'kind'>, now: number): CallBoard {
  const { word, number, freshKey } = news
  if (word === 'standby') return hearStandby(board, number, now)
  const found = findForLine(board.calls, word, number, now)
  if (found === 'late') return board
  const call = found ?? newCall(freshKey, word === 'dialing' ? 'out' : 'in', setUpState(word), number, now)
  return put(board, { ...advance(told(call, word, number, now), word, now), hasLineWord: true })
}

function advance(call: TrackedCall, word: Exclude<LineWord, 'standby'>, now: number): TrackedCall {
  switch (word) {
    case 'ringing':
    case 'dialing':
      return call.state === 'unknown' ? { ...call, state: setUpState(word) } : call
    case 'active':
      return { ...call, state: 'active', answeredAt: call.answeredAt ?? now, endUnseen: false }
    case 'on-hold':
      return { ...call, state: 'held', answeredAt: call.answeredAt ?? now, endUnseen: false }
    default:
      return assertNever(word)
  }
}

/** "待受中": that call is over; without a number the phone is idle, so all are. */
function hearStandby(board: CallBoard, number: string, now: number): CallBoard {
  const finish = (call: TrackedCall) =>
    end({ ...told(call, 'standby', number, now), hasLineWord: true }, resultOf(call), now)
  const call = findForStatus(board.calls, number, now)
  if (call !== undefined && call !== 'late') return put(board, finish(call))
  return number === '' ? everyLive(board, finish) : board
}

/** One look at the line tells of one call: the rest of those in doubt are over if it is idle, and lost if it is not. */
function seeAgain(board: CallBoard, line: (CallNews & { kind: 'sight-back' })['line'], now: number): CallBoard {
  if (line === undefined) return everyDoubtful(board, (call) => lose(call, now))
  if (line.word === 'standby')
    return everyDoubtful(board, (call) => end(told(call, 'standby', '', now), resultOf(call), now))
  const lost = findLost(board.calls, line.number)
  const seen = lost === undefined ? board : put(board, told(lost, line.word, line.number, now))
  return everyDoubtful(hearLine(seen, line, now), (call) => lose(call, now))
}

function withoutForgotten(board: CallBoard, now: number): CallBoard {
  return { ...board, calls: board.calls.filter((call) => isLive(call) || now - call.newsAt < rememberedMs) }
}

function add(board: CallBoard, call: TrackedCall): CallBoard {
  return { ...board, calls: [...board.calls, call] }
}

function put(board: CallBoard, call: TrackedCall): CallBoard {
  if (!board.calls.some(({ key }) => key === call.key)) return add(board, call)
  return change(board, call.key, () => call)
}

function change(board: CallBoard, key: string, next: (call: TrackedCall) => TrackedCall): CallBoard {
  return { ...board, calls: board.calls.map((call) => (call.key === key ? next(call) : call)) }
}

function everyLive(board: CallBoard, next: (call: TrackedCall) => TrackedCall): CallBoard {
  return { ...board, calls: board.calls.map((call) => (isLive(call) ? next(call) : call)) }
}

function everyDoubtful(board: CallBoard, next: (call: TrackedCall) => TrackedCall): CallBoard {
  return {
    ...board,
    calls: board.calls.map((call) => (isLive(call) && call.doubtSince !== undefined ? next(call) : call)),
  }
}
