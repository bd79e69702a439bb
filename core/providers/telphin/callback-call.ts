import { fail, toFailure } from '../../failure.ts'
import type { Dialing, DialTarget } from '../../provider.ts'
import type { CallTracker } from './call-tracker.ts'
import type { TelphinClient } from './client.ts'
import type { Directory } from './directory.ts'
import { withUnknownOutcome } from './failures.ts'
import { FailureError } from '../../failure.ts'
import { dialForm } from './number-form.ts'
import { CallbackReply, readReply } from './wire.ts'

export interface CallbackCallParts {
  readonly client: TelphinClient
  readonly directory: Directory
  readonly tracker: CallTracker
  readonly whileOpen: (signal: AbortSignal) => AbortSignal
  /** A call has begun: look at it soon. */
  readonly begun: () => void
}

/**
 * POST /extension/{extension_id}/callback/: the own phone rings, and when it is picked up the destination is called.
 *
 *   sign in, find the extension and its number ──failed──► nothing was dialled, nothing is told
 *        │
 *   request, once ──201──► fact dialing under the service's own id; webhooks and the list tell the rest
 *        ├── refused, or never sent ──► fact ended, failed
 *        └── no readable answer ──► fact unknown, `outcome: 'unknown'`; news about such a call brings it back
 */
export class CallbackCall implements Dialing {
  readonly form = dialForm
  readonly #parts: CallbackCallParts

  constructor(parts: CallbackCallParts) {
    this.#parts = parts
  }

  async place(target: DialTarget, _options: object, caller: AbortSignal): Promise<{ readonly key: string }> {
    const { dials } = dialForm(target)
    const signal = this.#parts.whileOpen(caller)
    const own = await this.#parts.directory.innerNumber(signal)
    const extension = await this.#parts.directory.extensionId(signal)
    if (signal.aborted) throw fail('aborted')
    const key = await this.#ask(extension, own, dials, signal)
    this.#parts.begun()
    return { key }
  }

  async #ask(extension: string, own: string, number: string, signal: AbortSignal): Promise<string> {
    const { client, tracker } = this.#parts
    const json = JSON.stringify({ src_num: [own], dst_num: number })
    const path = `/extension/${extension}/callback/`
    const named = tracker.placing(number, own)
    try {
      const response = await client.send({ method: 'POST', path, json, wanted: 'extension' }, signal)
      const ids = readOrUnclear(() => readReply(CallbackReply, response, 'extension'))
      return tracker.placed({ callId: ids.call_id ?? undefined, apiId: ids.call_api_id ?? undefined }, number)
    } catch (thrown) {
      tracker.notPlaced(number, toFailure(thrown).outcome === 'unknown' ? 'unclear' : 'refused')
      throw thrown
    } finally {
      named()
    }
  }
}

/** The service took it, but what it said cannot be read. */
function readOrUnclear<T>(read: () => T): T {
  try {
    return read()
  } catch (thrown) {
    if (thrown instanceof FailureError && thrown.failure.code === 'provider/protocol') throw withUnknownOutcome(thrown)
    throw thrown
  }
}
