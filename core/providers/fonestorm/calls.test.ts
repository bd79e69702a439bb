import { describe, expect, it } from 'vitest'
import { emptyBoard, hear, mostCalls, placedCall } from './calls.ts'
import type { CallBoard, CallNews } from './calls.ts'
import { inProgressLimitMs, settingUpLimitMs } from './tracked-call.ts'
import type { CallNotice } from './tracked-call.ts'

const start = Date.UTC(2026, 10, 21, 9)
const hearing = hear(emptyBoard, { kind: 'hears', yes: true }, start)

function after(board: CallBoard, ...news: readonly (CallNews | number)[]): CallBoard {
  let now = start
  let next = board
  for (const one of news) {
    if (typeof one === 'number') now += one
    else next = hear(next, one, now)
  }
  return hear(next, { kind: 'time' }, now)
}

function begin(uid: string, more: Partial<CallNotice> = {}): CallNews {
  return {
    kind: 'notice',
    notice: { uid, direction: 'out', status: 'begin', number: '3215551801', word: 'BEGIN', ...more },
  }
}

function end(uid: string, more: Partial<CallNotice> = {}): CallNews {
  return begin(uid, { status: 'end', word: 'ANSWERED', result: 'answered', billableSeconds: 10, ...more })
}

const placing: CallNews = { kind: 'placing', ticket: 't', number: '3215551801' }
const placed: CallNews = { kind: 'placed', ticket: 't', id: 'id' }
const inbound = { direction: 'in' } as const

function words(board: CallBoard): string[] {
  return board.calls.map(({ key, state, result }) => [key, state, result].filter(Boolean).join(' '))
}

describe('a call of ours', () => {
  it('has the id that the service gave', () => {
    expect(words(after(hearing, placing, placed))).toEqual(['id dialing'])
  })

  it('is the one that a callback of that id tells of', () => {
    expect(words(after(hearing, placing, placed, begin('id'), 20_000, end('id')))).toEqual(['id ended answered'])
  })

  it('is the one that goes to the same number within a minute, in whatever form', () => {
    const board = after(
      hearing,
      placing,
      placed,
      59_000,
      begin('uid', { number: '+1 321 555 1801' }),
      1_000,
      end('uid'),
    )
    expect(words(board)).toEqual(['id ended answered'])
  })

  it('is not one to another number, nor one a minute later, nor one that came in', () => {
    const others = [begin('a', { number: '3215550000' }), begin('b', inbound), 60_001, begin('c')]
    expect(words(after(hearing, placing, placed, ...others))).toEqual([
      'id unknown',
      'a active',
      'b active',
      'c dialing',
    ])
  })

  it('may be told of before the answer to the request', () => {
    const early = after(hearing, placing, begin('uid'))
    expect(words(early)).toEqual(['uid dialing'])
    const answered = after(early, placed)
    expect(words(answered)).toEqual(['uid dialing'])
    expect(placedCall(answered, 't')?.key).toBe('uid')
  })

  it('may be over before the answer to the request', () => {
    const board = after(hearing, placing, end('id', { word: 'BUSY', result: 'busy', billableSeconds: 0 }), placed)
    expect(words(board)).toEqual(['id ended busy'])
    expect(placedCall(board, 't')?.key).toBe('id')
  })

  it('is told apart from another to the same number, once ids are seen to be uids', () => {
    const seen = after(hearing, placing, placed, begin('id'), end('id'))
    const board = after(seen, { kind: 'placing', ticket: 'u', number: '3215551801' }, begin('other'), {
      kind: 'placed',
      ticket: 'u',
      id: 'mine',
    })
    expect(words(board)).toEqual(['id ended answered', 'other dialing', 'mine dialing'])
    expect(placedCall(board, 'u')?.key).toBe('mine')
  })

  it('is not a call of another device to the same number, once ids are seen to be uids', () => {
    const seen = after(hearing, placing, placed, begin('id'), end('id'))
    const mine: CallNews[] = [
      { kind: 'placing', ticket: 'u', number: '3215551801' },
      { kind: 'placed', ticket: 'u', id: 'mine' },
    ]
    const board = after(seen, ...mine, end('other'), begin('mine'))
    expect(words(board)).toEqual(['id ended answered', 'mine dialing', 'other ended answered'])
  })

  it('keeps two to one number apart, the older one first', () => {
    const second: CallNews[] = [
      { kind: 'placing', ticket: 'u', number: '3215551801' },
      { kind: 'placed', ticket: 'u', id: 'id2' },
    ]
    const board = after(hearing, placing, placed, ...second, begin('x'), begin('y'), end('y'))
    expect(words(board)).toEqual(['id dialing', 'id2 ended answered'])
  })

  it('that was refused leaves nothing; what was taken for it is somebody else’s', () => {
    const refused: CallNews = { kind: 'place-refused', ticket: 't' }
    expect(words(after(hearing, placing, refused))).toEqual([])
    const board = after(hearing, placing, begin('uid'), refused)
    expect(words(board)).toEqual(['uid dialing'])
    expect(placedCall(board, 't')).toBeUndefined()
  })

  it('of which nobody knows whether it was placed comes back with a callback', () => {
    const unclear = after(hearing, placing, { kind: 'place-unclear', ticket: 't' })
    expect(words(unclear)).toEqual(['t unknown'])
    expect(words(after(unclear, 5_000, begin('uid')))).toEqual(['t dialing'])
    expect(words(after(unclear, end('uid')))).toEqual(['t ended answered'])
  })

  it('says that nobody will tell its end, where nobody will', () => {
    const board = after(emptyBoard, placing, placed)
    expect(board.calls[0]).toMatchObject({ endUnseen: true })
    expect(after(board, begin('id')).calls[0]).toMatchObject({ endUnseen: false })
  })
})

