import { describe, expect, it } from 'vitest'
import type { Call } from '../../../contract/model/call.ts'
import { exampleCall } from '../testing/examples.ts'
import { CallNotices } from './call-notices.ts'

/** What a sequence of facts about calls makes of the desktop. */
function told(...facts: (Partial<Call> | { left: string })[]): (string | undefined)[] {
  const notices = new CallNotices()
  return facts.map((fact) => {
    const change =
      'left' in fact
        ? { type: 'call-left' as const, id: fact.left }
        : { type: 'call' as const, call: exampleCall(fact) }
    return notices.notice(change)?.type
  })
}

const ringing = { state: 'ringing' } as const
const missed = { state: 'ended', result: 'missed' } as const

describe('which calls are told', () => {
  it('an incoming call, once, until it stops ringing', () => {
    expect(told(ringing, ringing, { state: 'active' }, { state: 'ended', result: 'answered' })).toEqual([
      'incoming',
      undefined,
      'withdraw',
      undefined,
    ])
  })

  it('a miss, once', () => {
    expect(told(ringing, missed, missed)).toEqual(['incoming', 'missed', undefined])
  })

  it.each([
    [{ state: 'ended', result: 'answered-elsewhere' }],
    [{ state: 'ended', result: 'rejected' }],
    [{ state: 'unknown' }],
    [{ left: 'phone/1' }],
  ] as const)('no miss for %j', (end) => {
    expect(told(ringing, end)).toEqual(['incoming', 'withdraw'])
  })

  it('nothing again after a reconnect that tells the same facts', () => {
    expect(told(ringing, { state: 'unknown' }, ringing, missed)).toEqual(['incoming', 'withdraw', undefined, undefined])
  })

  it('nothing of a call that was over, or answered, before it was seen', () => {
    expect(told(missed, ringing)).toEqual([undefined, undefined])
    expect(told({ state: 'active' }, missed)).toEqual([undefined, undefined])
  })

  it('nothing of our own calls', () => {
    expect(told({ direction: 'out' }, { direction: 'internal' }, { left: 'phone/1' })).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  it('two calls at once, each by itself', () => {
    expect(told({ id: 'a' }, { id: 'b' }, { id: 'a', state: 'active' }, { id: 'b', ...missed })).toEqual([
      'incoming',
      'incoming',
      'withdraw',
      'missed',
    ])
  })
})
