import { beforeEach, describe, expect, it } from 'vitest'
import { createManualClock, type ManualClock } from '../clock.ts'
import { type CallEvent, type CallState, nextState } from './call.ts'
import { Exchange, type Fact, WrongCallState } from './exchange.ts'

const line = { id: 'desk', number: '+819087654321', owner: 'Yoko' }
let clock: ManualClock
let exchange: Exchange
let facts: Fact[]

beforeEach(() => {
  clock = createManualClock()
  exchange = new Exchange(clock)
  exchange.addLine(line)
  facts = []
  exchange.onFact((fact) => facts.push(fact))
})

function story(): string[] {
  return facts.map(({ kind, call }) => (call.result ? `${kind} ${call.result}` : kind))
}

describe('calls that we place', () => {
  it('are answered after a while and stay until somebody hangs up', () => {
    const { id } = exchange.place('desk', '09012345678')
    clock.advance(1499)
    expect(story()).toEqual(['started'])
    clock.advance(1)
    expect(story()).toEqual(['started', 'answered'])
    clock.advance(3_600_000)
    expect(exchange.liveCalls('desk')).toHaveLength(1)
    exchange.hangUp(id, 'far')
    expect(exchange.calls('desk')).toMatchObject([
      {
        name: '佐藤 健',
        number: '09012345678',
        state: 'ended',
        result: 'answered',
        endedBy: 'far',
        answeredAt: facts[0]!.call.startedAt + 1500,
        endedAt: clock.now(),
      },
    ])
  })

  it.each([
    ['0312345000', ['started', 'ended busy'], 300],
    ['0312345001', ['started', 'ended no-answer'], 60_000],
    ['0312345002', ['started', 'ended failed'], 300],
  ])('to %s end by themselves: %j', (number, expected, afterMs) => {
    exchange.place('desk', number)
    clock.advance(afterMs - 1)
    expect(story()).toEqual(['started'])
    clock.advance(1)
    expect(story()).toEqual(expected)
  })

  it('wait for somebody when nothing is to happen by itself', () => {
    Object.assign(exchange.behaviour('desk'), { autoAnswerMs: null, giveUpMs: null })
    const { id } = exchange.place('desk', '117')
    clock.advance(86_400_000)
    expect(exchange.liveCalls('desk')).toMatchObject([{ state: 'dialing' }])
    exchange.hangUp(id, 'near')
    expect(story()).toEqual(['started', 'ended cancelled'])
  })

  it('are hung up by the far end when told so, on hold too', () => {
    exchange.behaviour('desk').autoHangUpMs = 10_000
    const { id } = exchange.place('desk', '117')
    clock.advance(1500)
    exchange.hold(id)
    clock.advance(10_000)
    expect(story()).toEqual(['started', 'answered', 'held', 'ended answered'])
    clock.advance(86_400_000)
    expect(facts).toHaveLength(4)
  })

  it('may ring our own phone first', () => {
    const { id } = exchange.place('desk', '117', { ownPhoneFirst: true })
    clock.advance(5000)
    expect(exchange.liveCalls('desk')).toMatchObject([{ state: 'ringing', direction: 'out' }])
    exchange.dial(id)
    clock.advance(1500)
    expect(story()).toEqual(['started', 'dialed', 'answered'])
  })
})

describe('calls that come in', () => {
  it('come from the cast, from any number or from a withheld one, but not from nobody', () => {
    expect(exchange.ring('desk', 'анна')).toMatchObject({ name: 'Анна Соколова', number: '+74951234567' })
    expect(exchange.ring('desk', '0901234567')).toMatchObject({ name: 'Trần Văn Minh', number: '0901234567' })
    expect(exchange.ring('desk', '')).toMatchObject({ number: '' })
    expect(() => exchange.ring('desk', 'Zaphod')).toThrow('Nobody of the cast is called "Zaphod".')
  })

  it('are missed when the caller gives up, rejected when we end them', () => {
    exchange.ring('desk', '田中')
    clock.advance(60_000)
    exchange.hangUp(exchange.ring('desk', '+15550100').id, 'near')
    expect(exchange.calls('desk')).toMatchObject([
      { name: '田中 陽子', number: '+81312345678', direction: 'in', result: 'missed', endedBy: 'far' },
      { number: '+15550100', result: 'rejected', endedBy: 'near' },
    ])
    expect(exchange.calls('desk')[1]).not.toHaveProperty('name')
  })
})

it('refuses what a call cannot do', () => {
  const { id } = exchange.ring('desk', '117')
  expect(() => exchange.hold(id)).toThrow(WrongCallState)
  exchange.hangUp(id, 'far')
  expect(() => exchange.answer(id)).toThrow(/is ended/)
  expect(() => exchange.answer('call-99')).toThrow('There is no call "call-99".')
  expect(() => exchange.ring('nowhere', '117')).toThrow('There is no line "nowhere".')
})

it('forgets a line’s calls and their appointments', () => {
  exchange.place('desk', '117')
  exchange.clear('desk')
  clock.advance(86_400_000)
  expect(exchange.calls('desk')).toEqual([])
  expect(story()).toEqual(['started'])
})

it('has exactly the transitions that are drawn', () => {
  const drawn: Record<CallState, string> = {
    ringing: 'dial>dialing answer>active end>ended',
    dialing: 'answer>active end>ended',
    active: 'hold>held end>ended',
    held: 'resume>active end>ended',
    ended: '',
  }
  const events: CallEvent[] = ['dial', 'answer', 'hold', 'resume', 'end']
  for (const [state, expected] of Object.entries(drawn)) {
    const possible = events.flatMap((event) => {
      const next = nextState(state as CallState, event)
      return next ? [`${event}>${next}`] : []
    })
    expect(possible.join(' ')).toBe(expected)
  }
})
