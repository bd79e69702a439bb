/** Everything in which the AntBuddy service may differ from the document, or that a test may want otherwise. */
export interface AntBuddySwitches {
  /** What histories signs: appId first, as in the document, or after the other parameters, as in a newer revision. */
  hashOrder: 'document' | 'app-id-last'
  /** Requests that are let through within any second, per service; more are answered 503. null: any number. The vendor's figure is not published. */
  requestsPerSecond: number | null
  /** Sends Retry-After with 503. */
  retryAfterSeconds: number | null
  /** Whether our SIP device is registered; click-to-call answers 400 if not, and calls in do not reach it. */
  deviceRegistered: boolean
  /** The body of that 400. */
  offlineReply: 'json' | 'empty'
  /** Calls in ring a colleague's device too; see the verb answerElsewhere. */
  ringGroup: boolean
  clickToCallReply: 'json' | 'empty' | 'call-id' | 'text'
  /** How long it takes the person to pick up the own phone that click-to-call rings; null: until the verb pickUp. */
  ownPhonePickUpMs: number | null
  /** auth_token wants sipUser and sipPassword, as in the document; newer revisions list no body. */
  authTokenNeedsSip: boolean
  tokenLifetimeSeconds: number
  /** What `expire` means: a time in ms or s since 1970, seconds from now, or an ISO date. */
  expireFormat: 'epoch-ms' | 'epoch-seconds' | 'seconds' | 'iso'
  historyWrapper: 'bare' | 'data' | 'items' | 'docs'
  historyOrder: 'newest-first' | 'oldest-first'
  /** A `limit` above 100 is an error, or is taken as 100. */
  overlongLimit: 'refuse' | 'clamp'
  /** The word for "other errors" in status_detail: the document's, or that of docs.antbuddy.us. */
  errorWord: 'ERROR' | 'UNSUCCESS'
  /** Numbers of history rows as strings. */
  historyNumbersAsStrings: boolean
  /** Answered calls have a recording. */
  recordCalls: boolean
  /** How long after its end a call's row has no recording yet. */
  recordingDelayMs: number
  /** How play_recording gives the address. */
  playRecordingReply: 'json-string' | 'object' | 'text' | 'redirect'
  /** Gives this instead of an address on the media host. */
  mediaUrlOverride: string | null
  mediaUrlLifetimeSeconds: number
  /** Whether the media host answers Range. */
  mediaRanges: boolean
  /** What the event server speaks: Socket.IO 3 and 4 (and 2), Socket.IO 0.9, or Kazoo's bare WebSocket frames. */
  eventsProtocol: 'socket.io' | 'socket.io-0.9' | 'blackhole'
  /** What a refused subscribe gets; `silent` is what Kazoo did at first. */
  refusedSubscribe: 'error-event' | 'silent' | 'disconnect'
  /** Socket.IO: how often the server pings, and how long it waits for the answer. Real time in `socket.io`, simulated in `socket.io-0.9`. */
  heartbeatMs: number
  heartbeatTimeoutMs: number
  /** Transports of `socket.io`. */
  transports: 'polling-and-websocket' | 'polling' | 'websocket'
  /** Event arguments of 0.9 as a list, as its protocol has it, or as the bare object of Kazoo's document. */
  legacyArguments: 'list' | 'object'
  /** Frames of `blackhole`: as Kazoo's code sends them, or as its document prints them. */
  blackholeEvents: 'action' | 'name-and-args'
  /** Every event is sent twice. */
  repeatEvents: boolean
  /** Timestamp of events as a string. */
  timestampAsString: boolean
}

export const defaultSwitches: Readonly<AntBuddySwitches> = {
  hashOrder: 'document',
  requestsPerSecond: null,
  retryAfterSeconds: null,
  deviceRegistered: true,
  offlineReply: 'json',
  ringGroup: false,
  // ASSUMPTION: the document gives the status of click-to-call only.
  clickToCallReply: 'json',
  ownPhonePickUpMs: 1000,
  authTokenNeedsSip: true,
  // ASSUMPTION: how long a token lives, and the unit of `expire`.
  tokenLifetimeSeconds: 3600,
  expireFormat: 'epoch-ms',
  // ASSUMPTION: neither the list's wrapper nor its order is documented.
  historyWrapper: 'bare',
  historyOrder: 'newest-first',
  // ASSUMPTION: the document says "at most 100", not what happens above.
  overlongLimit: 'refuse',
  errorWord: 'ERROR',
  historyNumbersAsStrings: false,
  recordCalls: true,
  recordingDelayMs: 0,
  // ASSUMPTION: "the URL of the media file" is a JSON string, as the content type is application/json.
  playRecordingReply: 'json-string',
  mediaUrlOverride: null,
  // ASSUMPTION: addresses of media are signed and run out.
  mediaUrlLifetimeSeconds: 3600,
  mediaRanges: true,
  eventsProtocol: 'socket.io',
  refusedSubscribe: 'error-event',
  heartbeatMs: 25_000,
  heartbeatTimeoutMs: 20_000,
  transports: 'polling-and-websocket',
  legacyArguments: 'list',
  blackholeEvents: 'action',
  repeatEvents: false,
  timestampAsString: false,
}
