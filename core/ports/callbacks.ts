/** What a service sent to this account's address. Header names are lower-case; the body is at most 64 KiB, decoded as UTF-8. */
export interface CallbackRequest {
  readonly method: string
  /** After the account's own path; empty or beginning with `/`. */
  readonly path: string
  /** As it came, without the question mark. */
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface CallbackOptions {
  readonly account: string
  /** Checked besides the path where it is set. */
  readonly basicAuth?: { readonly username: string; readonly password: string }
}

export interface CallbackAddress {
  /** `http://127.0.0.1:<port>/<unguessable path>`: what must be reached, by the service itself or through the person's tunnel. */
  readonly url: string
  /** Nothing is told after this. */
  close(): Promise<void>
}

/**
 * Receives what services send by themselves. One listener for all accounts, on loopback unless the person set it otherwise; it answers 200 at once, before
 * anybody looks at what came. The path is the same at every start, so that what was registered stays right.
 * Fails with provider/unavailable (`reason: 'port-taken'`) where the port cannot be had.
 */
export interface Callbacks {
  open(options: CallbackOptions, received: (request: CallbackRequest) => void): Promise<CallbackAddress>
}
