import { describe, expect, it } from 'vitest'
import { plainAnswer } from '../../testing/scripted-http.ts'
import { readNumberList } from './recipients.ts'
import { CallRow, readFiring, readList, readReply } from './wire.ts'

const reply = (body: unknown, status = 200) =>
  readReply(plainAnswer(status, typeof body === 'string' ? body : JSON.stringify(body)), 7_000)
const failing = (code: string, params: object = {}) =>
  expect.objectContaining({ failure: expect.objectContaining({ code, params: expect.objectContaining(params) }) })

describe('a reply', () => {
  it.each([
    [401, { message: 'no' }, 'auth/rejected', { reason: 'auth-code', vendorMessage: 'no' }],
    [403, {}, 'auth/rejected', { reason: 'forbidden' }],
    [404, '<html>', 'not-found', { what: 'rule' }],
    [422, { message: '架電対象の電話番号がありません。', errors: {} }, 'provider/refused', { status: 422 }],
    [429, '', 'rate/limited', { status: 429 }],
    [500, '', 'provider/unavailable', { status: 500 }],
    [302, '', 'provider/protocol', { reason: 'redirect' }],
    [200, { status: 'error', message: '発動できません。' }, 'provider/refused', { vendorMessage: '発動できません。' }],
    [200, { status: 'error', message: '認証に失敗しました。' }, 'auth/rejected', { reason: 'auth-code' }],
    [200, { status: 404 }, 'not-found', {}],
    [200, '', 'provider/protocol', { reason: 'not-json' }],
    [200, '{"status":"ok"', 'provider/protocol', { reason: 'not-json' }],
    [200, '{"status":"ok"} {"call_logs"', 'provider/protocol', { reason: 'not-json' }],
  ])('%i %j is %s', (status, body, code, params) => {
    expect(() => reply(body, status)).toThrow(failing(code, params))
  })

  it('that says when to come back is believed', () => {
    expect(() => reply('', 429)).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ retry: 'after', retryAfterMs: 7_000 }) }),
    )
  })

  it('shows no key and no whole number in what the vendor said', () => {
    const message = '15407e8da35bf1962ab\r\n 08043391234'
    expect(() => reply({ status: 'error', message })).toThrow(failing('provider/refused', { vendorMessage: '…  …234' }))
  })
})

describe('rows', () => {
  it('that make no sense do not hide the others', () => {
    expect(readList(reply({ status: 'ok', list: [7, null, { to: 1 }, { status: 'x' }] }), CallRow)).toMatchObject([
      { to: '1' },
    ])
  })

  it.each([{ status: 'ok' }, { list: 'none' }, { list: [1, 2] }, 5])('cannot be read in %j', (body) => {
    expect(() => readList(reply(body), CallRow)).toThrow(failing('provider/protocol'))
  })

  it('of a firing are found wherever they are, or not at all', () => {
    expect(
      readFiring(reply({ status: 'ok', '0': { a: { call_logs: { '0': { to: '1' }, '2': { to: '2' } } } } })).calls,
    ).toHaveLength(2)
    expect(readFiring(reply('{"call_logs":[]}\n{"sms_logs":[{"to":"{\\"}"}]}')).messages).toMatchObject([{ to: '{"}' }])
    expect(readFiring(reply({ status: 'ok' }))).toEqual({ calls: [], messages: [] })
  })
})

describe('a number list', () => {
  const one = { tel: '080-4339-1234', group: 'B', check: '0', international_prefix_id: '4' }
  const read = { tel: '08043391234', group: 2, check: false, international_prefix_id: 4 }

  it.each([
    { status: 'ok', list: [one] },
    { status: 'ok', call_to_tels: { '0': one } },
    { status: 'ok', data: { tels: [one] } },
    { status: 'ok', '0': one },
    [one],
  ])('is found in %j', (body) => {
    expect(readNumberList(reply(body))).toEqual({ recipients: [read], groups: 'letter' })
  })

  it('may be empty', () => {
    for (const body of [{ status: 'ok', list: [] }, []])
      expect(readNumberList(reply(body))).toEqual({ recipients: [], groups: 'number' })
  })

  it.each([
    { status: 'ok' },
    { status: 'ok', list: ['08043391234'] },
    { list: [one, { ...one, check: undefined }] },
    { list: [{ ...one, tel: 'x' }] },
  ])('is not guessed from %j', (body) => {
    expect(() => readNumberList(reply(body))).toThrow(failing('provider/protocol'))
  })
})
