export type { Telephony } from './telephony-api.ts'
