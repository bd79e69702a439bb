import type { BroadcastQuery, BroadcastResults, BroadcastRule, Recipient } from '../../../contract/model/broadcast.ts'
import { fail } from '../../failure.ts'
import type { Broadcast } from '../../provider.ts'
import type { IotCallClient, Query } from './client.ts'
import { countries } from './countries.ts'
import { invalid, isLackingPath, unknownFiring, unknownRule } from './failures.ts'
import type { FiringRows, Logs } from './logs.ts'
import { broadcastCall, broadcastMessage } from './map.ts'
import type { NumberLists } from './number-lists.ts'
import { checkRecipients } from './recipients.ts'
import { vendorDateOf } from './tokyo-time.ts'

export interface BroadcastParts {
  readonly rules: readonly BroadcastRule[]
  readonly lists: NumberLists
  readonly logs: Logs
  readonly client: IotCallClient
  readonly whileOpen: (signal: AbortSignal) => AbortSignal
}

/** Rules, their lists, their firing and what came of it. */
export class RuleBroadcast implements Broadcast {
  readonly countries = countries
  readonly #parts: BroadcastParts

  constructor(parts: BroadcastParts) {
    this.#parts = parts
  }

  rules(): readonly BroadcastRule[] {
    return this.#parts.rules
  }

  async recipients(rule: string, signal: AbortSignal): Promise<readonly Recipient[]> {
    this.#check(rule)
    return (await this.#parts.lists.read(rule, this.#parts.whileOpen(signal))).recipients
  }

  async replace(rule: string, recipients: readonly Recipient[], signal: AbortSignal): Promise<void> {
    this.#check(rule)
    checkRecipients(recipients)
    await this.#parts.lists.replace(rule, recipients, this.#parts.whileOpen(signal))
  }

  async fire(rule: string, caller: AbortSignal): Promise<{ readonly message?: string }> {
    this.#check(rule)
    const signal = this.#parts.whileOpen(caller)
    // Exclusively: in the middle of a dialling the rule has somebody else's number.
    const reply = await this.#parts.lists.exclusively(rule, () => this.#parts.client.fire(rule, signal), signal)
    return reply.message === undefined ? {} : { message: reply.message }
  }

  async results(rule: string | undefined, query: BroadcastQuery, caller: AbortSignal): Promise<BroadcastResults> {
    if (rule !== undefined) this.#check(rule)
    const signal = this.#parts.whileOpen(caller)
    if ('firing' in query) return resultsOf(await this.#firing(rule, query.firing, signal))
    if ('latest' in query) return resultsOf(await this.#latest(rule, signal))
    return resultsOf(await this.#range(rule, query, signal))
  }

  /** A firing belongs to one rule, and only under that rule's key is it found; which one, its id does not say reliably. */
  async #firing(rule: string | undefined, id: string, signal: AbortSignal): Promise<FiringRows> {
    if (!/^[\w-]{1,64}$/.test(id)) throw invalid('firing', 'not-a-firing-id')
    let found: FiringRows | undefined
    for (const name of this.#candidates(rule)) {
      const rows = await orNothing(this.#parts.logs.firing(name, id, signal))
      if (rows !== undefined && rows.calls.length + rows.messages.length > 0) return rows
      found ??= rows
    }
    if (found === undefined) throw unknownFiring()
    return found
  }

  async #latest(rule: string | undefined, signal: AbortSignal): Promise<FiringRows> {
    const found: FiringRows[] = []
    for (const name of this.#candidates(rule)) {
      const rows = await orNothing(this.#parts.logs.latest(name, signal))
      if (rows !== undefined) found.push(rows)
    }
    if (found.length === 0) throw unknownFiring()
    return { calls: found.flatMap(({ calls }) => calls), messages: found.flatMap(({ messages }) => messages) }
  }

  async #range(
    rule: string | undefined,
    range: { readonly since?: string | undefined; readonly until?: string | undefined },
    signal: AbortSignal,
  ): Promise<FiringRows> {
    const query: Query = [
      ...bound('start_datetime', 'since', range.since),
      ...bound('end_datetime', 'until', range.until),
    ]
    const calls = await this.#parts.logs.calls(rule, query, signal)
    return { calls, messages: await this.#parts.logs.messages(rule, query, signal) }
  }

  #candidates(rule: string | undefined): readonly string[] {
    if (rule !== undefined) return [rule]
    const names = this.#parts.rules.map(({ name }) => name)
    if (names.length === 0) throw invalid('rule', 'required')
    return names
  }

  #check(rule: string): void {
    if (!this.#parts.rules.some(({ name }) => name === rule)) throw unknownRule(rule)
  }
}

/** 404: not this rule's, or nothing yet. */
async function orNothing(reading: Promise<FiringRows>): Promise<FiringRows | undefined> {
  try {
    return await reading
  } catch (thrown) {
    if (isLackingPath(thrown)) return undefined
    throw thrown
  }
}

function bound(name: string, field: string, text: string | undefined): Query {
  if (text === undefined || text.trim() === '') return []
  const date = vendorDateOf(text)
  if (date === undefined) throw fail('input/invalid', { provider: 'iotcall', params: { field, reason: 'not-a-date' } })
  return [[name, date]]
}

/** Newest first, as everywhere. */
function resultsOf({ calls, messages }: FiringRows): BroadcastResults {
  const newest = (one: string, other: string) => (one < other ? 1 : one > other ? -1 : 0)
  return {
    calls: calls
      .map((row) => broadcastCall(row))
      .filter((call) => call !== undefined)
      .sort((one, other) => newest(one.startedAt, other.startedAt)),
    messages: messages
      .map((row) => broadcastMessage(row))
      .filter((message) => message !== undefined)
      .sort((one, other) => newest(one.sentAt, other.sentAt)),
  }
}
