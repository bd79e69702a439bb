import { beforeEach, describe, expect, it } from 'vitest'
import { emptyBoard, hear, nextDeadline } from './calls.ts'
import type { CallBoard, CallNews, StatusWord } from './calls.ts'
import type { LineWord } from './tracked-call.ts'

const minute = 60_000
let board: CallBoard
let now: number
let fresh: number

beforeEach(() => {
  board = emptyBoard
  now = 1_000_000
  fresh = 0
})

function say(news: CallNews) {
  board = hear(board, news, now)
}

function later(ms: number) {
  now += ms
  say({ kind: 'time' })
}

function line(word: LineWord, number = '09012345678') {
  fresh += 1
  say({ kind: 'line', word, number, freshKey: `new-${fresh}` })
}

function status(word: StatusWord, number = '09012345678') {
  fresh += 1
  say({ kind: 'status', word, number, freshKey: `new-${fresh}` })
}

const place = (number = '09012345678', key = 'ours') => say({ kind: 'placed', key, number })
const hearsCallStates = () => say({ kind: 'hears-call-states', yes: true })
const shape = () =>
  board.calls.map(({ direction, state, result }) => [direction, state, result].filter(Boolean).join(' '))
const only = () => {
  expect(board.calls).toHaveLength(1)
  return board.calls[0]!
}

describe('a phone that tells onconnect only', () => {
  it('follows our call from dialing to its end', () => {
    place()
    expect(shape()).toEqual(['out dialing'])
    status('started')
    expect(only()).toMatchObject({ key: 'ours', state: 'active', answeredAt: now, endUnseen: true })
    later(90_000)
    status('finished')
    expect(only()).toMatchObject({ state: 'ended', result: 'answered', endedAt: now, endUnseen: false })
  })

  it('is believed to tell ends once it has told one', () => {
    place()
    status('finished')
    place('0312345678', 'second')
    status('started', '0312345678')
    expect(board.calls[1]).toMatchObject({ state: 'active', endUnseen: false })
  })

  it('lets a call whose end never comes go after four hours, and not before', () => {
    status('started')
    later(4 * 60 * minute - 1)
    expect(shape()).toEqual(['out active'])
    later(1)
    expect(shape()).toEqual(['out unknown'])
  })

  it('tells a failed call from one that was given up', () => {
    place()
    status('failed')
    place('0312345678', 'second')
    status('finished', '0312345678')
    expect(shape()).toEqual(['out ended failed', 'out ended cancelled'])
  })

  it('believes "failed" after "started"', () => {
    place()
    status('started')
    status('failed')
    expect(shape()).toEqual(['out ended failed'])
  })

  it('takes an end that overtook its start for the end', () => {
    place()
    status('finished')
    status('started')
    expect(shape()).toEqual(['out ended cancelled'])
  })

  it('has a new call when the same number is dialled again', () => {
    place()
    status('failed')
    place('09012345678', 'again')
    status('started')
    expect(shape()).toEqual(['out ended failed', 'out active'])
  })

  it('dials for no longer than three minutes', () => {
    place()
    expect(nextDeadline(board)).toBe(now + 3 * minute)
    later(3 * minute)
    expect(shape()).toEqual(['out unknown'])
    expect(nextDeadline(board)).toBeUndefined()
  })
})

