import type * as z from 'zod/mini'
import { toFailure } from '../../failure.ts'
import type { Log, Notebook } from '../../ports/index.ts'
import type { IotCallClient, Query } from './client.ts'
import { isLackingPath } from './failures.ts'
import { CallRow, MessageRow, readFiring, readList } from './wire.ts'

/** The account's call history: "callog" is what the document prints; rules' histories are spelled "calllog", and so may this one be. */
const spellings = ['callog', 'calllog'] as const
type Spelling = (typeof spellings)[number]
const noteName = 'account-log'

export interface FiringRows {
  readonly calls: readonly CallRow[]
  readonly messages: readonly MessageRow[]
}

export interface LogsParts {
  readonly client: IotCallClient
  readonly notebook: Notebook
  readonly log: Log
  readonly rules: readonly string[]
}

/** The histories of section ④, A to E, as rows. */
export class Logs {
  readonly #parts: LogsParts
  #spelling: Spelling | undefined

  constructor(parts: LogsParts) {
    this.#parts = parts
  }

  /** A: of all rules, or of one (B); D: within a range. */
  async calls(rule: string | undefined, query: Query, signal: AbortSignal): Promise<CallRow[]> {
    if (rule !== undefined) return this.#ofRule(rule, 'calllog', query, CallRow, signal)
    try {
      return await this.#accountCalls(query, signal)
    } catch (thrown) {
      return this.#ofEveryRule(thrown, 'calllog', query, CallRow, signal)
    }
  }

  /** Like `calls`, but none where there is no such log: that must not hide the calls. */
  async messages(rule: string | undefined, query: Query, signal: AbortSignal): Promise<MessageRow[]> {
    if (rule !== undefined) return noneIfLacking(this.#ofRule(rule, 'smslog', query, MessageRow, signal))
    try {
      return readList(await this.#parts.client.accountLog('smslog', query, signal), MessageRow)
    } catch (thrown) {
      return noneIfLacking(this.#ofEveryRule(thrown, 'smslog', query, MessageRow, signal))
    }
  }

  /** C: of the rule's last firing. "最新の発動履歴の取得には、発動されてから10分程度必要です". */
  async latest(rule: string, signal: AbortSignal): Promise<FiringRows> {
    const calls = await this.#ofRule(rule, 'calllog/latest', [], CallRow, signal)
    return { calls, messages: await noneIfLacking(this.#ofRule(rule, 'smslog/latest', [], MessageRow, signal)) }
  }

  /** E: of one firing. */
  async firing(rule: string, id: string, signal: AbortSignal): Promise<FiringRows> {
    return readFiring(await this.#parts.client.ruleLog(rule, encodeURIComponent(id), [], signal))
  }

  async #ofRule<Schema extends z.ZodMiniType>(
    rule: string,
    log: string,
    query: Query,
    schema: Schema,
    signal: AbortSignal,
  ): Promise<z.output<Schema>[]> {
    return readList(await this.#parts.client.ruleLog(rule, log, query, signal), schema)
  }

  /** Where the account has no history of its own, its rules' are all there is. */
  async #ofEveryRule<Schema extends z.ZodMiniType>(
    thrown: unknown,
    log: string,
    query: Query,
    schema: Schema,
    signal: AbortSignal,
  ): Promise<z.output<Schema>[]> {
    const { rules } = this.#parts
    if (!isLackingPath(thrown) || rules.length === 0) throw thrown
    const rows: z.output<Schema>[] = []
    for (const rule of rules) rows.push(...(await this.#ofRule(rule, log, query, schema, signal)))
    return rows
  }

  async #accountCalls(query: Query, signal: AbortSignal): Promise<CallRow[]> {
    const first = await this.#knownSpelling()
    const { client } = this.#parts
    try {
      return readList(await client.accountLog(first, query, signal), CallRow)
    } catch (thrown) {
      if (!isLackingPath(thrown)) throw thrown
      const second = spellings.find((spelling) => spelling !== first) ?? first
      const rows = readList(await client.accountLog(second, query, signal), CallRow)
      await this.#remember(second)
      return rows
    }
  }

  async #knownSpelling(): Promise<Spelling> {
    if (this.#spelling !== undefined) return this.#spelling
    let noted: string | undefined
    try {
      noted = await this.#parts.notebook.read(noteName)
    } catch (thrown) {
      this.#parts.log.info('how the account log is spelled was not read', { failure: toFailure(thrown) })
    }
    this.#spelling = spellings.find((spelling) => spelling === noted) ?? spellings[0]
    return this.#spelling
  }

  async #remember(spelling: Spelling): Promise<void> {
    this.#spelling = spelling
    this.#parts.log.info('the account log is spelled otherwise here', { spelling })
    try {
      await this.#parts.notebook.write(noteName, spelling)
    } catch (thrown) {
      this.#parts.log.info('how the account log is spelled was not noted', { failure: toFailure(thrown) })
    }
  }
}

async function noneIfLacking<Row>(reading: Promise<Row[]>): Promise<Row[]> {
  try {
    return await reading
  } catch (thrown) {
    if (isLackingPath(thrown)) return []
    throw thrown
  }
}
