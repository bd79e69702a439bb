import { fail } from '../../failure.ts'
import { trustUrl } from '../../net/trusted-url.ts'
import type { Http, HttpDownload } from '../../ports/index.ts'
import type { RecordingDownload, Recordings } from '../../provider.ts'
import type { TelphinClient } from './client.ts'
import { discard } from './client.ts'
import type { Directory } from './directory.ts'
import { asOurs, failureOf, isMissing, noRecording, protocolFailure } from './failures.ts'
import type { TelphinSettings } from './settings.ts'
import { readReply, refusalOf, StorageUrlReply } from './wire.ts'

/** An error or an address, not a recording. */
const smallBytes = 64 * 1024

/**
 * GET …/record/{record_uuid}, the file itself, with the token; where the service has it only on its storage host (a redirect, or `…/storage_url/`), from there and
 * without the token, as that is another host. Formats of the document: mp3_mono, mp3_stereo, wav_mono, wav_stereo; the content type says which.
 */
export class CallRecordings implements Recordings {
  readonly #client: TelphinClient
  readonly #directory: Directory
  readonly #http: Http
  readonly #settings: TelphinSettings

  constructor(parts: { client: TelphinClient; directory: Directory; http: Http; settings: TelphinSettings }) {
    this.#client = parts.client
    this.#directory = parts.directory
    this.#http = parts.http
    this.#settings = parts.settings
  }

  async download(
    { id }: { readonly id: string },
    range: string | undefined,
    signal: AbortSignal,
  ): Promise<RecordingDownload> {
    if (!/^[\w-]{1,128}$/.test(id)) throw noRecording()
    try {
      return await this.#directory.ofClient((path) => this.#file(`${path}/record/${id}`, range, signal), signal)
    } catch (thrown) {
      if (!isMissing(thrown)) throw thrown
      return this.#stored(id, range, signal)
    }
  }

  async #file(path: string, range: string | undefined, signal: AbortSignal): Promise<RecordingDownload> {
    const answer = await this.#client.download(path, range, signal)
    const location = answer.headers['location']
    if (answer.status >= 300 && answer.status < 400 && location !== undefined) {
      await discard(answer)
      return this.#elsewhere(location, range, signal)
    }
    if (answer.status === 416) {
      await discard(answer)
      throw rangeFailure()
    }
    if (!isText(answer)) return recordingOf(answer)
    const response = { ...answer, body: await textOf(answer) }
    const refusal = refusalOf(response)
    if (refusal !== undefined) throw failureOf(refusal, 'recording')
    return this.#elsewhere(readReply(StorageUrlReply, response, 'recording').record_url, range, signal)
  }

  /** The record's id begins with that of its extension. */
  async #stored(id: string, range: string | undefined, signal: AbortSignal): Promise<RecordingDownload> {
    const extension = /^(\d{1,18})-/.exec(id)?.[1] ?? (await this.#directory.extensionId(signal))
    const path = `/extension/${extension}/record/${id}/storage_url/`
    const response = await this.#client.send({ method: 'GET', path, wanted: 'recording' }, signal)
    return this.#elsewhere(readReply(StorageUrlReply, response, 'recording').record_url, range, signal)
  }

  /** Refusals of the address itself are this service's too. */
  #storage(text: string) {
    try {
      const { url, publicOnly } = trustUrl(text, this.#settings.baseUrl)
      return { url, storage: this.#http.open({ baseUrl: url.origin, publicOnly }) }
    } catch (thrown) {
      throw asOurs(thrown)
    }
  }

  /** An address that came in a reply. The token goes with it only to the account's own host. */
  async #elsewhere(text: string, range: string | undefined, signal: AbortSignal): Promise<RecordingDownload> {
    const { url, storage } = this.#storage(text)
    const headers = range === undefined ? {} : { Range: range }
    const request = { method: 'GET', path: `${url.pathname}${url.search}`, headers } as const
    const answer = await storage.download(request, signal).catch((thrown: unknown) => {
      throw asOurs(thrown)
    })
    if (!isText(answer)) return recordingOf(answer)
    const refusal = refusalOf({ ...answer, body: await textOf(answer) })
    throw refusal === undefined ? protocolFailure('no-recording', answer.status) : storageFailure(refusal.status)
  }
}

/** Storage knows no words: an address that is over or wrong means that the recording cannot be had by it. */
function storageFailure(status: number) {
  if (status === 403 || status === 404 || status === 410) return noRecording()
  if (status === 416) return rangeFailure()
  return failureOf({ status, word: undefined, message: undefined }, 'recording')
}

function rangeFailure() {
  return fail('input/invalid', { provider: 'telphin', params: { field: 'range', reason: 'not-satisfiable' } })
}

/** Anything but the file itself. */
function isText({ status, headers }: HttpDownload): boolean {
  return (
    (status !== 200 && status !== 206) ||
    /^(?:text\/|application\/(?:json|xml|problem))/i.test(headers['content-type'] ?? '')
  )
}

async function textOf({ body }: HttpDownload): Promise<string> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of body) {
    pieces.push(piece)
    length += piece.length
    if (length > smallBytes) break
  }
  return Buffer.concat(pieces).subarray(0, smallBytes).toString('utf8')
}

function recordingOf({ status, headers, body }: HttpDownload): RecordingDownload {
  const length = /^\d{1,15}$/.test(headers['content-length'] ?? '') ? Number(headers['content-length']) : undefined
  const contentRange = headers['content-range']
  return {
    status: status === 206 ? 206 : 200,
    contentType: contentTypeOf(headers),
    ...(length !== undefined && { length }),
    ...(contentRange !== undefined && { contentRange }),
    body,
  }
}

/** The file's name tells where the content type does not; the documents name audio/mpeg. */
function contentTypeOf(headers: Readonly<Record<string, string>>): string {
  const told = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (told.startsWith('audio/')) return told
  return /\.wav\b/i.test(headers['content-disposition'] ?? '') ? 'audio/wav' : 'audio/mpeg'
}