describe('a phone that tells call states', () => {
  beforeEach(hearsCallStates)

  it('follows an incoming call that is answered', () => {
    line('ringing')
    const { key } = only()
    later(4_000)
    line('active')
    line('on-hold')
    expect(only()).toMatchObject({ key, direction: 'in', state: 'held', answeredAt: now })
    line('active')
    later(10_000)
    line('standby')
    expect(only()).toMatchObject({ key, state: 'ended', result: 'answered', endedAt: now })
  })

  it('says missed, or rejected where we did', () => {
    line('ringing')
    line('standby')
    line('ringing', '0312345678')
    say({ kind: 'asked', key: board.calls[1]!.key, command: 'reject' })
    line('standby', '0312345678')
    expect(shape()).toEqual(['in ended missed', 'in ended rejected'])
  })

  it('says when an outgoing call was answered, not when it began', () => {
    place()
    status('started')
    line('dialing')
    later(8_000)
    expect(only()).toMatchObject({ state: 'dialing' })
    line('active')
    expect(only()).toMatchObject({ state: 'active', answeredAt: now, endUnseen: false })
  })

  it('says cancelled of a call that nobody answered', () => {
    place()
    status('started')
    line('dialing')
    later(20_000)
    status('finished')
    line('standby')
    expect(shape()).toEqual(['out ended cancelled'])
  })

  it('does not wait for ever for a call state that this phone does not tell of outgoing calls', () => {
    place()
    status('started')
    later(5_000)
    expect(only()).toMatchObject({ state: 'active' })
    expect(only().answeredAt).toBeUndefined()
  })

  it('keeps two calls apart', () => {
    line('ringing')
    line('active')
    line('ringing', '0312345678')
    expect(shape()).toEqual(['in active', 'in ringing'])
    line('standby', '0312345678')
    expect(shape()).toEqual(['in active', 'in ended missed'])
    line('standby')
    expect(shape()).toEqual(['in ended answered', 'in ended missed'])
  })

  it('rings again when somebody calls again at once', () => {
    line('ringing')
    line('standby')
    line('ringing')
    expect(shape()).toEqual(['in ended missed', 'in ringing'])
  })

  it('rings for no longer than three minutes without news', () => {
    line('ringing')
    later(2 * minute)
    line('ringing')
    later(3 * minute - 1)
    expect(shape()).toEqual(['in ringing'])
    later(1)
    expect(shape()).toEqual(['in unknown'])
  })

  it('ends what we rejected even if the phone says no more', () => {
    line('ringing')
    say({ kind: 'asked', key: only().key, command: 'reject' })
    later(5_000)
    expect(shape()).toEqual(['in ended rejected'])
  })

  it('counts a call as rejected whose end is told before the phone has answered our request', () => {
    line('ringing')
    say({ kind: 'asking', key: only().key, command: 'reject' })
    line('standby')
    say({ kind: 'asked', key: only().key, command: 'reject' })
    expect(shape()).toEqual(['in ended rejected'])
  })

  it('ends nothing while the phone has not agreed, and forgets a request that it refused', () => {
    line('ringing')
    say({ kind: 'asking', key: only().key, command: 'reject' })
    later(60_000)
    expect(shape()).toEqual(['in ringing'])
    say({ kind: 'not-asked', key: only().key })
    line('standby')
    expect(shape()).toEqual(['in ended missed'])
  })

  it('has a call of which it never saw the beginning', () => {
    line('active')
    expect(only()).toMatchObject({ direction: 'in', state: 'active' })
  })
})

describe('events twice, late or out of order', () => {
  beforeEach(hearsCallStates)

  it('change nothing the second time', () => {
    line('ringing')
    line('ringing')
    line('active')
    const { answeredAt } = only()
    later(3_000)
    line('active')
    line('ringing')
    expect(only()).toMatchObject({ state: 'active', answeredAt })
    line('standby')
    line('standby')
    line('active')
    expect(shape()).toEqual(['in ended answered'])
  })

  it('of calls that we do not know change nothing', () => {
    line('standby')
    status('failed')
    status('finished')
    expect(board.calls).toEqual([])
  })
})

