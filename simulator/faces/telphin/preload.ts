import type { CallResult } from '../../world/call.ts'
import { cast } from '../../world/cast.ts'
import { makeNames } from './call-book.ts'
import { ownExtensionId } from './demo-client.ts'
import { type PastCall, pastCallOf, takenBy } from './past-call.ts'
import { recordFormatNames } from './recording-formats.ts'
import type { TelphinSwitches } from './switches.ts'

/** From one call to the one before it, if nobody says over how many days they are spread. */
const usualStep = 7 * 60_000 + 13_370

const incoming: readonly CallResult[] = ['answered', 'missed', 'answered', 'rejected', 'answered', 'no-answer']
const outgoing: readonly CallResult[] = ['answered', 'busy', 'answered', 'cancelled', 'failed', 'answered', 'no-answer']

/**
 * A past that nobody lived: so many calls, the newest a little before `now`, from old to new. The same number at the same time gives the
 * same calls. Among them are calls that another extension answered, that only the voice menu answered, and that were passed on.
 */
export function* pastCalls(
  { calls: count, days }: { calls: number; days?: number },
  now: number,
  switches: TelphinSwitches,
): Iterable<PastCall> {
  const step = days === undefined ? usualStep : Math.floor((days * 86_400_000) / (count + 1))
  for (let index = count; index >= 1; index -= 1) yield pastCall(index, now - index * step, switches)
}

function pastCall(index: number, startedAt: number, switches: TelphinSwitches): PastCall {
  const direction = index % 5 < 3 ? 'in' : 'out'
  const results = direction === 'in' ? incoming : outgoing
  const result = results[index % results.length] ?? 'answered'
  const extensionId = index % 4 === 0 ? 55 : ownExtensionId
  const person =
    index % 17 === 0 && direction === 'in'
      ? { name: undefined, number: '' }
      : cast[(index + 3 * Math.floor(index / cast.length)) % cast.length]
  const ringMs = 2000 + ((index * 997) % 15_000)
  const talkMs = 1000 * (3 + ((index * 61) % 300))
  const answeredAt = result === 'answered' ? startedAt + ringMs : undefined
  const application = direction === 'out' && index % 3 === 0 ? 'callback' : 'call'
  const names = makeNames(`past/${index}/${startedAt}`, { extensionId, application, ani: null }, switches)
  const call = pastCallOf(
    {
      ...{ id: names.callId, lineId: '', state: 'ended', direction, startedAt, result },
      ...{ number: person?.number ?? '', ...(person?.name === undefined ? {} : { name: person.name }) },
      ...(answeredAt === undefined ? {} : { answeredAt }),
      endedAt: (answeredAt ?? startedAt + ringMs) + (answeredAt === undefined ? 0 : talkMs),
      endedBy: endedBy(result, direction, index),
    },
    names,
    recordFormatNames[index % recordFormatNames.length] ?? null,
  )
  return withTurn(call, index)
}

function endedBy(result: CallResult, direction: 'in' | 'out', index: number): 'near' | 'far' | 'network' {
  if (result === 'no-answer' || result === 'failed') return 'network'
  if (result === 'answered') return index % 2 === 0 ? 'near' : 'far'
  return (result === 'missed') === (direction === 'in') ? 'far' : 'near'
}

/** Now and then a call takes another way. */
function withTurn(call: PastCall, index: number): PastCall {
  if (call.outcome !== 'bridged') return call
  if (call.flow === 'in' && call.extensionId === ownExtensionId && index % 11 === 0) return takenBy(call, 55)
  if (index % 13 === 0) return { ...call, transferredTo: '10150*102' }
  if (call.flow === 'in' && index % 19 === 0) {
    return { ...call, outcome: 'answered', application: 'ivr', extensionId: 60, recording: null }
  }
  return call
}
