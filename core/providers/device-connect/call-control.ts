import { fail, FailureError, toFailure } from '../../failure.ts'
import type { CallControl, CallReference } from '../../provider.ts'
import type { CallTracker } from './call-tracker.ts'
import type { CallCommand, PhoneProfile } from './phone.ts'
import type { ServiceDirectory } from './service.ts'

type Action = 'answer' | 'reject' | 'hang-up'

/** Newer phones only: the newer document's names for them. */
const commands: Readonly<Record<Action, CallCommand>> = {
  answer: 'acceptCall',
  reject: 'rejectCall',
  'hang-up': 'endCall',
}
const actions: readonly Action[] = ['answer', 'reject', 'hang-up']

export interface CallControlParts {
  readonly phone: PhoneProfile
  readonly services: ServiceDirectory
  readonly tracker: CallTracker
  readonly hearsCallStates: () => boolean
  readonly whileOpen: (signal: AbortSignal) => AbortSignal
}

export function createCallControl(parts: CallControlParts): CallControl {
  /** Found lacking by trying. */
  const lacking = new Set<Action>()

  /** What the phone says it has; of one that does not say, everything as soon as it tells call states, which came into the document together. */
  function offered(): readonly Action[] {
    const told = parts.services.offeredSoFar
    const has = (action: Action) => told?.has(commands[action].toLowerCase()) ?? parts.hearsCallStates()
    return actions.filter((action) => !lacking.has(action) && has(action))
  }

  async function carryOut(action: Action, call: CallReference, caller: AbortSignal): Promise<void> {
    const signal = parts.whileOpen(caller)
    const known = parts.tracker.find(call.key)
    if (!fits(action, known ?? call)) throw wrongState(action, known?.state ?? call.state)
    const told = await parts.services.offered(signal)
    if (lacking.has(action) || told?.has(commands[action].toLowerCase()) === false) throw unsupported(action)
    // Before the request: the event that the call is over is often faster than the reply.
    parts.tracker.hear({ kind: 'asking', key: call.key, command: action })
    try {
      await parts.phone.command(commands[action], known?.number ?? call.number, signal)
    } catch (thrown) {
      if (toFailure(thrown).outcome !== 'unknown') parts.tracker.hear({ kind: 'not-asked', key: call.key })
      if (thrown instanceof FailureError && thrown.failure.code === 'unsupported') lacking.add(action)
      throw thrown
    }
    parts.tracker.hear({ kind: 'asked', key: call.key, command: action })
  }

  return {
    answer: (call, signal) => carryOut('answer', call, signal),
    reject: (call, signal) => carryOut('reject', call, signal),
    hangUp: (call, signal) => carryOut('hang-up', call, signal),
    offered,
  }
}

/** Only what rings in can be answered or rejected; what is over cannot be hung up. A call that we lost may still be there to hang up. */
function fits(action: Action, { state, direction }: Pick<CallReference, 'state' | 'direction'>): boolean {
  if (action === 'hang-up') return state !== 'ended'
  return state === 'ringing' && direction === 'in'
}

function wrongState(action: Action, state: string) {
  return fail('call/wrong-state', { provider: 'device-connect', params: { action, state } })
}

function unsupported(action: Action) {
  return fail('unsupported', { provider: 'device-connect', params: { what: action } })
}
