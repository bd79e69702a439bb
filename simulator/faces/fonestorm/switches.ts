/** Everything in which the FoneStorm service may differ from the document, or that a test may want otherwise. */
export interface FoneStormSwitches {
  /** Which API answers: the document's (2.4), or today's (2.11 and 2.12), which has other FoneNumbers and takes more numbers and services. */
  generation: 'document' | 'newer'
  /** Around which property POST /auth puts the token: as in the swagger file, as in newer prose, or around none. */
  tokenReply: 'auth' | 'authorization' | 'bare'
  /** How long a token lives when nobody asks for `expires`. */
  tokenLifetimeSeconds: number
  /** The longest life of a token. */
  longestTokenSeconds: number
  /** An `expires` above that is taken as that, or is an error. */
  overlongExpires: 'clamp' | 'refuse'
  /** Requests of the account that are let through within any second; null: any number. */
  requestsPerSecond: number | null
  /** What the others are answered: 429, or 503 as some services do. */
  limitStatus: number
  /** Sends Retry-After with that. */
  retryAfterSeconds: number | null
  /** What send_notify and receive_notify answer: as in the document's example, or as in its table. */
  notifyReply: 'callback' | 'fonenumber'
  /** That reply names another URL than the one that was set, as the document's example does. */
  echoesAnotherUrl: boolean
  /** `type: "None"` takes a callback away (newer documents; this one knows no way). */
  noneCancels: boolean
  /** Whether `uid` of callbacks is the `id` that POST /calls answered. */
  uidIsCallId: boolean
  /** Values that replace {{tokens}} in the URL of a GET callback are percent-encoded, or put in as they are. */
  getValues: 'encoded' | 'raw'
  /** POST callbacks: a form in the body (document), or parameters in the query and JSON in the body, which newer prose labels a form. */
  postCallbacks: 'form' | 'query-and-json' | 'query-and-json-labelled-form'
  /** JSON callbacks: the body alone (document), or also parameters in the query (newer prose). */
  jsonCallbacks: 'body' | 'query-and-body'
  billableSecondsAsString: boolean
  /** The far end's number in callbacks: ten digits where it is a US number, or E.164 with its plus always. */
  numberForm: 'ten-digits' | 'e164'
  /** What stands for XXX in the disposition FAILED:XXX. */
  failureCode: string
  /** How long the service waits for the answer to a callback, in real time whatever the clock. */
  callbackTimeoutMs: number
  /** How often a callback that got no 2xx is sent altogether. */
  callbackAttempts: number
  callbackRetryMs: number
  /** Really sends callbacks to addresses other than this machine's. Off, so that no test and no demo calls out. */
  callbacksBeyondLoopback: boolean
  /** How fast a `tts` text is spoken; when it is over the service hangs up. null: it never does. */
  spokenCharactersPerSecond: number | null
}

export const defaultSwitches: Readonly<FoneStormSwitches> = {
  generation: 'document',
  tokenReply: 'auth',
  tokenLifetimeSeconds: 3600,
  longestTokenSeconds: 86_400,
  // ASSUMPTION: "maximum is 86400 seconds" does not say what happens above.
  overlongExpires: 'clamp',
  requestsPerSecond: 10,
  // ASSUMPTION: "requests that exceed these limits will be rejected", by which status nobody says.
  limitStatus: 429,
  retryAfterSeconds: null,
  notifyReply: 'callback',
  echoesAnotherUrl: false,
  // ASSUMPTION: the document knows no way to take a callback away; the service that answers today has this one.
  noneCancels: true,
  // ASSUMPTION: no document says how the two are related.
  uidIsCallId: true,
  // ASSUMPTION: nor whether the values are encoded.
  getValues: 'encoded',
  postCallbacks: 'form',
  jsonCallbacks: 'body',
  billableSecondsAsString: false,
  // ASSUMPTION: the document's examples are ten digits; those of other countries keep their plus.
  numberForm: 'ten-digits',
  // ASSUMPTION: a SIP status.
  failureCode: '503',
  // ASSUMPTION: neither a time-out nor a second attempt is documented.
  callbackTimeoutMs: 5000,
  callbackAttempts: 1,
  callbackRetryMs: 10_000,
  callbacksBeyondLoopback: false,
  // ASSUMPTION: how fast the service speaks, and that it hangs up when it has spoken.
  spokenCharactersPerSecond: 15,
}
