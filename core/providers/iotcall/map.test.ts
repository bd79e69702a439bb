import { describe, expect, it } from 'vitest'
import { callFact, keyOf } from './map.ts'
import { timeOf, tokyoText, vendorDateOf } from './tokyo-time.ts'
import { CallRow } from './wire.ts'

const row = (patch: Record<string, unknown> = {}) =>
  CallRow.parse({
    to: '+818043391234',
    status: 'completed',
    response_no: null,
    duration: '19',
    start_time: '2022-07-15 04:14:57',
    end_time: '2022-07-15 04:15:16',
    memo: '',
    rule_id: '0008200123',
    code: '0008200149220715041448',
    ...patch,
  })

describe('times of the service', () => {
  it.each([
    ['2022-07-15 04:07:40', '2022-07-14T19:07:40.000Z'],
    ['2022/07/15 04:07', '2022-07-14T19:07:00.000Z'],
    ['2022-07-15', '2022-07-14T15:00:00.000Z'],
    ['2022-07-15T04:07:40Z', '2022-07-15T04:07:40.000Z'],
    ['2022-07-15T04:07:40.123+02:00', '2022-07-15T02:07:40.000Z'],
  ])('%s is %s', (text, iso) => {
    expect(new Date(timeOf(text) ?? 0).toISOString()).toBe(iso)
  })

  it.each(['', 'yesterday', '2022-02-30 00:00:00', '2022-13-01', '2022-07-15 25:00:00', null])('%s is none', (text) => {
    expect(timeOf(text)).toBeUndefined()
  })

  it('are written as the document writes them', () => {
    expect(tokyoText(Date.UTC(2023, 10, 29, 15))).toBe('2023-11-30 00:00:00')
    expect(vendorDateOf('2023-11-30')).toBe('2023-11-30')
    expect(vendorDateOf('2023-11-30T01:02:03Z')).toBe('2023-11-30 10:02:03')
  })
})

describe('a call of a history', () => {
  it('is whole', () => {
    expect(callFact(row())).toEqual({
      type: 'call',
      key: '0008200149220715041448.818043391234.20220715041457',
      direction: 'out',
      state: 'ended',
      number: '+818043391234',
      startedAt: Date.UTC(2022, 6, 14, 19, 14, 57),
      answeredAt: Date.UTC(2022, 6, 14, 19, 14, 57),
      endedAt: Date.UTC(2022, 6, 14, 19, 15, 16),
      result: 'answered',
      durationSeconds: 19,
      talkSeconds: 19,
      providerStatus: 'completed',
    })
  })

  it.each([
    [{ status: 'busy', duration: '0' }, 'busy'],
    [{ status: 'No_Answer', duration: 0 }, 'missed'],
    [{ status: 'completed', duration: '0' }, 'missed'],
    [{ status: 'completed', duration: null }, 'answered'],
    [{ status: 'levitated', duration: '5' }, 'answered'],
    [{ status: 'levitated', duration: '0', response_no: '0' }, 'answered'],
    [{ status: 'levitated', duration: '0' }, 'failed'],
    [{ status: null, duration: 'long' }, 'failed'],
    [{ status: 'constructor', duration: '0' }, 'failed'],
  ])('%j ended %s', (patch, result) => {
    expect(callFact(row(patch))).toMatchObject({ result })
  })

  it('without a start has its end, or the time of its firing', () => {
    expect(callFact(row({ start_time: null }))?.startedAt).toBe(Date.UTC(2022, 6, 14, 19, 14, 57))
    expect(callFact(row({ start_time: '', end_time: null }))?.startedAt).toBe(Date.UTC(2022, 6, 14, 19, 14, 48))
    expect(callFact(row({ start_time: null, end_time: null, code: 'x' }))).toBeUndefined()
  })

  it('has a key of its own for every call of a number', () => {
    expect(keyOf(row())).toBe(keyOf(row({ status: 'busy', memo: 'other', duration: 3 })))
    expect(keyOf(row())).not.toBe(keyOf(row({ start_time: '2022-07-15 04:20:00' })))
    expect(keyOf(row())).not.toBe(keyOf(row({ to: '+818043391235' })))
  })
})
