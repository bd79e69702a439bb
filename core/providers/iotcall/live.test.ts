import { describe, expect, it } from 'vitest'
import { firingIdsIn } from './live.ts'

const id = '0008200149220715041448'
const nothing = { path: '', query: '', headers: {}, body: '' }

describe('the id of a firing in a notice', () => {
  it.each([
    ['path', { path: `/${id}` }],
    ['query', { query: `code=${id}` }],
    ['query under any name', { query: `whatever=${id}` }],
    ['query alone', { query: id }],
    ['form', { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `a=1&fire_id=${id}` }],
    ['JSON', { headers: { 'content-type': 'application/json' }, body: `{"status":"ok","data":{"code":"${id}"}}` }],
    ['JSON text', { headers: { 'content-type': 'application/json' }, body: `"${id}"` }],
    ['plain text', { headers: { 'content-type': 'text/plain' }, body: `${id}\r\n` }],
    ['a sentence', { headers: { 'content-type': 'text/plain' }, body: `ルールが発動されました。発動ID:${id}` }],
  ])('in the %s', (_where, request) => {
    expect(firingIdsIn({ ...nothing, ...request })).toEqual([id])
  })

  it('of another form counts under a name that says what it is', () => {
    expect(firingIdsIn({ ...nothing, query: 'rule_id=0008200123&code=AB-12-XY' })).toEqual(['AB-12-XY'])
    expect(firingIdsIn({ ...nothing, body: 'FIRE-2022-07' })).toEqual(['FIRE-2022-07'])
  })

  it('is not the rule beside it, nor anything longer', () => {
    expect(firingIdsIn({ ...nothing, query: `rule_id=0008200123&code=${id}` })).toEqual([id])
    expect(firingIdsIn({ ...nothing, query: `x=${id}9` })).toEqual([])
  })

  it('may be several, or none', () => {
    const other = '0008200456220715041449'
    expect(firingIdsIn({ ...nothing, body: JSON.stringify([{ code: id }, { code: other }, { code: id }]) })).toEqual([
      id,
      other,
    ])
    expect(firingIdsIn(nothing)).toEqual([])
    expect(firingIdsIn({ ...nothing, query: '%E0%A4%A', body: 'hello there' })).toEqual([])
  })
})
