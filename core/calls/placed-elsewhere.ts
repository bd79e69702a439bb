import type { Call } from '../../contract/model/call.ts'
import { toFailure } from '../failure.ts'
import type { CallStore, Log } from '../ports/index.ts'

/** How long after it was placed the service may begin to tell of a call. */
const heardWithinMs = 60_000
/** Clocks of two processes are one clock; only the order of writing differs. */
const ahead = 5_000
const rememberedCalls = 1_000
const newestLookedAt = 20

/**
 * A terminal beside the window: `sidetone call` writes the call down and leaves; whoever watches the account hears of it from the service, which does not say who
 * placed it (Device Connect names no call). Both are one call, so it stays one line of the history, under the id that the terminal printed.
 *
 *   first written ──placed here──────────────────────────────► its own id
 *        └──heard of──► a line of that number was placed and never heard of since ──yes──► that line's id
 *                                                               └──no──► its own id
 */
export class PlacedElsewhere {
  private readonly store: CallStore
  private readonly log: Log
  private readonly lines = new Map<string, string>()

  constructor(store: CallStore, log: Log) {
    this.store = store
    this.log = log
  }

  /** The call as the journal shall have it. */
  async asWritten(call: Call): Promise<Call> {
    const known = this.lines.get(call.id)
    const line = known ?? (await this.lineOf(call))
    if (known === undefined) this.remember(call.id, line)
    return line === call.id ? call : { ...call, id: line }
  }

  private async lineOf(call: Call): Promise<string> {
    if (call.direction !== 'out' || isUnheard(call)) return call.id
    try {
      const began = Date.parse(call.startedAt)
      const since = new Date(began - heardWithinMs).toISOString()
      const filter = { account: call.account, direction: 'out', since } as const
      const { calls } = await this.store.page({ filter, limit: newestLookedAt })
      const ours = new Set(this.lines.values())
      const line = calls.findLast((one) => !ours.has(one.id) && isUnheard(one) && isSame(one, call, began))
      return line?.id ?? call.id
    } catch (thrown) {
      this.log.warn('journal not searched for a call placed elsewhere', { failure: toFailure(thrown) })
      return call.id
    }
  }

  private remember(id: string, line: string): void {
    this.lines.set(id, line)
    if (this.lines.size <= rememberedCalls) return
    const [oldest] = this.lines.keys()
    if (oldest !== undefined) this.lines.delete(oldest)
  }
}

/** Placed, and the service has said nothing of it since. */
function isUnheard({ state, providerStatus, result }: Call): boolean {
  return (state === 'dialing' || state === 'unknown') && providerStatus === undefined && result === undefined
}

function isSame(line: Call, call: Call, began: number): boolean {
  const placed = Date.parse(line.startedAt)
  const inTime = placed >= began - heardWithinMs && placed <= began + ahead
  return line.account === call.account && line.direction === 'out' && line.number === call.number && inTime
}
