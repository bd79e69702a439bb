import type { SidetoneClient } from '../../contract/api.ts'
import type { Outcome } from '../../contract/define.ts'
import type { Call } from '../../contract/model/call.ts'
import { done, refuse } from './in-memory-answers.ts'
import type { Answer } from './in-memory-answers.ts'
import type { InMemoryWorld, RequestName } from './in-memory-bridge.ts'

/** The requests about calls. Calls go on only when told (`progress`). */
export function inMemoryCalls(world: InMemoryWorld, answer: Answer): SidetoneClient['calls'] {
  let calls = 0

  function onCall(name: RequestName, input: { id: string }, next: (call: Call) => void): Promise<Outcome<void>> {
    return answer(name, input, () => {
      const call = world.snapshot.calls.find((other) => other.id === input.id)
      if (!call) return refuse('not-found')
      next(call)
      return done(undefined)
    })
  }

  function end(call: Call, result: NonNullable<Call['result']>): void {
    const { actions: _actions, ...rest } = call
    world.history.unshift({ ...rest, state: 'ended', result, endedAt: world.now() })
    world.change({ type: 'call-left', id: call.id })
    world.change({ type: 'history', revision: world.snapshot.historyRevision + 1 })
  }

  return {
    plan: (input) => answer('calls.plan', input, () => done(world.plan(input.text))),
    place: (input) =>
      answer('calls.place', input, () => {
        const account = world.snapshot.accounts.find((other) => other.id === input.account)
        const number = world.plan(input.text).dials
        if (!account || number === undefined) return refuse('input/invalid')
        const call: Call = {
          id: `call-${++calls}`,
          account: account.id,
          provider: account.provider,
          direction: 'out',
          state: 'dialing',
          number,
          startedAt: world.now(),
          actions: ['hang-up'],
        }
        world.change({ type: 'call', call })
        return done(call)
      }),
    answer: (input) =>
      onCall('calls.answer', input, (call) =>
        world.change({
          type: 'call',
          call: { ...call, state: 'active', answeredAt: world.now(), actions: ['hang-up'] },
        }),
      ),
    reject: (input) => onCall('calls.reject', input, (call) => end(call, 'rejected')),
    hangUp: (input) => onCall('calls.hangUp', input, (call) => end(call, call.answeredAt ? 'answered' : 'cancelled')),
    dismiss: (input) => onCall('calls.dismiss', input, (call) => end(call, 'answered')),
    intentTaken: (input) =>
      answer('calls.intentTaken', input, () => {
        if (world.snapshot.dialIntent?.id === input.id) world.change({ type: 'dial-intent', intent: null })
        return done(undefined)
      }),
  }
}
