/** Everything in which Device Connect servers and phones differ, or that a test may want otherwise. Read `README.md` of the simulator for the why. */
export interface DeviceConnectSwitches {
  /** Off, as in the current manager's own defaults: grant and accesstoken answer error 2 and no token is asked for. */
  localOAuth: boolean
  /** Whether a request without Origin is refused (18). */
  originRequired: boolean
  /** Only these origins (and `null`) are let in; null: all. */
  allowedOrigins: readonly string[] | null
  /** Whether scopes of tokens are looked at. */
  scopesChecked: boolean
  tokenLifetimeSeconds: number
  /** Whether the accesstoken reply carries `expire` (ms epoch), which the specification has and the current manager leaves out. */
  fillExpire: boolean
  /** What the person does with the dialog; `hold` waits for acceptDialog or refuseDialog. */
  dialog: 'accept' | 'refuse' | 'hold'
  dialogDelayMs: number
  /** Which phoneStatus states the phone sends: Android only 0 at the start, iOS 0 on connect and 2 at the end, full 0, 1 and 2. */
  deviceProfile: 'android' | 'ios' | 'full'
  /** callState, acceptCall, rejectCall, endCall and the event of call states. */
  newerAttributes: boolean
  /** Which of acceptCall, rejectCall and endCall an Android knows: all (9 and up), only the first (8), or none. */
  callControl: 'full' | 'accept-only' | 'none'
  newerEventSpelling: 'onCallStateChange' | 'onPhoneStateChange'
  /** Spelling of `attribute` in events: as documented (onconnect, onCallStateChange), all lower, or camel (onConnect). */
  eventAttributeCase: 'document' | 'lower' | 'camel'
  /** Take only 11 or 13 digits, as the document says; otherwise the Android rule: digits and +, at most 13 characters. */
  strictNumbers: boolean
  /** The modern WebSocket path is refused with 404 ... */
  legacySocketOnly: boolean
  /** ... or, with this, opened and never answered. */
  silentModernSocket: boolean
  /** Every path but the modern one is refused with 404. */
  modernSocketOnly: boolean
  /** A socket whose first frame has not come after so long is closed; null: never. */
  requireTokenWithinMs: number | null
  /** Errors carry an HTTP status that suits them instead of 200. */
  errorsMirrorHttpStatus: boolean
  /** errorCode as a string, beside errorText and statusCode. */
  stringErrorCodes: boolean
  serviceIdKey: 'id' | 'serviceId'
  serviceInformationSupported: boolean
  /** availability answers an error until it is given a `key`, which then signs replies. */
  availabilityNeedsKey: boolean
  /** Shared secret of the optional server check: replies to requests with a nonce carry an hmac. null: off. */
  hmacKey: string | null
  /** Whether key and nonce are hex-encoded bytes (Android, JS SDK) or plain text (node-gotapi). */
  hmacEncoding: 'hex' | 'text'
  /** Events carry result:0 and no sessionKey. */
  eventsCarryResult: boolean
  /** Fields that no document names, in replies, services and events. */
  extraFields: boolean
  /** Besides the phone: a lamp without a phone profile, listed first, and a phone that is offline. */
  otherServices: boolean
  /** Paths in anything but lower case are unknown. */
  caseSensitivePaths: boolean
  /** The person has not allowed the manager to use the telephone: 17. */
  permissionRefused: boolean
}

export const defaultSwitches: Readonly<DeviceConnectSwitches> = {
  localOAuth: true,
  originRequired: true,
  allowedOrigins: null,
  scopesChecked: true,
  tokenLifetimeSeconds: 180 * 24 * 3600,
  fillExpire: false,
  dialog: 'accept',
  dialogDelayMs: 0,
  deviceProfile: 'full',
  newerAttributes: true,
  callControl: 'full',
  newerEventSpelling: 'onCallStateChange',
  eventAttributeCase: 'document',
  strictNumbers: false,
  legacySocketOnly: false,
  silentModernSocket: false,
  modernSocketOnly: false,
  requireTokenWithinMs: null,
  errorsMirrorHttpStatus: false,
  stringErrorCodes: false,
  serviceIdKey: 'id',
  serviceInformationSupported: true,
  availabilityNeedsKey: false,
  hmacKey: null,
  hmacEncoding: 'hex',
  eventsCarryResult: false,
  extraFields: false,
  otherServices: true,
  caseSensitivePaths: false,
  permissionRefused: false,
}
