import type { NotificationConstructorOptions } from 'electron/main'

export interface NoticeBoardParts {
  isSupported(): boolean
  create(options: NotificationConstructorOptions): {
    on(event: 'click' | 'close', listener: () => void): unknown
    show(): void
  }
  readonly icon: string
  showWindow(): void
}

/** Small quiet notices that are about the app, not about a call; a click shows the window. */
export class NoticeBoard {
  /** Kept until they are closed: one that is collected as garbage tells no click. */
  private readonly shown = new Set<unknown>()
  private readonly parts: NoticeBoardParts

  constructor(parts: NoticeBoardParts) {
    this.parts = parts
  }

  tell(title: string, body: string): void {
    if (!this.parts.isSupported()) return
    const notification = this.parts.create({ title, body, icon: this.parts.icon, silent: true })
    notification.on('click', () => this.parts.showWindow())
    notification.on('close', () => this.shown.delete(notification))
    this.shown.add(notification)
    notification.show()
  }
}
