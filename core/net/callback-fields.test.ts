import { describe, expect, it } from 'vitest'
import { callbackFields } from './callback-fields.ts'

function fields({ query = '', body = '', type = '' }): Record<string, string> {
  return { ...callbackFields({ query, body, headers: type === '' ? {} : { 'content-type': type } }) }
}

const form = 'application/x-www-form-urlencoded'

describe('where things are said', () => {
  it.each([
    ['the query', { query: 'uid=17&status=BEGIN' }],
    ['a form', { body: 'uid=17&status=BEGIN', type: form }],
    ['a form that is called text', { body: 'uid=17&status=BEGIN', type: 'text/plain' }],
    ['JSON', { body: '{"uid":17,"status":"BEGIN"}', type: 'application/json; charset=utf-8' }],
    ['JSON that is called a form', { body: ' {"uid":"17","status":"BEGIN"}', type: form }],
    ['JSON that is called nothing', { body: '{"uid":"17","status":"BEGIN"}\n' }],
    ['a form that is called JSON', { body: 'uid=17&status=BEGIN', type: 'application/json' }],
    ['the query and the body', { query: 'uid=17', body: '{"status":"BEGIN"}' }],
  ])('%s', (_where, request) => {
    expect(fields(request)).toEqual({ uid: '17', status: 'BEGIN' })
  })

  it('takes the body before the query, the later before the earlier, something before nothing', () => {
    expect(fields({ query: 'a=1&b=2&c=3&a=4', body: 'b=5&c=', type: form })).toEqual({ a: '4', b: '5', c: '3' })
  })

  it('takes a placeholder that was left as it was for nothing', () => {
    expect(fields({ query: 'uid=17&disposition={{disposition}}&s=%7B%7Bbillable_seconds%7D%7D' })).toEqual({
      uid: '17',
    })
  })
})

describe('plus and percent', () => {
  it.each([
    ['from=+13215551234', '+13215551234'],
    ['from=%2B13215551234', '+13215551234'],
    ['from=+1 321 555 1234', '+1 321 555 1234'],
    ['from=+1+321', '+1+321'],
    ['from=Ann+Lee', 'Ann Lee'],
    ['from=2026-11-21T09:00:00+0200', '2026-11-21T09:00:00+0200'],
    ['from=100%', '100%'],
    ['from=%zz%4', '%zz%4'],
    ['from=%E7%94%B0%E4%B8%AD', '田中'],
    ['from=田中', '田中'],
    ['from=Andr%E9', 'André'],
    ['from=FAILED:503', 'FAILED:503'],
    ['from=a=b', 'a=b'],
  ])('%s in a query', (query, from) => {
    expect(fields({ query })).toEqual({ from })
  })

  it.each([
    ['from=%2B1321&x=1', form, '+1321'],
    ['from=+1321&x=1', form, '+1321'],
    ['from=Ann+Lee+2&x=1', form, 'Ann Lee 2'],
    ['from=%C8%E2%E0%ED&x=1', `${form}; charset=windows-1251`, 'Иван'],
    ['from=%E7%94%B0&x=1', `${form}; charset=klingon`, '田'],
  ])('%s in a body of %s', (body, type, from) => {
    expect(fields({ body, type })).toEqual({ from, x: '1' })
  })
})

describe('JSON', () => {
  it('flattens what is nested and makes text of everything', () => {
    const body = '{"call":{"id":7,"legs":[{"to":"100"},{"to":"101"}]},"ok":true,"none":null,"empty":{},"rate":1.5}'
    expect(fields({ body })).toEqual({
      'call.id': '7',
      'call.legs.0.to': '100',
      'call.legs.1.to': '101',
      ok: 'true',
      rate: '1.5',
    })
  })

  it('keeps every digit of a long id', () => {
    expect(fields({ body: '{"uid":123456789012345678901,"time":1763715600123456}' })).toEqual({
      uid: '123456789012345678901',
      time: '1763715600123456',
    })
  })

  it('a name such as __proto__ is a name', () => {
    const read = callbackFields({
      query: 'constructor=1',
      body: '{"__proto__":{"polluted":"yes"},"a":"b"}',
      headers: {},
    })
    expect(Object.keys(read).sort()).toEqual(['__proto__.polluted', 'a', 'constructor'])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(read['toString']).toBeUndefined()
  })
})

describe('rubbish', () => {
  it.each(['', '&&&', '=', '{', '[1', 'null', '42', '"text"', '\u0000', '%'])(
    '%j has no end of the world in it',
    (text) => {
      expect(() => callbackFields({ query: text, body: text, headers: { 'content-type': 'x' } })).not.toThrow()
    },
  )

  it('depth and number of fields are bounded', () => {
    expect(fields({ body: `${'{"a":'.repeat(500)}1${'}'.repeat(500)}` })).toEqual({})
    const many = Array.from({ length: 5000 }, (_, index) => `f${index}=1`).join('&')
    expect(Object.keys(fields({ query: many }))).toHaveLength(256)
  })
})
