import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { callbackFields } from '../../net/callback-fields.ts'
import { eventSeconds, eventTimeOf, timeOf, wireTime } from './dates.ts'
import historyRow from './fixtures/history-row.json' with { type: 'json' }
import { factOfRow, readEvent, resultOfStatus } from './map.ts'
import { HistoryRow } from './wire.ts'

const dialIn = readFileSync(new URL('fixtures/webhook-dial-in.txt', import.meta.url), 'utf8')

function rowWith(changes: object) {
  return factOfRow(HistoryRow.parse({ ...historyRow, ...changes }), '54')
}

describe('times', () => {
  it.each([
    ['2026-11-21 08:59:21', Date.UTC(2026, 10, 21, 8, 59, 21)],
    ['2026-11-21 08:59:21.76', Date.UTC(2026, 10, 21, 8, 59, 21, 760)],
    ['2026-11-21T08:59:21.123456Z', Date.UTC(2026, 10, 21, 8, 59, 21, 123)],
    ['yesterday', undefined],
    ['2026-13-45 00:00:00', undefined],
    [null, undefined],
  ])('of the history: %s', (text, time) => {
    expect(timeOf(text)).toBe(time)
  })

  it('go out in UTC', () => expect(wireTime(Date.UTC(2026, 0, 2, 3, 4, 5, 678))).toBe('2026-01-02 03:04:05'))

  it.each([
    ['1795251600123456', 1_795_251_600_123],
    ['1795251600123', 1_795_251_600_123],
    ['1795251600', 1_795_251_600_000],
    ['soon', undefined],
  ])('of events are microseconds: %s', (text, time) => {
    expect(eventTimeOf(text)).toBe(time)
  })

  it('between events are microseconds too', () => expect(eventSeconds('37400000')).toBe(37))
})

describe('a row of the history', () => {
  it('becomes a whole fact', () => {
    expect(rowWith({})).toEqual({
      type: 'call',
      key: '1d570f86d40a55ea93858f9a42f8de9c',
      direction: 'in',
      state: 'ended',
      number: '79161234567',
      name: 'Дмитрий Орлов',
      startedAt: Date.UTC(2026, 10, 21, 8, 59, 21, 760),
      answeredAt: Date.UTC(2026, 10, 21, 8, 59, 27),
      endedAt: Date.UTC(2026, 10, 21, 8, 59, 58),
      result: 'answered',
      durationSeconds: 37,
      talkSeconds: 31,
      recording: { id: '54-1D570F86D40A55EA93858F9A42F8DE9C' },
      providerStatus: 'bridged',
    })
  })

  it.each([
    ['in', 'not answered', 'missed'],
    ['out', 'not answered', 'cancelled'],
    ['out', 'busy', 'busy'],
    ['in', 'rejected', 'rejected'],
    ['out', 'failed', 'failed'],
    ['transfer', 'bridged', 'answered'],
    ['out', 'levitated', undefined],
  ])('%s, %s is %s', (flow, result, ours) => {
    const fact = rowWith({ flow, result, bridged: result === 'bridged', bridged_duration: null, cdr: [] })
    expect(fact).toMatchObject({ providerStatus: result, direction: flow === 'in' ? 'in' : 'out' })
    expect(fact?.result).toBe(ours)
  })

  it.each([
    [{ extension_id: 54, result: 'answered elsewhere' }],
    [{ extension_id: '54', result: 'failed', hangup_cause: 'LOSE_RACE' }],
  ])('was answered elsewhere by its own part: %j', (lost) => {
    const cdr = [lost, { extension_id: 55, result: 'answered' }]
    const fact = rowWith({ cdr })
    expect(fact).toMatchObject({ result: 'answered-elsewhere', durationSeconds: 37 })
    expect(fact).not.toHaveProperty('talkSeconds')
    expect(fact).not.toHaveProperty('answeredAt')
  })

  it('was answered by a menu only', () => {
    const fact = rowWith({ result: 'answered', bridged: false, cdr: [{ extension_type: 'ivr', result: 'answered' }] })
    expect(fact?.result).toBe('voice-menu')
  })

  it('without a time is none, and nothing else is needed', () => {
    expect(rowWith({ init_time_gmt: null, start_time_gmt: 'x' })).toBeUndefined()
    const bare = HistoryRow.parse({ call_uuid: 'A', init_time_gmt: '2026-11-21 08:59:21', cdr: 'x', duration: {} })
    expect(factOfRow(bare, undefined)).toMatchObject({ key: 'a', number: '', state: 'ended' })
  })
})

describe('a webhook', () => {
  const read = (body: string) => readEvent(callbackFields({ query: '', headers: {}, body }))

  it('of a call that comes in', () => {
    expect(read(dialIn.trim())).toMatchObject({
      type: 'dial-in',
      callId: '1d570f86d40a55ea93858f9a42f8de9c',
      subCallId: 'a1',
      apiId: 'f00d',
      direction: 'in',
      extensionId: '54',
      extensionName: '10150*101',
      number: '79161234567',
      name: 'Дмитрий Орлов',
      at: 1_795_251_600_123,
      status: 'CALLING',
    })
  })

  it('in a query says the same', () => {
    const inQuery = readEvent(callbackFields({ query: dialIn.trim(), headers: {}, body: '' }))
    expect(inQuery).toEqual(read(dialIn.trim()))
  })

  it.each(['', 'EventType=voicemail&CallID=1', 'EventType=dial-in', 'EventType=levitate&CallID=1', '{', '<html>'])(
    'that is about no call is nothing: %s',
    (body) => expect(read(body)).toBeUndefined(),
  )

  it.each([
    ['BUSY', 'out', 'busy'],
    ['NOANSWER', 'in', 'missed'],
    ['CANCEL', 'out', 'cancelled'],
    ['CONGESTION', 'out', 'failed'],
    ['CHANUNAVAIL', 'out', 'failed'],
    ['LEVITATED', 'out', undefined],
  ] as const)('status %s, %s', (status, direction, result) => {
    expect(resultOfStatus(status, direction)).toBe(result)
  })
})
