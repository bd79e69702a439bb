import { describe, expect, it } from 'vitest'
import { callbackFields } from '../../net/callback-fields.ts'
import { createCall, endOf, inboundBegin, outboundBegin, queryTemplate } from './fixtures/document.ts'
import { readNotice } from './map.ts'

const foneNumber = createCall.foneNumber
const form = 'application/x-www-form-urlencoded'

function read(request: { query?: string; body?: string; type?: string }) {
  const headers = request.type === undefined ? {} : { 'content-type': request.type }
  return readNotice(callbackFields({ query: request.query ?? '', body: request.body ?? '', headers }), foneNumber)
}

function parameters(data: object): string {
  return Object.entries(data)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&')
}

describe('a callback', () => {
  const end = endOf(outboundBegin, 'FAILED:503', 0)
  const notice = {
    uid: outboundBegin.uid,
    direction: 'out',
    status: 'end',
    number: '3215551801',
    word: 'FAILED:503',
    result: 'failed',
    billableSeconds: 0,
  }

  it.each([
    ['GET, in the query', { query: parameters(end) }],
    ['POST, as a form', { body: parameters(end), type: form }],
    ['POST, in the query and as JSON', { query: parameters(end), body: JSON.stringify(end), type: 'application/json' }],
    ['the same, called a form', { query: parameters(end), body: JSON.stringify(end), type: form }],
    ['JSON', { body: JSON.stringify(end), type: 'application/json' }],
    ['JSON with seconds as text', { body: JSON.stringify({ ...end, billable_seconds: '0' }) }],
    ['JSON within an object', { body: JSON.stringify({ callback: end }) }],
  ])('says the same by %s', (_how, request) => {
    expect(read(request)).toEqual(notice)
  })

  it('that fills the document’s template tells whom it is about', () => {
    const query = queryTemplate.replace(/\{\{(\w+)\}\}/g, (_all, name: keyof typeof inboundBegin) => inboundBegin[name])
    expect(read({ query })).toEqual({
      uid: inboundBegin.uid,
      direction: 'in',
      status: 'begin',
      number: '3215551801',
      word: 'BEGIN',
    })
  })

  it('by GET may leave a plus as it is, and places without a value', () => {
    const query = 'uid=7&direction=INBOUND&status=BEGIN&from=+13215551801&to=3215551081&disposition={{disposition}}'
    expect(read({ query })).toMatchObject({ number: '+13215551801', status: 'begin' })
  })

  it.each([
    ['a message', { ...inboundBegin, type: 'SMS' }],
    ['no uid', { ...inboundBegin, uid: '' }],
    ['a status that nobody knows', { ...inboundBegin, status: 'LEVITATING' }],
    ['neither direction nor a number of ours', { uid: '7', status: 'BEGIN', from: '1', to: '2' }],
    ['nothing', {}],
  ])('about %s is not about a call', (_what, data) => {
    expect(read({ body: JSON.stringify(data) })).toBeUndefined()
  })
})

describe('the disposition', () => {
  it.each([
    ['ANSWERED', 'answered', 'answered'],
    ['NO_ANSWER', 'cancelled', 'missed'],
    ['BUSY', 'busy', 'busy'],
    ['CANCEL', 'cancelled', 'missed'],
    ['REJECTED', 'rejected', 'rejected'],
    ['FAILED:486', 'failed', 'failed'],
    ['FAILED', 'failed', 'failed'],
    ['EVAPORATED', undefined, undefined],
  ])('%s is %s for a call out and %s for one in', (disposition, out, inbound) => {
    const said = (begin: typeof outboundBegin | typeof inboundBegin) =>
      read({ body: JSON.stringify(endOf(begin, disposition, 0)) })
    expect(said(outboundBegin)).toMatchObject({ word: disposition })
    expect(said(outboundBegin)?.result).toBe(out)
    expect(said(inboundBegin)?.result).toBe(inbound)
  })

  it('that nobody knows, of a call that was billed, was answered', () => {
    expect(read({ body: JSON.stringify(endOf(outboundBegin, 'EVAPORATED', 7)) })?.result).toBe('answered')
  })
})
