import { describe, expect, it } from 'vitest'
import example from './fixtures/history-row.json' with { type: 'json' }
import { callOfRow } from './map.ts'
import { readHistoryPage } from './wire.ts'

/** As it comes over the wire. */
function callOf(changes: object) {
  const page = readHistoryPage(JSON.stringify([{ ...example, ...changes }]))
  return callOfRow(page!.rows[0]!, 'thutranhtkbee').fact
}

describe('a row', () => {
  it.each([
    ['IVR', 'voice-menu'],
    ['SUCCESS', 'answered'],
    ['CANCELLED', 'cancelled'],
    ['BUSY', 'busy'],
    ['ERROR', 'failed'],
    ['UNSUCCESS', 'failed'],
  ])('with %s ended as %s', (status_detail, result) => {
    expect(callOf({ status_detail })).toMatchObject({ result, providerStatus: status_detail })
  })

  it('with a word that nobody knows keeps the word', () => {
    const call = callOf({ status_detail: 'TELEPATHY', billing_seconds: 0 })
    expect(call.providerStatus).toBe('TELEPATHY')
    expect(call.result).toBeUndefined()
  })

  it.each([
    [{ direction: 'to_ab' }, 'in'],
    [{ direction: 'from_ab' }, 'out'],
    [{ class: 'one_one' }, 'internal'],
    [{ direction: 'sideways' }, 'in'],
  ])('%o goes %s', (changes, direction) => {
    expect(callOf(changes).direction).toBe(direction)
  })

  it('within the company has the other one, and the name', () => {
    const caller = { number: 'huy', type: 'user', username: 'quanghuy' }
    expect(callOf({ class: 'one_one', caller })).toMatchObject({ number: 'huy', name: 'quanghuy' })
  })

  it('keeps its key when a recording comes later', () => {
    expect(callOf({ recording: '' }).key).toBe(callOf({}).key)
    expect(callOf({ recording: '' }).recording).toBeUndefined()
    expect(callOf({ recording: null }).recording).toBeUndefined()
  })

  it('reads numbers that come as text, and times in milliseconds', () => {
    const numbers = { duration_seconds: '50', billing_seconds: '43', unix_timestamp: '1519639917' }
    expect(callOf(numbers)).toEqual(callOf({}))
    expect(callOf({ unix_timestamp: 1519639917_000 }).startedAt).toBe(1519639917_000)
  })

  it('withheld has no number', () => {
    expect(callOf({ caller: { number: 'anonymous', type: 'realnumber' } }).number).toBe('')
  })

  it.each([
    { caller: null, callee: null },
    { caller: 'x', callee: 7 },
    { class: 7, direction: null, duration_seconds: 'x' },
  ])('that is broken in parts is a call all the same: %o', (changes) => {
    expect(callOf(changes)).toMatchObject({ state: 'ended', startedAt: 1519639917_000 })
  })
})

describe('a page', () => {
  it.each([
    [[example], undefined],
    [{ data: [example], total: 7 }, 7],
    [{ items: [example] }, undefined],
    [{ docs: [example], totalDocs: '9' }, 9],
    [{ success: true, data: { docs: [example], total: 3 } }, 3],
  ])('is found in %o', (body, total) => {
    expect(readHistoryPage(JSON.stringify(body))).toMatchObject({ length: 1, total })
  })

  it('leaves out what has no time', () => {
    expect(readHistoryPage(JSON.stringify([{}, null, example]))).toMatchObject({ length: 3, rows: [example] })
  })

  it.each(['', '{}', '7', 'null', '<html>'])('%s is none', (body) => {
    expect(readHistoryPage(body)).toBeUndefined()
  })
})
