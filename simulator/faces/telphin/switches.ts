import type { RecordFormat } from './recording-formats.ts'

/** Resources that an application of the level "Call API" may lack. */
export type Resource =
  'user' | 'extension' | 'phone' | 'callback' | 'call_history' | 'record' | 'current_calls' | 'event' | 'phone_events'

/** Everything in which deployments of the RingMe API differ, or that a test may want otherwise. */
export interface TelphinSwitches {
  /** Seconds for which an access token is good. */
  tokenLifetimeSeconds: number
  /** The token reply says nothing of `expires_in`, as one recorded reply does. */
  expiresInOmitted: boolean
  /** What comes with the 400 of a refused token request: OAuth's own error, this API's `message`, or nothing. */
  tokenErrorBody: 'oauth' | 'message' | 'empty'
  /** Documented for /oauth: 20 requests a second on 6 connections; more answer 429. */
  oauthPerSecond: number
  oauthConnections: number
  /** How long a token request takes. */
  tokenDelayMs: number
  /** Requests an hour of one client; more answer 429 rate_limit_exceeded. */
  quotaPerHour: number
  /** X-RateLimit-Limit, -Remaining and -Reset on every reply. */
  quotaHeaders: boolean
  /** How long a history query takes. */
  historyDelayMs: number
  /** A second history query while one is under way answers 429. */
  concurrentHistoryRefused: boolean
  /** The application's level: "Call API" lacks `callApiDenies` (403 app_access_type_deny). */
  appAccess: 'All' | 'Call API'
  callApiDenies: readonly Resource[]
  /** read_only users may change nothing (403 user_access_type_deny). */
  userAccess: 'full' | 'read_only'
  /** 403 user_blocked. */
  userBlocked: boolean
  /** Whether the user belongs to an extension (extension_id is a number) or to the whole client (null). */
  userLevel: 'extension' | 'client'
  /** What a path that lost its trailing slash gets. */
  missingSlash: 'not-found' | 'redirect' | 'accept'
  /** The documents demand Accept-Encoding: gzip. `offered` compresses where asked, `demanded` refuses (400) who does not ask. */
  gzip: 'off' | 'offered' | 'demanded'
  /** Which times carry hundredths of a second: those of call parts, all, or none. */
  fractionalSeconds: 'cdr' | 'all' | 'none'
  perPageDefault: number
  perPageMax: number
  /** A larger per_page becomes the largest, or answers 400. */
  perPageTooLarge: 'clamp' | 'refuse'
  /** Phones in the extension list besides those of the demo, so that it has several pages. */
  furtherPhones: number
  /** GET of phone properties carries the SIP password. */
  phonePasswordShown: boolean
  /** Phone properties that no document names; they can be read and not set. */
  extraPhoneProperties: boolean
  /** `product`: record_format mp3 or wav beside record_stereo; `joined`: record_format mp3_mono, mp3_stereo, wav_mono or wav_stereo. */
  recordFormatStyle: 'product' | 'joined'
  /** Whether the own phone is registered; a callback to an unregistered one ends at once. */
  phoneRegistered: boolean
  /** After how long the own phone is picked up in a callback; null: the verb `pickUp` does it. */
  ownPhonePickUpMs: number | null
  /** While the own phone rings in a callback, that leg sends a dial-in event of its own. */
  callbackRingsAsDialIn: boolean
  /** How call_uuid of the history relates to CallID of events: the same in capitals, the same, or another. */
  historyCallUuid: 'capitals' | 'same' | 'unrelated'
  /** How a withheld number is written. */
  withheldNumber: string
  /** Numbers of callers carry their plus. */
  plusInNumbers: boolean
  /** Fields that no document names, in replies and events. */
  extraFields: boolean
  /** How many events may be subscribed to. */
  eventLimit: number
  /** Where a GET webhook carries its data. The document says "in the request header". */
  getEventData: 'query' | 'header'
  /** After how long a webhook is sent, and how long its target may take (real time). */
  webhookDelayMs: number
  webhookTimeoutMs: number
  /** Webhooks leave this machine; otherwise only addresses on loopback are told. */
  webhooksBeyondLoopback: boolean
  /** How many times each webhook is sent. */
  webhookCopies: number
  /** How long after the call its recording can be had; before, 404. */
  recordReadyAfterMs: number
  storageUrlLifetimeSeconds: number
  /** Format of new recordings; null: what the phone's properties say. */
  recordFormat: RecordFormat | null
}

export const defaultSwitches: Readonly<TelphinSwitches> = {
  tokenLifetimeSeconds: 3600,
  expiresInOmitted: false,
  tokenErrorBody: 'oauth',
  oauthPerSecond: 20,
  oauthConnections: 6,
  tokenDelayMs: 0,
  // ASSUMPTION: the documents name the headers, not the number.
  quotaPerHour: 5000,
  quotaHeaders: true,
  historyDelayMs: 0,
  concurrentHistoryRefused: true,
  appAccess: 'All',
  // ASSUMPTION: the documents say that some resources lack, not which.
  callApiDenies: ['phone', 'record'],
  userAccess: 'full',
  userBlocked: false,
  userLevel: 'extension',
  // ASSUMPTION: clients keep the slash; nobody says what happens without.
  missingSlash: 'not-found',
  gzip: 'off',
  fractionalSeconds: 'cdr',
  // ASSUMPTION: sizes of pages.
  perPageDefault: 20,
  perPageMax: 500,
  perPageTooLarge: 'clamp',
  furtherPhones: 0,
  phonePasswordShown: true,
  extraPhoneProperties: false,
  recordFormatStyle: 'product',
  phoneRegistered: true,
  ownPhonePickUpMs: 1000,
  callbackRingsAsDialIn: false,
  historyCallUuid: 'capitals',
  withheldNumber: '',
  plusInNumbers: true,
  extraFields: false,
  // ASSUMPTION: "the quantity of monitored events is limited"; the limit is ours.
  eventLimit: 50,
  getEventData: 'query',
  webhookDelayMs: 0,
  webhookTimeoutMs: 5000,
  webhooksBeyondLoopback: false,
  webhookCopies: 1,
  recordReadyAfterMs: 0,
  storageUrlLifetimeSeconds: 3600,
  recordFormat: null,
}
