import type { FaceHost } from '../face.ts'
import { colleague, type User } from './company.ts'
import { type PastCall, pastCallOf, talkSeconds } from './past-call.ts'
import { preloadedCalls } from './preloaded-calls.ts'
import { colleagueTalksMs } from './switchboard.ts'
import type { AntBuddySwitches } from './switches.ts'

/** The company's ended calls: those of the exchange's lines, and those that were put there beforehand. */
export class CallRecords {
  readonly #host: FaceHost<AntBuddySwitches>
  readonly #userOf: ReadonlyMap<string, User>
  readonly #takenByColleague = new Set<string>()
  #preloaded: readonly PastCall[] = []
  #preloadedTalk = new Map<string, number>()

  /** @param userOf whose phone each line of the exchange is */
  constructor(host: FaceHost<AntBuddySwitches>, userOf: ReadonlyMap<string, User>) {
    this.#host = host
    this.#userOf = userOf
  }

  /** Replaces what was put there beforehand. */
  preload(calls: number, days: number): void {
    this.#preloaded = preloadedCalls(calls, days, this.#host.clock.now())
    const recorded = this.#preloaded.filter((call) => call.recording !== '')
    this.#preloadedTalk = new Map(recorded.map((call) => [call.recording, talkSeconds(call)]))
  }

  /** Calls that started between the two times (ms), oldest first. ASSUMPTION: both are inclusive. */
  between(from: number, to: number): PastCall[] {
    const recent = this.#fromExchange().sort((one, other) => one.startedAt - other.startedAt)
    return [...this.#preloaded, ...recent].filter(({ startedAt }) => startedAt >= from && startedAt <= to)
  }

  /** How long a recording is, in seconds; undefined when there is none of that name. */
  recordingSeconds(name: string): number | undefined {
    const preloaded = this.#preloadedTalk.get(name)
    if (preloaded !== undefined || name === '') return preloaded
    const call = this.#fromExchange().find(({ recording }) => recording === name)
    return call && talkSeconds(call)
  }

  /** The call, which ends for our line now, went to a colleague who took it. */
  takenByColleague(callId: string): void {
    this.#takenByColleague.add(callId)
  }

  clear(): void {
    this.preload(0, 1)
    this.#takenByColleague.clear()
  }

  #fromExchange(): PastCall[] {
    const { exchange, switches, clock } = this.#host
    return [...this.#userOf].flatMap(([lineId, user]) =>
      exchange.calls(lineId).flatMap((call) => {
        const past = pastCallOf(call, user, switches, clock.now())
        if (!past) return []
        return this.#takenByColleague.has(call.id) ? asTakenByColleague(past) : past
      }),
    )
  }
}

function asTakenByColleague(past: PastCall): PastCall {
  const { endedAt: takenAt } = past
  return { ...past, user: colleague, status: 'SUCCESS', answeredAt: takenAt, endedAt: takenAt + colleagueTalksMs }
}
