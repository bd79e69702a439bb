import type { Question } from './dialog.ts'
import type { Registration } from './event-broker.ts'
import type { RingerMode } from './phone.ts'

/** What only this face can be asked. */
export type DeviceConnectVerbs = {
  /** Every token is expired from now on: error 12. */
  expireTokens(): void
  /** Every token and client is forgotten: error 15. */
  revokeTokens(): void
  /** The person accepts, or refuses, every open dialog; how many there were. */
  acceptDialog(): number
  refuseDialog(): number
  dialogs(): readonly Question[]
  /** What phone/set last set; `sound` before. */
  ringerMode(): RingerMode
  /** Answers requests whose path contains `path` (all, if absent), the next `times` of them (1), with this row of the error table. */
  answerError(argument: { code: number; path?: string; times?: number }): void
  registrations(): readonly Registration[]
}
