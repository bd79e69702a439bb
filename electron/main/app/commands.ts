import type { CallAction } from '../../../contract/model/call.ts'
import type { RingerMode } from '../../../contract/model/ringer.ts'
import { assertNever, toFailure } from '../../../core/index.ts'
import type { Telephony } from '../../../core/index.ts'
import type { Log } from '../../../core/ports/index.ts'
import { fill } from '../texts/index.ts'
import type { Texts } from '../texts/index.ts'
import type { TrayActions } from '../tray/tray-menu.ts'
import type { LaunchIntent } from './launch.ts'

export interface CommandParts {
  readonly telephony: Telephony
  readonly log: Log
  texts(): Texts
  /** Ids of the accounts whose service has a ringer. */
  ringers(): readonly string[]
  clipboardText(): Promise<string>
  showWindow(): void
  quit(): void
  tell(title: string, body: string): void
}

/** What can be done without looking at the window: from the tray, a notification, a link. What fails is told as a notice. */
export class Commands implements TrayActions {
  private readonly parts: CommandParts

  constructor(parts: CommandParts) {
    this.parts = parts
  }

  readonly show = (): void => this.parts.showWindow()

  readonly quit = (): void => this.parts.quit()

  /** An empty intent only puts the cursor into the dialer. */
  readonly dial = (): void => this.offer({ text: '', source: 'tray' })

  /** Shows what is on the clipboard in the dialer; the person presses Call. */
  readonly dialFromClipboard = (): void => {
    const offered = this.parts.clipboardText().then((text) => {
      this.offer({ text: text.trim().slice(0, LONGEST_TEXT), source: 'tray' })
    })
    this.run('notify.failed.clipboard', {}, offered)
  }

  readonly takeUp = (intent: LaunchIntent): void => this.offer(intent)

  readonly act = (action: CallAction, call: string): void => {
    this.run(`notify.failed.${action}`, {}, this.acted(action, call))
  }

  readonly setRinger = (mode: RingerMode): void => {
    const { telephony } = this.parts
    const accounts = telephony.accounts.list()
    for (const id of this.parts.ringers()) {
      const account = accounts.find((one) => one.id === id)?.label ?? id
      this.run('notify.failed.ringer', { account }, telephony.ringer.set(id, mode))
    }
  }

  private offer(intent: Parameters<Telephony['calls']['offerIntent']>[0]): void {
    this.parts.telephony.calls.offerIntent(intent)
    this.parts.showWindow()
  }

  private acted(action: CallAction, id: string): Promise<void> {
    const { calls } = this.parts.telephony
    switch (action) {
      case 'answer':
        return calls.answer(id)
      case 'reject':
        return calls.reject(id)
      case 'hang-up':
        return calls.hangUp(id)
      case 'dismiss':
        return calls.dismiss(id)
      default:
        return assertNever(action)
    }
  }

  private run(failed: keyof Texts, values: Record<string, string>, work: Promise<unknown>): void {
    work.catch((thrown: unknown) => {
      const failure = toFailure(thrown)
      if (failure.code === 'aborted') return
      this.parts.log.warn('command from the desktop failed', { failure, ...(failure.code === 'bug' ? { thrown } : {}) })
      const texts = this.parts.texts()
      this.parts.tell(texts['notify.failed.title'], fill(texts[failed], values))
    })
  }
}

/** As long as the contract lets a text to dial be. */
const LONGEST_TEXT = 2000
