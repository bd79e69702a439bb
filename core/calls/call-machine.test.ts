import { describe, expect, it } from 'vitest'
import type { CallState } from '../../contract/model/call.ts'
import type { CallFact } from '../provider.ts'
import { actionsOf, advance, callIdOf, splitCallId } from './call-machine.ts'

const owner = { account: 'desk', provider: 'device-connect' } as const
const noon = Date.UTC(2026, 10, 22, 12)

function fact(state: CallState, more: Partial<CallFact> = {}): CallFact {
  return { type: 'call', key: 'k1', direction: 'out', number: '0312345678', startedAt: noon, state, ...more }
}

function story(...facts: CallFact[]) {
  let advanced = advance(undefined, facts[0] as CallFact, owner)
  for (const next of facts.slice(1)) advanced = advance(advanced.call, next, owner)
  return advanced
}

describe('a call as facts arrive', () => {
  it('goes from dialing to active to ended, with the seconds in between', () => {
    const { call, step } = story(
      fact('dialing'),
      fact('active', { answeredAt: noon + 4_000 }),
      fact('ended', { endedAt: noon + 34_000 }),
    )
    expect(step).toBe('forward')
    expect(call).toEqual({
      id: 'desk:k1',
      account: 'desk',
      provider: 'device-connect',
      direction: 'out',
      state: 'ended',
      number: '0312345678',
      startedAt: '2026-11-22T12:00:00.000Z',
      answeredAt: '2026-11-22T12:00:04.000Z',
      endedAt: '2026-11-22T12:00:34.000Z',
      result: 'answered',
      durationSeconds: 34,
      talkSeconds: 30,
    })
  })

  it('changes nothing when a fact comes twice', () => {
    const once = story(fact('ringing', { direction: 'in' })).call
    const again = advance(once, fact('ringing', { direction: 'in' }), owner)
    expect(again).toEqual({ call: once, step: 'same' })
  })

  it('keeps the further state when an earlier fact comes late, but takes what it adds', () => {
    const active = story(fact('active', { answeredAt: noon + 4_000 })).call
    const late = advance(active, fact('ringing', { startedAt: noon - 9_000, name: '田中' }), owner)
    expect(late.step).toBe('late')
    expect(late.call).toMatchObject({ state: 'active', startedAt: '2026-11-22T11:59:51.000Z', name: '田中' })
  })

  it('never brings an ended call back to life', () => {
    for (const state of ['ringing', 'dialing', 'active', 'held', 'unknown'] as const) {
      expect(story(fact('ended', { result: 'busy' }), fact(state)).call).toMatchObject({
        state: 'ended',
        result: 'busy',
      })
    }
  })

  it('goes from unknown wherever the service says it is', () => {
    expect(story(fact('active'), fact('unknown'), fact('held')).call.state).toBe('held')
    expect(story(fact('active'), fact('unknown'), fact('ended')).call.state).toBe('ended')
  })

  it('calls an unanswered incoming call missed and an unanswered outgoing one cancelled, unless the service knows better', () => {
    expect(story(fact('ended', { direction: 'in' })).call.result).toBe('missed')
    expect(story(fact('ended')).call.result).toBe('cancelled')
    expect(story(fact('ended', { direction: 'in', result: 'answered-elsewhere' })).call.result).toBe(
      'answered-elsewhere',
    )
  })

  it('keeps a number that a later fact withholds', () => {
    expect(story(fact('ringing'), fact('ended', { number: '' })).call.number).toBe('0312345678')
  })

  it('no longer says that the end is unseen once it was seen', () => {
    expect(story(fact('active', { endUnseen: true }), fact('ended')).call.endUnseen).toBeUndefined()
  })
})

describe('what can be done with a call', () => {
  const all = ['answer', 'reject', 'hang-up'] as const
  const of = (state: CallState, direction: 'in' | 'out', endUnseen?: true) =>
    actionsOf(story(fact(state, { direction, ...(endUnseen && { endUnseen }) })).call, all)

  it('follows its state and direction', () => {
    expect(of('ringing', 'in')).toEqual(['answer', 'reject'])
    expect(of('dialing', 'out')).toEqual(['hang-up'])
    expect(of('active', 'in')).toEqual(['hang-up'])
    expect(of('ended', 'in')).toEqual(['dismiss'])
    expect(of('unknown', 'in')).toEqual(['dismiss'])
    expect(of('active', 'out', true)).toEqual(['hang-up', 'dismiss'])
  })

  it('is only what the service offers', () => {
    expect(actionsOf(story(fact('ringing', { direction: 'in' })).call, [])).toEqual([])
  })
})

describe('call ids', () => {
  it('name a call across accounts, and come apart again', () => {
    expect(splitCallId(callIdOf('desk', 'a:b'))).toEqual({ account: 'desk', key: 'a:b' })
  })

  it.each(['', 'desk', ':k', 'desk:'])('refuse %j', (id) => {
    expect(splitCallId(id)).toBeUndefined()
  })
})
