import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'

/** `Notification`: told to the desktop through `notify-send` where there is one; events work for whoever emits them. */
export class HostNotification
  extends EventEmitter
  implements
    Pick<
      Electron.Notification,
      | 'title'
      | 'body'
      | 'subtitle'
      | 'silent'
      | 'urgency'
      | 'timeoutType'
      | 'actions'
      | 'hasReply'
      | 'replyPlaceholder'
      | 'show'
      | 'close'
    >
{
  /** Whether this host has a desktop to show anything on; set when the module is put together. */
  static hasDesktop = false
  title: string
  body: string
  subtitle: string
  silent: boolean
  urgency: NonNullable<Electron.NotificationConstructorOptions['urgency']>
  timeoutType: NonNullable<Electron.NotificationConstructorOptions['timeoutType']>
  actions: Electron.NotificationAction[]
  hasReply: boolean
  replyPlaceholder: string
  #isShown = false

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super()
    this.title = options.title ?? ''
    this.body = options.body ?? ''
    this.subtitle = options.subtitle ?? ''
    this.silent = options.silent ?? false
    this.urgency = options.urgency ?? 'normal'
    this.timeoutType = options.timeoutType ?? 'default'
    this.actions = options.actions ?? []
    this.hasReply = options.hasReply ?? false
    this.replyPlaceholder = options.replyPlaceholder ?? ''
  }

  static isSupported(): boolean {
    return true
  }

  show(): void {
    this.#isShown = true
    if (HostNotification.hasDesktop) {
      const telling = spawn(
        'notify-send',
        ['--app-name=Sidetone', `--urgency=${this.urgency}`, '--', this.title, this.body],
        { stdio: 'ignore' },
      )
      // A desktop without notify-send shows nothing; the event below tells the app the same as on one with it.
      telling.on('error', () => undefined)
    }
    setImmediate(() => this.emit('show', {}))
  }

  close(): void {
    if (!this.#isShown) return
    this.#isShown = false
    setImmediate(() => this.emit('close', {}))
  }
}
