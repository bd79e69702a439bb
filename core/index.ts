export { assertNever, fail, FailureError, toFailure } from './failure.ts'
export { createTelephony } from './telephony.ts'
export type { TelephonyOptions } from './telephony.ts'
export type { Telephony } from './telephony-api.ts'
