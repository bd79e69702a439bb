import type { NotificationConstructorOptions } from 'electron/main'
import type { Call, CallAction } from '../../../contract/model/call.ts'
import type { Change, Snapshot } from '../../../contract/model/change.ts'
import type { Log } from '../../../core/ports/index.ts'
import { assertNever } from '../../../core/index.ts'
import { callerOf } from '../texts/caller.ts'
import { fill } from '../texts/index.ts'
import type { Texts } from '../texts/index.ts'
import { CallNotices } from './call-notices.ts'

/** What is used of Electron's Notification. */
export interface DesktopNotification {
  on(event: 'click', listener: () => void): unknown
  on(event: 'action', listener: (details: { readonly actionIndex?: number }, index?: number) => void): unknown
  on(event: 'close', listener: () => void): unknown
  on(event: 'failed', listener: (event: unknown, error: string) => void): unknown
  show(): void
  close(): void
}

export interface CallNotificationParts {
  isSupported(): boolean
  create(options: NotificationConstructorOptions): DesktopNotification
  snapshot(): Snapshot
  texts(): Texts
  readonly icon: string
  readonly log: Log
  showWindow(): void
  /** The desktop cannot notify: the window itself draws the eye. */
  drawAttention(): void
  act(action: CallAction, call: string): void
}

/** A notification's buttons, in this order. */
const BUTTONS = { answer: 'notify.answer', reject: 'notify.reject' } as const satisfies Partial<
  Record<CallAction, keyof Texts>
>
type Button = keyof typeof BUTTONS

/** Puts incoming and missed calls on the desktop: one notification a call, gone when it stops ringing. */
export class CallNotifications {
  private readonly notices = new CallNotices()
  /** What rings, by call. */
  private readonly ringing = new Map<string, DesktopNotification>()
  /** Held until they are closed: a notification that is collected as garbage tells no click. */
  private readonly missed = new Set<DesktopNotification>()
  private readonly parts: CallNotificationParts

  constructor(parts: CallNotificationParts) {
    this.parts = parts
  }

  apply(change: Change): void {
    const notice = this.notices.notice(change)
    if (notice === undefined) return
    switch (notice.type) {
      case 'incoming':
        return this.show(notice.call, 'incoming')
      case 'missed':
        this.withdraw(notice.call.id)
        return this.show(notice.call, 'missed')
      case 'withdraw':
        return this.withdraw(notice.id)
      default:
        assertNever(notice)
    }
  }

  /** When the app ends, nobody could answer any more. A missed call stays told. */
  withdrawRinging(): void {
    for (const id of [...this.ringing.keys()]) this.withdraw(id)
  }

  private show(call: Call, kind: 'incoming' | 'missed'): void {
    const { settings } = this.parts.snapshot()
    if (!settings.notifyIncoming) return
    if (!this.parts.isSupported()) return this.parts.drawAttention()
    const buttons = kind === 'incoming' ? offeredButtons(call) : []
    const notification = this.parts.create({
      ...this.wording(call, kind),
      icon: this.parts.icon,
      silent: kind === 'missed' || settings.ringerMode !== 'sound',
      urgency: kind === 'incoming' ? 'critical' : 'normal',
      timeoutType: kind === 'incoming' ? 'never' : 'default',
      actions: buttons.map((button) => ({ type: 'button', text: this.parts.texts()[BUTTONS[button]] })),
    })
    this.listen(notification, call.id, buttons)
    if (kind === 'incoming') this.ringing.set(call.id, notification)
    else this.missed.add(notification)
    notification.show()
  }

  private listen(notification: DesktopNotification, id: string, buttons: readonly Button[]): void {
    notification.on('click', () => this.parts.showWindow())
    notification.on('action', (details, index) => {
      const button = buttons[details.actionIndex ?? index ?? -1]
      if (button !== undefined) this.parts.act(button, id)
    })
    notification.on('close', () => {
      if (this.ringing.get(id) === notification) this.ringing.delete(id)
      this.missed.delete(notification)
    })
    // An unsigned macOS app, or notifications switched off in the system.
    notification.on('failed', (_event, error) => {
      this.parts.log.warn('notification failed', { error })
      this.parts.drawAttention()
    })
  }

  private withdraw(id: string): void {
    const notification = this.ringing.get(id)
    this.ringing.delete(id)
    notification?.close()
  }

  private wording(call: Call, kind: 'incoming' | 'missed'): { title: string; body: string } {
    const texts = this.parts.texts()
    const account = this.parts.snapshot().accounts.find(({ id }) => id === call.account)?.label ?? call.account
    const named = Boolean(call.name) && call.number !== ''
    const key = kind === 'missed' ? 'notify.missed' : named ? 'notify.incoming-number' : 'notify.incoming'
    return { title: callerOf(call, texts), body: fill(texts[key], { account, number: call.number }) }
  }
}

function offeredButtons(call: Call): Button[] {
  return (Object.keys(BUTTONS) as Button[]).filter((button) => call.actions?.includes(button))
}
