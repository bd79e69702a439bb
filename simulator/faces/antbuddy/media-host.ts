import { createHmac, randomBytes } from 'node:crypto'
import type { Clock } from '../../clock.ts'
import { mp3Tone } from '../../world/sound/mp3-tone.ts'
import { byteReply } from '../../wire/byte-range.ts'
import type { Reply, WireRequest } from '../../wire/message.ts'
import type { CallRecords } from './call-records.ts'
import { OapiError } from './errors.ts'
import type { AntBuddySwitches } from './switches.ts'

/** What the media host was asked. */
export type MediaRequest = Pick<WireRequest, 'method' | 'path' | 'rawQuery' | 'headers'>

/** Where recordings lie: another origin than the API, which knows nothing of app ids and lets in whoever has a signed address. */
export class MediaHost {
  readonly #clock: Clock
  readonly #switches: AntBuddySwitches
  readonly #records: CallRecords
  readonly #origin: () => string
  readonly #key = randomBytes(16)
  #requests: MediaRequest[] = []

  constructor(clock: Clock, switches: AntBuddySwitches, records: CallRecords, origin: () => string) {
    this.#clock = clock
    this.#switches = switches
    this.#records = records
    this.#origin = origin
  }

  /** GET call/play_recording. @throws OapiError when there is no such recording */
  playRecording(media: string): Reply {
    if (this.#records.recordingSeconds(media) === undefined) throw new OapiError('MEDIA_NOT_FOUND')
    const url = this.#switches.mediaUrlOverride ?? this.#address(media)
    switch (this.#switches.playRecordingReply) {
      case 'json-string':
        return {
          status: 200,
          headers: { 'content-type': 'application/json; charset=UTF-8' },
          body: JSON.stringify(url),
        }
      case 'object':
        return { status: 200, body: { url } }
      case 'text':
        return { status: 200, headers: { 'content-type': 'text/plain; charset=UTF-8' }, body: url }
      case 'redirect':
        return { status: 302, headers: { location: url } }
    }
  }

  /** The file itself. ASSUMPTION: 200, 206 for one range, 416 for one beyond its end, 403 without a good signature, 404 and 405. */
  serve(request: WireRequest): Reply {
    const { method, path, rawQuery, headers } = request
    this.#requests.push({ method, path, rawQuery, headers })
    if (request.method !== 'GET' && request.method !== 'HEAD') return { status: 405 }
    const media = /^\/recordings\/([^/]+)$/.exec(request.path)?.[1] ?? ''
    const seconds = this.#records.recordingSeconds(media)
    if (seconds === undefined) return { status: 404 }
    const query = new URLSearchParams(request.rawQuery)
    const expires = query.get('expires') ?? ''
    if (query.get('signature') !== this.#signature(media, expires) || Number(expires) * 1000 <= this.#clock.now()) {
      return { status: 403 }
    }
    const file = mp3Tone(seconds)
    const type = { 'content-type': 'audio/mpeg' }
    return this.#switches.mediaRanges
      ? byteReply(file, headers.range, type)
      : { status: 200, headers: type, body: file }
  }

  requests(): readonly MediaRequest[] {
    return this.#requests
  }

  clear(): void {
    this.#requests = []
  }

  #address(media: string): string {
    const expires = String(Math.ceil(this.#clock.now() / 1000) + this.#switches.mediaUrlLifetimeSeconds)
    const query = new URLSearchParams({ expires, signature: this.#signature(media, expires) })
    return `${this.#origin()}/recordings/${media}?${query.toString()}`
  }

  #signature(media: string, expires: string): string {
    return createHmac('sha256', this.#key).update(`${media} ${expires}`).digest('hex')
  }
}
