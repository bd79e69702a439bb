import process from 'node:process'
import type { Recipient } from '../../../contract/model/broadcast.ts'
import type { Failure } from '../../../contract/model/failure.ts'
import { FailureError, toFailure } from '../../failure.ts'
import { pause } from '../../net/pause.ts'
import { SerialQueue } from '../../net/serial-queue.ts'
import type { Clock, Log } from '../../ports/index.ts'
import type { IotCallClient } from './client.ts'
import { listInUse } from './failures.ts'
import type { ListNote, ListNotes } from './list-note.ts'
import { listForm, readNumberList, sameList } from './recipients.ts'
import type { NumberList } from './recipients.ts'

/*
 * One rule's list at the service, and our note of it on disk. The service can only overwrite a list whole (section ③), so the note comes first.
 *
 *   untouched ──GET tel, note──► noted ──PUT wanted──► overwritten ──dialled or not: PUT before──► put back ──note removed──► untouched
 *                                  │ refused,             │ (replace) taken ──note removed──► untouched
 *                                  │ never sent           │
 *                                  └─note removed─►       └ crash, service not reached: the note stays ──next settle: PUT before──► put back
 *
 * PUT is the one command here that is repeated: the same whole list twice is the same list.
 */

/** Waits between the attempts to put a list back. */
const pausesMs = [1_000, 4_000] as const
/** How long a close waits for that. */
const closePatienceMs = 15_000
/** No dialling takes longer; an older note is of a process that died, or whose number another one has now. */
const longestDiallingMs = 180_000

export interface NumberListsParts {
  readonly client: IotCallClient
  readonly notes: ListNotes
  readonly clock: Clock
  readonly log: Log
  /** A list could not be put back yet. */
  readonly onUnsettled: (failure: FailureError) => void
}

/** Reading and overwriting the lists of rules, one thing at a time for each rule. */
export class NumberLists {
  readonly #parts: NumberListsParts
  readonly #queues = new Map<string, SerialQueue>()
  readonly #busy = new Set<Promise<unknown>>()
  readonly #giveUp = new AbortController()

  constructor(parts: NumberListsParts) {
    this.#parts = parts
  }

