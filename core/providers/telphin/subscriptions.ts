import { toFailure } from '../../failure.ts'
import type { Clock, Log, Notebook } from '../../ports/index.ts'
import type { TelphinClient } from './client.ts'
import type { Directory } from './directory.ts'
import { isMissing } from './failures.ts'
import { EventSubscription, readReply, readRows } from './wire.ts'

/** What is told of calls. */
const eventTypes = ['dial-in', 'dial-out', 'answer', 'hangup'] as const
const note = 'event-subscriptions'
/** Taking leave must not hold up the end of the app. */
const leaveMs = 5_000

interface Noted {
  readonly extension: string
  readonly ids: readonly string[]
}

/**
 * Webhooks at /extension/{extension_id}/event/: one subscription for each kind of event, all to our address. They outlive tokens, connections and this app, so their
 * ids are noted on disk before anything else happens: what a crash left behind is used again or taken away.
 */
export class Subscriptions {
  readonly #client: TelphinClient
  readonly #clock: Clock
  readonly #directory: Directory
  readonly #notebook: Notebook
  readonly #log: Log
  #made: Noted | undefined

  constructor(parts: { client: TelphinClient; clock: Clock; directory: Directory; notebook: Notebook; log: Log }) {
    this.#client = parts.client
    this.#clock = parts.clock
    this.#directory = parts.directory
    this.#notebook = parts.notebook
    this.#log = parts.log
  }

  /** Afterwards exactly one subscription of each kind leads to `url`, and none of ours elsewhere. */
  async make(url: string, signal: AbortSignal): Promise<void> {
    const extension = await this.#directory.extensionId(signal)
    const left = await this.#noted()
    if (left !== undefined && left.extension !== extension) await this.#removeAll(left, signal)
    const response = await this.#client.send({ method: 'GET', path: pathOf(extension), wanted: 'extension' }, signal)
    const there = readRows(EventSubscription, response).rows
    const kept = new Map<string, string>()
    const ids: string[] = []
    for (const { id, url: target, event_type: type } of there) {
      const ours = target === url || (left?.extension === extension && left.ids.includes(id))
      if (!ours) continue
      if (target === url && type && isWanted(type) && !kept.has(type)) kept.set(type, id)
      else await this.#remove(extension, id, signal)
    }
    ids.push(...kept.values())
    await this.#note({ extension, ids })
    for (const type of eventTypes) {
      if (kept.has(type)) continue
      ids.push(await this.#add(extension, url, type, signal))
      await this.#note({ extension, ids })
    }
  }

  /** Takes ours away; what cannot be reached now is taken away the next time. */
  async clear(): Promise<void> {
    const made = this.#made
    this.#made = undefined
    if (made === undefined) return
    const leaving = new AbortController()
    const cancel = this.#clock.after(leaveMs, () => leaving.abort())
    try {
      await this.#removeAll(made, leaving.signal)
      await this.#notebook.remove(note)
    } catch (thrown) {
      this.#log.info('event subscriptions were left behind', { failure: toFailure(thrown) })
    } finally {
      cancel()
    }
  }

  async #add(extension: string, url: string, type: string, signal: AbortSignal): Promise<string> {
    const json = JSON.stringify({ url, method: 'POST', event_type: type })
    const response = await this.#client.send(
      { method: 'POST', path: pathOf(extension), json, wanted: 'extension' },
      signal,
    )
    return readReply(EventSubscription, response, 'extension').id
  }

  async #removeAll({ extension, ids }: Noted, signal: AbortSignal): Promise<void> {
    await Promise.all(ids.map((id) => this.#remove(extension, id, signal)))
  }

  async #remove(extension: string, id: string, signal: AbortSignal): Promise<void> {
    try {
      await this.#client.send({ method: 'DELETE', path: `${pathOf(extension)}${encodeURIComponent(id)}` }, signal)
    } catch (thrown) {
      // Somebody took it away already.
      if (!isMissing(thrown)) throw thrown
    }
  }

  async #note(noted: Noted): Promise<void> {
    this.#made = noted
    await this.#notebook.write(note, JSON.stringify(noted))
  }

  async #noted(): Promise<Noted | undefined> {
    if (this.#made !== undefined) return this.#made
    try {
      const noted = JSON.parse((await this.#notebook.read(note)) ?? 'null') as Partial<Noted> | null
      return typeof noted?.extension === 'string' && Array.isArray(noted.ids) ? (noted as Noted) : undefined
    } catch (thrown) {
      this.#log.warn('the noted event subscriptions cannot be read', { failure: toFailure(thrown) })
      return undefined
    }
  }
}

function isWanted(type: string): boolean {
  return eventTypes.some((wanted) => wanted === type)
}

function pathOf(extension: string): string {
  return `/extension/${extension}/event/`
}
