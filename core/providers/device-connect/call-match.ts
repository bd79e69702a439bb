import { sameNumber } from './number-form.ts'
import { isLive } from './tracked-call.ts'
import type { LineWord, TrackedCall } from './tracked-call.ts'

/*
 * Which call an event is about. Events name a call by nothing but a number, in whatever form the phone likes, or by none at all (withheld, or not known yet).
 */

/**
 * So soon after its end, news of a call in progress is late, not a new call: nobody answers the same number again within this. For ringing and dialing there is no
 * such guard: somebody may call again at once, and what rings late by mistake stops by itself.
 */
const lateMs = 1_000
/** How long a call that we lost may come back under its key ... */
const revivableMs = 10 * 60_000
/** ... by ringing or dialing: after more than this it is somebody calling again. */
const revivableSetUpMs = 60_000

/** The call of an `onconnect` event or a "standby"; `late` where its call has just ended. */
export function findForStatus(
  calls: readonly TrackedCall[],
  number: string,
  now: number,
): TrackedCall | 'late' | undefined {
  return findAmongLive(calls, number) ?? findRevivable(calls, number, now, revivableMs) ?? lateness(calls, number, now)
}

/** The call of any other call state. */
export function findForLine(
  calls: readonly TrackedCall[],
  word: LineWord,
  number: string,
  now: number,
): TrackedCall | 'late' | undefined {
  const settingUp = word === 'ringing' || word === 'dialing'
  const fitting = settingUp ? calls.filter((call) => fitsSetUp(call, word, number)) : calls
  const found =
    findAmongLive(fitting, number, settingUp) ??
    (settingUp ? undefined : findUnnamed(fitting, number)) ??
    findRevivable(fitting, number, now, settingUp ? revivableSetUpMs : revivableMs)
  return found ?? (settingUp ? undefined : lateness(calls, number, now))
}

/** A call that we lost and that a look at the line shows again. */
export function findLost(calls: readonly TrackedCall[], number: string): TrackedCall | undefined {
  const doubtful = calls.filter((call) => isLive(call) && call.doubtSince !== undefined)
  const same = doubtful.find((call) => sameNumber(call.number, number))
  return same ?? (number === '' && doubtful.length === 1 ? doubtful[0] : undefined)
}

function findAmongLive(calls: readonly TrackedCall[], number: string, settingUp = false): TrackedCall | undefined {
  const live = calls.filter(isLive)
  const same = live.findLast((call) => sameNumber(call.number, number))
  if (same !== undefined) return same
  const nameless = live.filter((call) => call.number === '')
  if (number === '') return nameless.at(-1) ?? (live.length === 1 ? live[0] : undefined)
  // The phone may tell the number only in its second word about a call.
  const [only, ...others] = nameless
  return others.length === 0 && (!settingUp || only?.state === 'ringing' || only?.state === 'dialing')
    ? only
    : undefined
}

/** "active" without a number, and several calls: it is the one that was being set up, else the newest; surely no further one. */
function findUnnamed(calls: readonly TrackedCall[], number: string): TrackedCall | undefined {
  if (number !== '') return undefined
  const live = calls.filter(isLive)
  return live.findLast(({ state }) => state === 'ringing' || state === 'dialing') ?? live.at(-1)
}

/** A "ringing" is not about a call that we make, nor a "dialing" about one that comes in - except a late one about the very number. */
function fitsSetUp(call: TrackedCall, word: LineWord, number: string): boolean {
  if (sameNumber(call.number, number)) return isLive(call) || directionOf(word) === call.direction
  if (!isLive(call)) return false
  return directionOf(word) === call.direction && (call.state === 'ringing' || call.state === 'dialing')
}

function directionOf(word: LineWord): 'in' | 'out' {
  return word === 'dialing' ? 'out' : 'in'
}

function findRevivable(
  calls: readonly TrackedCall[],
  number: string,
  now: number,
  withinMs: number,
): TrackedCall | undefined {
  return calls.findLast(
    (call) => call.state === 'unknown' && now - call.newsAt < withinMs && sameNumber(call.number, number),
  )
}

function lateness(calls: readonly TrackedCall[], number: string, now: number): 'late' | undefined {
  const ended = calls.some(
    (call) =>
      call.state === 'ended' &&
      now - call.newsAt < lateMs &&
      (sameNumber(call.number, number) || (number === '' && call.number === '')),
  )
  return ended ? 'late' : undefined
}
