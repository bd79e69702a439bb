import type { Readable } from 'node:stream'
import { AxiosHeaders, create } from 'axios'
import type { AxiosInstance, AxiosRequestConfig, AxiosResponse, InternalAxiosRequestConfig } from 'axios'
import { fail } from '../../failure.ts'
import { isPrivateHost } from '../../net/private-address.ts'
import type { Http, HttpClient, HttpClientOptions, HttpDownload, HttpRequest, HttpResponse } from '../../ports/http.ts'
import { isThisMachine } from '../agents.ts'
import type { Agents } from '../agents.ts'
import { VERSION } from '../version.ts'
import { bodyOf } from './body-stream.ts'
import { Flight } from './flight.ts'
import { httpFailure, privateAddress } from './http-failure.ts'
import { checkedBaseUrl, requestUrl } from './request-url.ts'

const LARGEST_ANSWER_BYTES = 8 * 1024 * 1024
const DEFAULT_TIMEOUT_MS = 30_000
const WANTS_JSON = { Accept: 'application/json' }
/** A range counts the bytes as they are stored: no compression. */
const WANTS_BYTES = { Accept: '*/*', 'Accept-Encoding': 'identity' }

declare module 'axios' {
  interface AxiosRequestConfig {
    /** The request that this configuration belongs to. */
    flight?: Flight
  }
}

/** The Http port on axios: one instance a client, whose interceptor signs. Redirects and every status are answers like others. */
export function nodeHttp(agents: Agents): Http {
  return { open: (options) => openClient(options, agents) }
}

function openClient(options: HttpClientOptions, agents: Agents): HttpClient {
  const baseUrl = checkedBaseUrl(options.baseUrl)
  const { host, hostname } = new URL(baseUrl)
  const { publicOnly = false } = options
  if (publicOnly && isPrivateHost(hostname)) throw privateAddress(host)
  const instance = create({
    adapter: 'http',
    responseType: 'text',
    // Text in, text out: what a body means is the provider's matter.
    transformRequest: [(data: unknown) => data],
    transformResponse: [(data: unknown) => data],
    validateStatus: () => true,
    maxRedirects: 0,
    maxContentLength: LARGEST_ANSWER_BYTES,
    timeout: 0,
  })
  instance.interceptors.request.use((config) => prepared(config, { ...options, baseUrl }, agents))
  return {
    send: (request, signal) => send(instance, new Flight(request), host, signal),
    download: (request, signal) => download(instance, new Flight(request), host, signal),
  }
}

/** Signs, and turns the signed request into axios's configuration; then the time limit begins. */
async function prepared(
  config: InternalAxiosRequestConfig,
  { baseUrl, prepare, publicOnly = false }: HttpClientOptions,
  agents: Agents,
): Promise<InternalAxiosRequestConfig> {
  const { flight } = config
  if (flight === undefined) throw fail('bug', { params: { reason: 'a request without a flight' } })
  const request = prepare === undefined ? flight.request : await prepare(flight.request)
  const url = requestUrl(baseUrl, request)
  if (publicOnly) flight.publicHost = url.hostname
  const agent = agents.for(url, { reuse: request.method === 'GET' && !publicOnly })
  Object.assign(config, {
    method: request.method,
    url: url.href,
    data: request.body,
    httpAgent: agent,
    httpsAgent: agent,
  })
  // The agents know the proxies; for this machine axios must not ask the environment itself.
  if (isThisMachine(url.hostname)) config.proxy = false
  config.headers = headersOf(request, config.responseType === 'stream' ? WANTS_BYTES : WANTS_JSON)
  flight.start(request.timeoutMs ?? DEFAULT_TIMEOUT_MS)
  return config
}

/** What the request says over what we say; no Content-Type that it does not name itself (`false` keeps axios from adding one of its own). */
function headersOf({ headers = {} }: HttpRequest, wants: Readonly<Record<string, string>>): AxiosHeaders {
  const all = new AxiosHeaders({ ...wants, 'User-Agent': `Sidetone/${VERSION}` })
  all.set(headers)
  if (!all.has('Content-Type')) all.setContentType(false)
  return all
}

async function send(
  instance: AxiosInstance,
  flight: Flight,
  host: string,
  signal: AbortSignal | undefined,
): Promise<HttpResponse> {
  const leave = onAbort(signal, () => flight.end('caller', signal?.reason))
  try {
    const config: AxiosRequestConfig = { flight, transport: flight.transport, signal: flight.signal }
    return toResponse(await Promise.race([instance.request(config), ended(flight)]))
  } catch (thrown) {
    throw httpFailure(thrown, flight, host)
  } finally {
    leave()
    flight.land()
  }
}

/** Resolves with the headers; the flight goes on until the body's end. */
async function download(
  instance: AxiosInstance,
  flight: Flight,
  host: string,
  signal: AbortSignal | undefined,
): Promise<HttpDownload> {
  const leave = onAbort(signal, () => flight.end('caller', signal?.reason))
  const land = (): void => {
    leave()
    flight.land()
  }
  try {
    const config: AxiosRequestConfig = {
      flight,
      transport: flight.transport,
      signal: flight.signal,
      responseType: 'stream',
      maxContentLength: -1,
    }
    const answer = await Promise.race([instance.request<Readable>(config), ended(flight)])
    answer.data.once('close', land)
    const { 'content-length': length, ...headers } = plainHeaders(answer)
    const pauseMs = flight.request.timeoutMs ?? DEFAULT_TIMEOUT_MS
    return {
      status: answer.status,
      headers: length === undefined || flight.compressed ? headers : { ...headers, 'content-length': length },
      body: bodyOf(answer.data, flight, host, pauseMs),
    }
  } catch (thrown) {
    land()
    throw httpFailure(thrown, flight, host)
  }
}

/** Rejects at the end of the flight, so that signing which hangs does not hold an aborted request. */
function ended({ signal }: Flight): Promise<never> {
  return new Promise((_resolve, reject) => onAbort(signal, () => reject(new DOMException('ended', 'AbortError'))))
}

function onAbort(signal: AbortSignal | undefined, action: () => void): () => void {
  if (signal?.aborted) action()
  signal?.addEventListener('abort', action, { once: true })
  return () => signal?.removeEventListener('abort', action)
}

function toResponse(answer: AxiosResponse<unknown>): HttpResponse {
  const { status, data } = answer
  return { status, headers: plainHeaders(answer), body: typeof data === 'string' ? data : '' }
}

function plainHeaders({ headers }: AxiosResponse<unknown>): Record<string, string> {
  const plain = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value].flat().join(', ')] as const)
  return Object.fromEntries(plain)
}