describe('numbers', () => {
  beforeEach(hearsCallStates)

  it('are the same in other forms', () => {
    place('09012345678')
    line('dialing', '+819012345678')
    line('active', '819012345678')
    expect(only()).toMatchObject({ key: 'ours', state: 'active' })
  })

  it('that are withheld mean the only call', () => {
    line('ringing', '')
    line('active', '')
    expect(only()).toMatchObject({ state: 'active', number: '' })
    line('standby', '')
    expect(shape()).toEqual(['in ended answered'])
  })

  it('may come with the second word only', () => {
    line('ringing', '')
    line('ringing', '0312345678')
    expect(only()).toMatchObject({ state: 'ringing', number: '0312345678' })
  })

  it('that are withheld are another call beside one that is known', () => {
    line('ringing')
    line('active')
    line('ringing', '')
    expect(shape()).toEqual(['in active', 'in ringing'])
    line('active', '')
    expect(shape()).toEqual(['in active', 'in active'])
  })

  it('missing from "standby" mean that the phone is idle', () => {
    line('ringing')
    line('active')
    line('ringing', '0312345678')
    line('standby', '')
    expect(shape()).toEqual(['in ended answered', 'in ended missed'])
  })

  it('that are short are the same only when they are equal', () => {
    place('117')
    line('dialing', '0117')
    expect(shape()).toEqual(['out dialing', 'out dialing'])
  })
})

describe('losing sight', () => {
  const lose = (willLook: boolean) => say({ kind: 'sight-lost', willLook })
  const look = (word: LineWord, number = '') => say({ kind: 'sight-back', line: { word, number, freshKey: 'seen' } })

  it('gives calls up at once where nobody can look again', () => {
    place()
    status('started')
    lose(false)
    expect(shape()).toEqual(['out unknown'])
    status('finished')
    expect(only()).toMatchObject({ key: 'ours', state: 'ended', result: 'answered' })
  })

  it('ends them when a look shows an idle line', () => {
    hearsCallStates()
    line('ringing')
    line('active')
    lose(true)
    expect(shape()).toEqual(['in active'])
    later(2_000)
    look('standby')
    expect(only()).toMatchObject({ state: 'ended', result: 'answered', endedAt: now })
  })

  it('keeps the call that a look shows, under its key, and gives up the others', () => {
    hearsCallStates()
    line('ringing')
    line('active')
    line('ringing', '0312345678')
    const [first] = board.calls
    lose(true)
    look('active', '+819012345678')
    expect(board.calls[0]).toMatchObject({ key: first!.key, state: 'active' })
    expect(shape()).toEqual(['in active', 'in unknown'])
    later(40_000)
    expect(shape()[0]).toBe('in active')
  })

  it('gives them up when sight does not come back', () => {
    hearsCallStates()
    line('ringing')
    lose(true)
    later(30_000)
    expect(shape()).toEqual(['in unknown'])
  })

  it('does not touch a call that was placed meanwhile', () => {
    hearsCallStates()
    lose(true)
    place()
    look('standby')
    expect(shape()).toEqual(['out dialing'])
  })

  it('shows a call that began meanwhile', () => {
    hearsCallStates()
    lose(true)
    look('ringing', '0312345678')
    expect(only()).toMatchObject({ direction: 'in', state: 'ringing', key: 'seen' })
  })

  it('does not take a new call much later for the one that was lost', () => {
    hearsCallStates()
    line('ringing')
    lose(false)
    later(2 * minute)
    line('ringing')
    expect(shape()).toEqual(['in unknown', 'in ringing'])
  })
})

describe('our own dialling', () => {
  it('fails when it is refused', () => {
    place()
    say({ kind: 'place-refused', key: 'ours' })
    expect(shape()).toEqual(['out ended failed'])
  })

  it('has failed too when sight was lost before it was refused', () => {
    place()
    say({ kind: 'sight-lost', willLook: false })
    say({ kind: 'place-refused', key: 'ours' })
    expect(shape()).toEqual(['out ended failed'])
  })

  it('is unknown when nobody can say, and comes back when the phone tells of it', () => {
    place()
    say({ kind: 'place-unclear', key: 'ours' })
    expect(shape()).toEqual(['out unknown'])
    status('started')
    expect(only()).toMatchObject({ key: 'ours', state: 'active' })
  })

  it('is believed to the phone rather than to a reply that was lost', () => {
    place()
    status('started')
    say({ kind: 'place-unclear', key: 'ours' })
    expect(shape()).toEqual(['out active'])
  })
})

it('remembers no more than ten minutes of calls that are over', () => {
  place()
  status('failed')
  later(10 * minute)
  expect(board.calls).toEqual([])
})
