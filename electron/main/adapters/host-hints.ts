import type { HostHints } from '../../../core/ports/index.ts'

type Hint = 'online' | 'resume'

export interface HintSources {
  /** Electron's powerMonitor. */
  readonly power: { on(event: 'resume', listener: () => void): unknown }
  isOnline(): boolean
  /** Repeats the action until the process ends. */
  every(intervalMs: number, action: () => void): void
}

/** Electron's main process has no event for a network that came back; asking is a cheap look at the interfaces. */
const LOOK_EVERY_MS = 3000

/** Tells the core when it is worth connecting again at once. */
export class ElectronHostHints implements HostHints {
  private readonly listeners = new Set<(hint: Hint) => void>()
  private online: boolean

  constructor(sources: HintSources) {
    this.online = sources.isOnline()
    sources.power.on('resume', () => this.tell('resume'))
    sources.every(LOOK_EVERY_MS, () => {
      const online = sources.isOnline()
      if (online && !this.online) this.tell('online')
      this.online = online
    })
  }

  onHint(listener: (hint: Hint) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private tell(hint: Hint): void {
    for (const listener of [...this.listeners]) listener(hint)
  }
}
