import type { Snapshot } from '../../../contract/model/change.ts'
import type { Telephony } from '../../../core/index.ts'
import { textsFor } from '../texts/index.ts'
import type { Texts } from '../texts/index.ts'

/** What the tray and the notifications look at: read fresh each time, so that nothing here can be out of date. */
export class LivePicture {
  private readonly telephony: Telephony
  private readonly systemLanguages: readonly string[]

  constructor(telephony: Telephony, systemLanguages: readonly string[]) {
    this.telephony = telephony
    this.systemLanguages = systemLanguages
  }

  readonly snapshot = (): Snapshot => this.telephony.state.snapshot()

  readonly texts = (): Texts => textsFor(this.telephony.settings.current().language, this.systemLanguages)

  /** Ids of the accounts whose service has a ringer. */
  readonly ringers = (): string[] => {
    const withRinger = new Set(
      this.telephony.accounts
        .providers()
        .filter(({ capabilities }) => capabilities.ringer !== 'none')
        .map(({ id }) => id),
    )
    return this.telephony.accounts
      .list()
      .filter(({ provider }) => withRinger.has(provider))
      .map(({ id }) => id)
  }
}