  /** Runs a task while nobody overwrites the rule's list. A list that an interrupted dialling left behind is put back first. */
  exclusively<T>(rule: string, task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    return this.#queued(
      rule,
      async () => {
        await this.#settleDialling(rule, signal)
        return task()
      },
      signal,
    )
  }

  read(rule: string, signal: AbortSignal): Promise<NumberList> {
    return this.exclusively(rule, () => this.#fetch(rule, signal), signal)
  }

  /** Overwrites the list for good. @throws FailureError with `outcome: 'unknown'` where nobody can say which list the service has; the note stays then */
  replace(rule: string, wanted: readonly Recipient[], signal: AbortSignal): Promise<void> {
    // Not `exclusively`: a list that cannot be put back must not keep the person from setting another one.
    return this.#queued(rule, () => this.#replace(rule, wanted, signal), signal)
  }

  /** Runs `action` while the rule has other numbers. What was there is put back however it ends. */
  during<T>(rule: string, wanted: readonly Recipient[], action: () => Promise<T>, signal: AbortSignal): Promise<T> {
    return this.exclusively(
      rule,
      async () => {
        const before = await this.#fetch(rule, signal)
        await this.#overwrite(rule, before, wanted, signal)
        try {
          return await action()
        } finally {
          await this.#putBackOrTell(rule, before)
        }
      },
      signal,
    )
  }

  /** Looks for what earlier runs left behind, and mends it. Resolves to the rules whose lists were put back. @throws FailureError where the service could not be asked */
  async settle(rules: readonly string[], signal: AbortSignal): Promise<string[]> {
    const mended: string[] = []
    for (const rule of rules) {
      const task = async (): Promise<boolean> => {
        const note = await this.#parts.notes.read(rule)
        if (note === undefined || isAnothers(note, this.#parts.clock.now())) return false
        return note.purpose === 'dial'
          ? this.#settleDialling(rule, signal)
          : this.#settleReplacement(rule, note, signal)
      }
      if (await this.#queued(rule, task, signal)) mended.push(rule)
    }
    return mended
  }

  /** Waits for lists that are being put back. */
  async close(): Promise<void> {
    const cancel = this.#parts.clock.after(closePatienceMs, () => this.#giveUp.abort())
    await Promise.allSettled([...this.#busy])
    cancel()
    this.#giveUp.abort()
  }

  async #replace(rule: string, wanted: readonly Recipient[], signal: AbortSignal): Promise<void> {
    const { clock, notes } = this.#parts
    const earlier = await notes.read(rule)
    if (earlier && isAnothers(earlier, clock.now())) throw listInUse()
    const before = await this.#fetch(rule, signal)
    // Until a replacement has succeeded, the oldest list that was noted is the one to keep.
    if (earlier === undefined) await this.#note(rule, 'replace', before, wanted)
    try {
      await this.#put(rule, { recipients: wanted, groups: before.groups }, signal)
    } catch (thrown) {
      if (!isUnknown(thrown) && earlier === undefined) await notes.remove(rule)
      if (!isUnknown(thrown) || !(await this.#has(rule, wanted))) throw thrown
    }
    await notes.remove(rule)
  }

  /** Overwrites for a while: a failure leaves the list as it was, or on its way back. */
  async #overwrite(rule: string, before: NumberList, wanted: readonly Recipient[], signal: AbortSignal): Promise<void> {
    const { notes } = this.#parts
    await this.#note(rule, 'dial', before, wanted)
    try {
      await this.#put(rule, { recipients: wanted, groups: before.groups }, signal)
    } catch (thrown) {
      if (isUnknown(thrown)) await this.#putBackOrTell(rule, before)
      else await notes.remove(rule)
      throw thrown
    }
  }

  /** Whether the service has this list now, as far as it can be heard. */
  async #has(rule: string, wanted: readonly Recipient[]): Promise<boolean> {
    try {
      const { recipients } = await this.#fetch(rule, this.#giveUp.signal)
      return sameList(recipients, wanted)
    } catch (thrown) {
      this.#parts.log.info('which numbers a rule has was not heard', { rule, failure: toFailure(thrown) })
      return false
    }
  }

  async #settleDialling(rule: string, signal: AbortSignal): Promise<boolean> {
    const note = await this.#parts.notes.read(rule)
    if (note?.purpose !== 'dial') return false
    if (isAnothers(note, this.#parts.clock.now())) throw listInUse()
    await this.#putBack(rule, note.before, AbortSignal.any([signal, this.#giveUp.signal]))
    const numbers = note.before.recipients.length
    this.#parts.log.warn('a number list was put back after an interrupted dialling', { rule, numbers })
    return true
  }

  /** Nobody knows which list the person wants: only a note that is not needed goes. */
  async #settleReplacement(rule: string, note: ListNote, signal: AbortSignal): Promise<boolean> {
    const { recipients } = await this.#fetch(rule, signal)
    if (sameList(recipients, note.wanted) || sameList(recipients, note.before.recipients)) {
      await this.#parts.notes.remove(rule)
    } else {
      this.#parts.log.warn('a rule has neither its old numbers nor the new ones; the old ones are kept', { rule })
    }
    return false
  }

  /** Never throws: what became of the dialling is what the caller must hear. */
  async #putBackOrTell(rule: string, before: NumberList): Promise<void> {
    try {
      await this.#putBack(rule, before, this.#giveUp.signal)
    } catch (thrown) {
      this.#parts.log.error('a number list is not put back yet', { rule, failure: toFailure(thrown) })
      this.#parts.onUnsettled(thrown instanceof FailureError ? thrown : new FailureError(toFailure(thrown)))
    }
  }

  async #putBack(rule: string, before: NumberList, signal: AbortSignal): Promise<void> {
    const { clock, log, notes } = this.#parts
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.#put(rule, before, signal)
        break
      } catch (thrown) {
        const { failure } = thrown instanceof FailureError ? thrown : new FailureError(toFailure(thrown))
        if (failure.code === 'provider/refused' && before.recipients.length === 0) {
          // Not documented: whether a list may be emptied. The rule had no numbers, so nothing is lost but its emptiness.
          log.warn('the service takes no empty list; the dialled number stays in the rule', { rule })
          break
        }
        const wait = pausesMs[attempt]
        if (wait === undefined || !canHelp(failure)) throw thrown
        await pause(clock, Math.max(wait, failure.retryAfterMs ?? 0), signal)
      }
    }
    await notes.remove(rule)
  }

  /** Numbers for groups, as the document's example; letters where the service writes them and refused the numbers, which changed nothing. */
  async #put(rule: string, { recipients, groups }: NumberList, signal: AbortSignal): Promise<void> {
    try {
      await this.#parts.client.putNumbers(rule, listForm(recipients), signal)
    } catch (thrown) {
      if (groups === 'number' || toFailure(thrown).code !== 'provider/refused' || isUnknown(thrown)) throw thrown
      await this.#parts.client.putNumbers(rule, listForm(recipients, groups), signal)
    }
  }

  async #fetch(rule: string, signal: AbortSignal): Promise<NumberList> {
    return readNumberList(await this.#parts.client.numbers(rule, signal))
  }

  async #note(rule: string, purpose: ListNote['purpose'], before: NumberList, wanted: readonly Recipient[]) {
    const recipients = [...before.recipients]
    const at = this.#parts.clock.now()
    const list = { recipients, groups: before.groups }
    await this.#parts.notes.write(rule, { purpose, before: list, wanted: [...wanted], at, process: process.pid })
  }

  #queued<T>(rule: string, task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const queue = this.#queues.get(rule) ?? new SerialQueue()
    this.#queues.set(rule, queue)
    const running = queue.run(task, signal)
    const quiet = running.then(
      () => undefined,
      () => undefined,
    )
    this.#busy.add(quiet)
    void quiet.then(() => this.#busy.delete(quiet))
    return running
  }
}

function isUnknown(thrown: unknown): boolean {
  return toFailure(thrown).outcome === 'unknown'
}

function canHelp({ code, outcome }: Failure): boolean {
  return outcome === 'unknown'
    ? code !== 'aborted'
    : /^(?:net\/(?:offline|timeout)|rate\/limited|provider\/unavailable)$/.test(code)
}

/** Whether another process that lives (the app beside the command line) is in the middle of it. */
function isAnothers({ process: owner, at }: ListNote, now: number): boolean {
  if (owner === process.pid || Math.abs(now - at) > longestDiallingMs) return false
  try {
    process.kill(owner, 0)
    return true
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM'
  }
}
