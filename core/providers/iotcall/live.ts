import { callbackFields } from '../../net/callback-fields.ts'
import { SeenEvents } from '../../net/seen-events.ts'
import type { CallbackAddress, CallbackRequest, Callbacks, Log } from '../../ports/index.ts'
import type { Fact } from '../../provider.ts'

/*
 * Section ⑤: the service tells a URL that the person entered at its console the id of every firing. The document says neither the method nor where in the request
 * the id is: it is looked for everywhere.
 */

/** What the id's field may be called; `code` is its name in histories. Compared without case and separators. */
const idNames: readonly string[] = [
  'code',
  'firingid',
  'firingcode',
  'patterncode',
  'callcode',
  '発動id',
  'ルール発動id',
  'id',
]

/** "ルールID + 年下2桁 + …": 10 and 12 digits in every example. */
const likeAnId = /(?<![0-9A-Za-z])\d{22}(?![0-9A-Za-z])/g
const plausibleId = /^[\w-]{6,64}$/

/** The ids of firings in a notice, mostly one; none where there is nothing like it. */
export function firingIdsIn(request: Pick<CallbackRequest, 'path' | 'query' | 'headers' | 'body'>): string[] {
  const fields = Object.entries(callbackFields(request))
  const found = [...likeIds(fields.map(([, value]) => value).join(' ')), ...namedIds(fields)]
  if (found.length > 0) return [...new Set(found)]
  const anywhere = likeIds([request.path, decoded(request.query), request.body].join(' '))
  if (anywhere.length > 0) return [...new Set(anywhere)]
  const text = request.body.trim()
  return plausibleId.test(text) && /\d/.test(text) ? [text] : []
}

/** By name only where the form of the examples is nowhere: then the first name of our list that is there. */
function namedIds(fields: readonly (readonly [string, string])[]): string[] {
  if (fields.some(([, value]) => likeIds(value).length > 0)) return []
  for (const name of idNames) {
    const value = fields.find(([key]) => lastPart(key) === name)?.[1].trim()
    if (value !== undefined && plausibleId.test(value)) return [value]
  }
  return []
}

function lastPart(key: string): string {
  return (key.split('.').at(-1) ?? '').toLowerCase().replace(/[\s_-]/g, '')
}

function likeIds(text: string): string[] {
  return [...text.matchAll(likeAnId)].map(([id]) => id)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // Bytes that are no UTF-8; an id has none.
    return text
  }
}

export interface FiringNoticesParts {
  readonly account: string
  readonly callbacks: Callbacks
  readonly log: Log
  readonly emit: (fact: Fact) => void
}

/** Listens for notices; a notice that comes again tells nothing new. */
export class FiringNotices {
  readonly #parts: FiringNoticesParts
  readonly #seen = new SeenEvents()
  #address: Promise<CallbackAddress> | undefined

  constructor(parts: FiringNoticesParts) {
    this.#parts = parts
  }

  /** Opens the listener and tells its address; where it is open it stays so. @throws FailureError provider/unavailable (`port-taken`) */
  async open(): Promise<void> {
    if (this.#address !== undefined) {
      await this.#address
      return
    }
    const { account, callbacks, emit } = this.#parts
    const opening = callbacks.open({ account }, (request) => this.#hear(request))
    this.#address = opening
    try {
      const { url } = await opening
      emit({ type: 'listener', url })
    } catch (thrown) {
      if (this.#address === opening) this.#address = undefined
      throw thrown
    }
  }

  async close(): Promise<void> {
    const address = this.#address
    this.#address = undefined
    // One that never opened has told its failure already.
    await (await address?.catch(() => undefined))?.close()
  }

  #hear(request: CallbackRequest): void {
    const ids = firingIdsIn(request)
    if (ids.length === 0) this.#parts.log.warn('a firing notice without an id', { method: request.method })
    for (const firing of ids) if (this.#seen.isNew(firing)) this.#parts.emit({ type: 'firing', firing })
  }
}
