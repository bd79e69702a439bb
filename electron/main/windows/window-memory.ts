import * as z from 'zod/mini'
import type { Files, Log } from '../../../core/ports/index.ts'

export const Bounds = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
export type Bounds = z.infer<typeof Bounds>

const Remembered = z.object({
  bounds: z.optional(Bounds),
  maximized: z.optional(z.boolean()),
  /** The person has been told that closing the window does not end the app. */
  toldStillRunning: z.optional(z.boolean()),
})
export type Remembered = z.infer<typeof Remembered>

const FILE = 'window.json'

/** What the window remembers from run to run. Worth nothing when unreadable: it then starts afresh. */
export class WindowMemory {
  private kept: Remembered = {}
  private written = Promise.resolve()
  private readonly files: Pick<Files, 'read' | 'write'>
  private readonly log: Log

  constructor(files: Pick<Files, 'read' | 'write'>, log: Log) {
    this.files = files
    this.log = log
  }

  get current(): Remembered {
    return this.kept
  }

  async load(): Promise<void> {
    try {
      this.kept = Remembered.parse(JSON.parse((await this.files.read(FILE)) ?? '{}'))
    } catch (error) {
      this.log.warn('window file unreadable', { error })
    }
  }

  /** Resolves when this and everything remembered before is on disk, or could not be put there. */
  remember(change: Remembered): Promise<void> {
    const before = JSON.stringify(this.kept)
    this.kept = { ...this.kept, ...change }
    const text = JSON.stringify(this.kept)
    if (text !== before) this.written = this.written.then(() => this.write(text))
    return this.written
  }

  private async write(text: string): Promise<void> {
    try {
      await this.files.write(FILE, text)
    } catch (error) {
      this.log.warn('window file not written', { error })
    }
  }
}

/** Enough of the title bar to take hold of, in pixels. */
const GRIP = 80

/** The remembered bounds, unless the screen they were on is gone. */
export function reachableBounds(bounds: Bounds | undefined, screens: readonly Bounds[]): Bounds | undefined {
  if (bounds === undefined) return undefined
  const reachable = screens.some(
    (screen) =>
      bounds.x + bounds.width - GRIP > screen.x &&
      bounds.x + GRIP < screen.x + screen.width &&
      bounds.y >= screen.y &&
      bounds.y + GRIP < screen.y + screen.height,
  )
  return reachable ? bounds : undefined
}
