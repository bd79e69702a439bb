import type { Clock } from '../../clock.ts'
import { byteReply } from '../../wire/byte-range.ts'
import type { Reply, WireRequest } from '../../wire/message.ts'
import { digits } from './call-book.ts'
import { notFound } from './errors.ts'
import { fileName, recordRow, type RowContext, talkSeconds } from './history-rows.ts'
import { type History, inPeriod } from './history.ts'
import { pageOf, readPage } from './pages.ts'
import { type PastCall, type Recording, talkExtension } from './past-call.ts'
import { recordFormats, recordingBytes } from './recording-formats.ts'
import { type Asked, extensionOf } from './requests.ts'
import type { Route } from './routes.ts'

interface Recorded {
  readonly call: PastCall
  readonly recording: Recording
}

/** The recordings of past calls: behind the API with a token, and on the storage host by signed addresses without one. */
export class Recordings {
  readonly routes: readonly Route[]
  readonly #clock: Clock
  readonly #history: History
  readonly #context: RowContext
  readonly #storageOrigin: () => string

  constructor(clock: Clock, history: History, context: RowContext, storageOrigin: () => string) {
    this.#clock = clock
    this.#history = history
    this.#context = context
    this.#storageOrigin = storageOrigin
    this.routes = ['/client/:client', '/extension/:extension'].flatMap((owner) => this.#routesOf(`${owner}/record/`))
  }

  #routesOf(path: string): Route[] {
    const resource = 'record'
    return [
      { method: 'GET', path, resource, handle: (asked) => this.#list(asked) },
      { method: 'GET', path: `${path}:uuid`, resource, handle: (asked) => this.#binary(asked) },
      { method: 'GET', path: `${path}:uuid/storage_url/`, resource, handle: (asked) => this.#storageUrl(asked) },
      { method: 'DELETE', path: `${path}:uuid`, resource, handle: (asked) => this.#delete(asked) },
    ]
  }

  /** The storage host: `/<record uuid>?expires=<seconds>&signature=<hex>`. It knows no tokens. */
  store(request: WireRequest): Reply {
    if (request.method !== 'GET') return { status: 405 }
    const uuid = request.path.slice(1)
    const query = new URLSearchParams(request.rawQuery)
    const expires = query.get('expires') ?? ''
    // ASSUMPTION: what an address that is too old, or that nobody signed, answers.
    if (query.get('signature') !== signature(uuid, expires) || Number(expires) * 1000 <= this.#clock.now()) {
      return { status: 403, body: 'Forbidden' }
    }
    const found = this.#ready().find(({ recording }) => recording.uuid === uuid)
    return found ? this.#fileReply(found, request) : { status: 404, body: 'Not Found' }
  }

  #ready(): Recorded[] {
    const madeBefore = this.#clock.now() - this.#context.switches.recordReadyAfterMs
    return this.#history
      .calls()
      .flatMap((call) => (call.recording && call.endedAt <= madeBefore ? [{ call, recording: call.recording }] : []))
  }

  /** A bare array, unlike the history. */
  #list(asked: Asked): Reply {
    const isInPeriod = inPeriod(asked.query, true)
    const extension = extensionOf(asked)
    const wanted = this.#ready().filter(
      ({ call }) => isInPeriod(call) && (extension === undefined || talkExtension(call) === extension),
    )
    const rows = pageOf(wanted, readPage(asked.query, this.#context.switches))
    return { status: 200, body: rows.map(({ call, recording }) => recordRow(call, recording, this.#context)) }
  }

  /** @throws ApiError 404 "Record not found" */
  #find(asked: Asked): Recorded {
    const extension = extensionOf(asked)
    const found = this.#ready().find(({ recording }) => recording.uuid === asked.parts['uuid'])
    if (!found || (extension !== undefined && talkExtension(found.call) !== extension))
      throw notFound('Record not found')
    return found
  }

  #binary(asked: Asked): Reply {
    return this.#fileReply(this.#find(asked), asked.request)
  }

  #fileReply({ call, recording }: Recorded, { headers }: WireRequest): Reply {
    const { mediaType } = recordFormats[recording.format]
    const pitch = 300 + (Number.parseInt(digits(recording.uuid).slice(0, 4), 16) % 500)
    const bytes = recordingBytes(recording.format, talkSeconds(call), pitch)
    return byteReply(bytes, headers.range, {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${fileName(call, recording, this.#context)}"`,
    })
  }

  #storageUrl(asked: Asked): Reply {
    const { uuid } = this.#find(asked).recording
    const seconds = Math.floor(this.#clock.now() / 1000) + this.#context.switches.storageUrlLifetimeSeconds
    const query = new URLSearchParams({ expires: String(seconds), signature: signature(uuid, String(seconds)) })
    return { status: 200, body: { record_url: `${this.#storageOrigin()}/${uuid}?${query.toString()}` } }
  }

  /** ASSUMPTION: a deleted recording also vanishes from the history's row. */
  #delete(asked: Asked): Reply {
    this.#find(asked).call.recording = null
    return { status: 204 }
  }
}

/** Nobody outside can make one up, which is all that is asked of it here. */
function signature(uuid: string, expires: string): string {
  return digits(`storage key/${uuid}/${expires}`)
}
