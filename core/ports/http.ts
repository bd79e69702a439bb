export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** One request. `path` is appended to the client's base URL; `query` keeps its order and is percent-encoded (a space is `%20`). */
export interface HttpRequest {
  readonly method: HttpMethod
  readonly path: string
  readonly query?: readonly (readonly [name: string, value: string])[]
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as it is; the caller names its Content-Type. */
  readonly body?: string
  /** From the first byte out to the last byte in. Default 30 s. */
  readonly timeoutMs?: number
}

/** Any answer at all, whatever its status. Header names are lower-case. */
export interface HttpResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Decoded as UTF-8. */
  readonly body: string
}

export interface HttpClientOptions {
  /** Scheme, host, port and any path prefix; without a slash at the end. */
  readonly baseUrl: string
  /** Signs: returns the request with what every request of this provider carries. */
  readonly prepare?: (request: HttpRequest) => HttpRequest | Promise<HttpRequest>
  /** For addresses that came in a response (core/net/trusted-url.ts): a host that turns out to be in this machine or network is not asked. */
  readonly publicOnly?: boolean
}

/** An answer whose body comes as it arrives. Leaving the loop early ends the request. */
export interface HttpDownload {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: AsyncIterable<Uint8Array>
}

export interface HttpClient {
  /**
   * Sends once, never repeats, never follows a redirect to another origin.
   * Rejects with a FailureError only: net/offline (never reached), net/timeout, net/tls, provider/protocol (more than 8 MiB, not HTTP, `url-private`), aborted.
   * Where the signal's reason is a FailureError, that code takes the place of aborted. A failure after the request left says `outcome: 'unknown'`.
   */
  send(request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse>
  /** Like `send`, but of any length: `timeoutMs` is until the headers, and then for every pause between two pieces of the body. */
  download(request: HttpRequest, signal?: AbortSignal): Promise<HttpDownload>
}

/** One client a provider session. */
export interface Http {
  open(options: HttpClientOptions): HttpClient
}
