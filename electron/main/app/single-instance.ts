import type { App } from 'electron/main'
import { LaunchIntent, readLink } from './launch.ts'

export interface InstanceListener {
  /** Somebody started the app again: show the window. */
  startedAgain(): void
  /** A link or `--dial` came with a start, also with the first one. */
  asked(intent: LaunchIntent): void
}

type InstanceApp = Pick<App, 'requestSingleInstanceLock'> & {
  on(
    event: 'second-instance',
    listener: (event: unknown, argv: string[], cwd: string, handed: unknown) => void,
  ): unknown
  on(event: 'open-url', listener: (event: { preventDefault(): void }, link: string) => void): unknown
}

/**
 * One Sidetone a home. The second start reads its own command line and hands over what it was asked (Chromium reorders the argv that Electron passes on),
 * then ends. What arrives is checked all the same: any program of this person could have sent it.
 */
export class SingleInstance {
  private listener: InstanceListener | undefined
  private waiting: LaunchIntent[] = []
  private readonly app: InstanceApp

  constructor(app: InstanceApp) {
    this.app = app
  }

  /** False: another instance runs and has been told; this one must end. */
  claim(intent: LaunchIntent | undefined): boolean {
    if (!this.app.requestSingleInstanceLock({ intent: intent ?? null })) return false
    if (intent !== undefined) this.ask(intent)
    this.app.on('second-instance', (_event, _argv, _cwd, handed) => {
      this.listener?.startedAgain()
      const read = LaunchIntent.safeParse(intentIn(handed))
      if (read.success) this.ask(read.data)
    })
    // macOS gives links to the running app, also before it is ready.
    this.app.on('open-url', (event, link) => {
      event.preventDefault()
      const read = readLink(link)
      if (read !== undefined) this.ask(read)
    })
    return true
  }

  /** Tells what was asked so far, then whatever is asked later. */
  listen(listener: InstanceListener): void {
    this.listener = listener
    for (const intent of this.waiting.splice(0)) listener.asked(intent)
  }

  private ask(intent: LaunchIntent): void {
    if (this.listener === undefined) this.waiting.push(intent)
    else this.listener.asked(intent)
  }
}

function intentIn(handed: unknown): unknown {
  return typeof handed === 'object' && handed !== null && 'intent' in handed ? handed.intent : undefined
}
