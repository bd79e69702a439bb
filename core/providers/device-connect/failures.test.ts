import { describe, expect, it } from 'vitest'
import { failureOf, isTokenRefusal, messageOf } from './failures.ts'
import { readReply } from './wire.ts'

const failed = (code: number) => failureOf({ code, message: undefined, status: 200 }).failure

describe('the error table', () => {
  it.each([
    [-1, 'provider/refused', 'refused'],
    [1, 'provider/refused', 'unknown-error'],
    [2, 'unsupported', 'profile'],
    [3, 'unsupported', 'action'],
    [4, 'unsupported', 'attribute'],
    [5, 'not-found', 'service'],
    [6, 'not-found', 'service'],
    [7, 'net/timeout', 'device'],
    [8, 'unsupported', 'attribute'],
    [9, 'provider/refused', 'low-battery'],
    [10, 'input/invalid', 'refused-by-device'],
    [11, 'auth/rejected', 'token'],
    [12, 'auth/expired', 'token'],
    [13, 'auth/rejected', 'token'],
    [14, 'auth/rejected', 'scope'],
    [15, 'auth/rejected', 'token'],
    [16, 'provider/refused', 'device-state'],
    [17, 'provider/refused', 'server-state'],
    [18, 'auth/rejected', 'origin'],
    [19, 'provider/protocol', 'url'],
    [20, 'provider/protocol', 'profile'],
    [21, 'provider/refused', 'plugin-disabled'],
    [22, 'provider/refused', 'plugin-suspended'],
    [4711, 'provider/refused', 'refused'],
  ])('%i is %s (%s)', (vendorCode, code, reason) => {
    expect(failed(vendorCode)).toMatchObject({ code, provider: 'device-connect', params: { reason, vendorCode } })
  })

  it('has exactly five codes after which another token may help', () => {
    const codes = Array.from({ length: 25 }, (_, index) => index - 1)
    const renewable = codes.filter((code) => isTokenRefusal(failureOf({ code, message: undefined, status: 200 })))
    expect(renewable).toEqual([11, 12, 13, 14, 15])
  })
})

describe("the vendor's words", () => {
  it('keep no token, no whole number, no control characters and no great length', () => {
    expect(messageOf('phoneNumber 09012345678 is\r\n\u001b[31minvalid.')).toBe('phoneNumber …678 is [31minvalid.')
    expect(messageOf('token 0a93ac0aade4e046ed63eb24d1172f5f35c88ca6 unknown')).toBe('token … unknown')
    expect(messageOf('a b '.repeat(200))).toHaveLength(200)
  })
})

describe('readReply', () => {
  const reply = (status: number, body: string) => readReply({ status, headers: {}, body })

  it('takes result 0 for success, whatever else there is and whatever the status', () => {
    expect(reply(200, '{"result":0,"product":"x","unheard":[1]}')).toMatchObject({ ok: true, body: { product: 'x' } })
    expect(reply(201, '{"result":"0"}')).toMatchObject({ ok: true })
  })

  it.each([
    ['an error with status 200', 200, { result: 1, errorCode: 13, errorMessage: 'x' }, 13],
    ['a code as text', 403, { result: 1, errorCode: '12' }, 12],
    ['a code repeated in result', 404, { result: 6, errorText: 'Not Found' }, 6],
    ['a code without result', 400, { errorCode: 10 }, 10],
  ])('reads %s', (_name, status, body, vendorCode) => {
    expect(reply(status, JSON.stringify(body))).toMatchObject({
      ok: false,
      failure: { failure: { params: { vendorCode } } },
    })
  })

  it('knows an error without any code', () => {
    expect(reply(200, '{"result":1}')).toMatchObject({ ok: false, failure: { failure: { code: 'provider/refused' } } })
  })

  it.each([
    [200, ''],
    [200, 'null'],
    [200, '[]'],
    [200, '"ok"'],
    [200, '{"result":0'],
    [200, '{"result":{}}'],
    [200, '{"product":"x"}'],
    [404, '<!doctype html><title>Not found</title>'],
    [302, ''],
  ])('takes %i %j for no reply of this service', (status, body) => {
    expect(reply(status, body)).toMatchObject({ ok: false, failure: { failure: { code: 'provider/protocol' } } })
  })

  it.each([
    [429, 'rate/limited'],
    [502, 'provider/unavailable'],
    [503, 'provider/unavailable'],
    [504, 'provider/unavailable'],
  ])('knows what stands in front of the service: %i', (status, code) => {
    expect(reply(status, '<html>')).toMatchObject({ ok: false, failure: { failure: { code } } })
  })
})
