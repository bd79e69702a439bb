import type { Http, HttpDownload } from '../../ports/index.ts'
import type { RecordingDownload, Recordings } from '../../provider.ts'
import { fail } from '../../failure.ts'
import { trustUrl } from '../../net/trusted-url.ts'
import type { OapiClient } from './client.ts'
import { asOurs, noRecording, protocolFailure } from './failures.ts'
import { readAddress } from './wire.ts'

const redirects: readonly number[] = [301, 302, 303, 307, 308]
const mostHops = 3

const contentTypes: Readonly<Record<string, string>> = { mp3: 'audio/mpeg', wav: 'audio/wav', ogg: 'audio/ogg' }

/** GET call/play_recording says where a recording lies; the file itself is fetched from there, without anything of ours. */
export function createRecordings(client: OapiClient, http: Http, baseUrl: string): Recordings {
  return {
    async download({ id, format }, range, signal) {
      const address = await askAddress(client, id, signal)
      const answer = await follow(http, address, baseUrl, range, signal)
      return asDownload(answer, format)
    },
  }
}

/** "Đường dẫn URL của file media": how it comes is not said, so as JSON text, in an object, as plain text, or as a redirect. */
async function askAddress(client: OapiClient, media: string, signal: AbortSignal): Promise<string> {
  const how = { invalid: 'recording', accepts: redirects } as const
  const answer = await client.get('/oapi/v1/call/play_recording', [['media', media]], how, signal)
  const address = redirects.includes(answer.status) ? answer.headers['location'] : readAddress(answer.body)
  if (!address) throw noRecording()
  return address
}

async function follow(
  http: Http,
  address: string,
  baseUrl: string,
  range: string | undefined,
  signal: AbortSignal,
): Promise<HttpDownload> {
  let next = address
  for (let hop = 0; hop <= mostHops; hop += 1) {
    const { url, publicOnly } = trusted(next, baseUrl)
    const client = http.open({ baseUrl: url.origin, publicOnly })
    const headers = range === undefined ? {} : { Range: range }
    const request = { method: 'GET', path: `${url.pathname}${url.search}`, headers } as const
    const answer = await client.download(request, signal).catch((thrown: unknown) => {
      throw asOurs(thrown)
    })
    const location = answer.headers['location']
    if (!redirects.includes(answer.status) || location === undefined) return answer
    await leave(answer)
    next = new URL(location, url).href
  }
  throw protocolFailure('too-many-redirects')
}

function trusted(address: string, baseUrl: string) {
  try {
    return trustUrl(address, baseUrl)
  } catch (thrown) {
    throw asOurs(thrown)
  }
}

async function asDownload(answer: HttpDownload, format: string | undefined): Promise<RecordingDownload> {
  const { status, headers, body } = answer
  const type = headers['content-type']?.trim() ?? ''
  if ((status === 200 || status === 206) && !/^text\/html/i.test(type)) {
    const length = Number(headers['content-length'] ?? Number.NaN)
    const contentRange = headers['content-range']
    return {
      contentType: /^(?:|application\/octet-stream|binary\/octet-stream)$/i.test(type) ? typeOf(format) : type,
      ...(Number.isSafeInteger(length) && length >= 0 && { length }),
      status,
      ...(contentRange !== undefined && { contentRange }),
      body,
    }
  }
  await leave(answer)
  throw mediaFailure(status)
}

function typeOf(format: string | undefined): string {
  return contentTypes[format ?? 'mp3'] ?? 'application/octet-stream'
}

/** The media host's own answers; the document knows nothing of it. */
function mediaFailure(status: number) {
  const params = { reason: 'media', status }
  if (status === 404 || status === 410) return noRecording()
  if (status === 416)
    return fail('input/invalid', { provider: 'antbuddy', params: { field: 'range', reason: 'range' } })
  if (status === 429 || status >= 500)
    return fail(status === 429 ? 'rate/limited' : 'provider/unavailable', {
      provider: 'antbuddy',
      retry: 'after',
      params,
    })
  return status >= 400
    ? fail('provider/refused', { provider: 'antbuddy', params })
    : protocolFailure('not-audio', status)
}

/** Ends the request without reading on; how it ends does not matter any more. */
async function leave({ body }: HttpDownload): Promise<void> {
  const pieces = body[Symbol.asyncIterator]()
  await pieces.next().catch(() => undefined)
  await pieces.return?.().catch(() => undefined)
}
