/*
 * running --before-quit--> closing (the quit is held back) --all closed, or time is up--> closed --quit again--> gone
 *
 * Nothing is left behind: sockets are closed, the journal is written. But a service that does not answer must not keep the app from ending.
 */
type State = 'running' | 'closing' | 'closed'

interface QuittableApp {
  on(event: 'before-quit', listener: (event: { preventDefault(): void }) => void): unknown
  quit(): void
}

export interface QuittingParts {
  readonly app: QuittableApp
  /** Closes what is open. A failure is logged by `failed` and ends the app all the same. */
  close(): Promise<void>
  failed(error: unknown): void
  /** Calls the action once after the delay. */
  after(delayMs: number, action: () => void): void
  readonly limitMs: number
}

export class Quitting {
  private state: State = 'running'
  private readonly parts: QuittingParts

  constructor(parts: QuittingParts) {
    this.parts = parts
    parts.app.on('before-quit', (event) => {
      if (this.state === 'closed') return
      event.preventDefault()
      if (this.state === 'running') void this.closeThenQuit()
    })
  }

  /** From the moment somebody wanted to quit: windows close instead of hiding. */
  get begun(): boolean {
    return this.state !== 'running'
  }

  private async closeThenQuit(): Promise<void> {
    this.state = 'closing'
    const timeIsUp = new Promise<void>((resolve) => this.parts.after(this.parts.limitMs, resolve))
    try {
      await Promise.race([this.parts.close(), timeIsUp])
    } catch (error) {
      this.parts.failed(error)
    }
    this.state = 'closed'
    this.parts.app.quit()
  }
}