describe('callbacks', () => {
  it('twice change nothing', () => {
    const once = after(hearing, begin('a', inbound), 5_000, end('a', inbound))
    const twice = hear(hear(once, begin('a', inbound), start + 9_000), end('a', inbound), start + 9_000)
    expect(twice.calls).toEqual(once.calls)
  })

  it('in the wrong order end as they should', () => {
    const board = after(hearing, end('a', inbound), 1_000, begin('a', inbound))
    expect(words(board)).toEqual(['a ended answered'])
    expect(board.calls[0]).toMatchObject({ startedAt: start - 10_000, answeredAt: start - 10_000, talkSeconds: 10 })
  })

  it('tell when it was answered only by the billed seconds, and never before it began', () => {
    const [call] = after(hearing, begin('a'), 15_000, end('a')).calls
    expect(call).toMatchObject({ startedAt: start, answeredAt: start + 5_000, endedAt: start + 15_000 })
    const [rounded] = after(hearing, begin('a'), 400, end('a', { billableSeconds: 1 })).calls
    expect(rounded).toMatchObject({ startedAt: start, answeredAt: start, talkSeconds: 1 })
  })

  it('of a call that nobody answered give no time of an answer', () => {
    const missed = { ...inbound, word: 'NO_ANSWER', result: 'missed', billableSeconds: 0 } as const
    const [call] = after(hearing, begin('a', inbound), 30_000, end('a', missed)).calls
    expect(call).toMatchObject({ state: 'ended', result: 'missed', word: 'NO_ANSWER' })
    expect(call?.answeredAt).toBeUndefined()
    expect(call?.talkSeconds).toBeUndefined()
  })
})

describe('nothing lasts for ever', () => {
  it('what rings and dials is in progress after a minute', () => {
    const board = after(hearing, begin('a', inbound), begin('b'), settingUpLimitMs)
    expect(words(board)).toEqual(['a active', 'b active'])
    expect(words(after(hearing, begin('a', inbound), settingUpLimitMs - 1))).toEqual(['a ringing'])
  })

  it('what is in progress is lost after four hours, and may still end', () => {
    const lost = after(after(hearing, begin('a'), settingUpLimitMs), settingUpLimitMs + inProgressLimitMs)
    expect(words(lost)).toEqual(['a unknown'])
    expect(words(after(lost, end('a')))).toEqual(['a ended answered'])
  })

  it('what went on while the machine slept is lost', () => {
    expect(words(after(hearing, begin('a'), end('b'), { kind: 'sight-lost' }))).toEqual([
      'a unknown',
      'b ended answered',
    ])
  })

  it('a flood of calls is forgotten, oldest first, no live one without a word', () => {
    const flood = [begin('live'), ...Array.from({ length: mostCalls }, (_, index) => end(`n${index}`))]
    const board = flood.reduce((known, news) => hear(known, news, start), hearing)
    expect(words(board)[0]).toBe('live unknown')
    expect(hear(board, end('more'), start).calls).toHaveLength(mostCalls)
    expect(words(hear(board, end('more'), start))).not.toContain('live unknown')
  })
})
