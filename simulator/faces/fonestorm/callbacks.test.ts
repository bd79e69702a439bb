import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { foneNumber, startWireApp, type WireApp } from './testing/wire-app.ts'

let app: WireApp

beforeEach(async () => {
  app = await startWireApp()
  await app.signIn()
})

afterEach(() => app[Symbol.asyncDispose]())

const settled = () => app.service.callbacksSettled()

/** What JSON callbacks said, in the order in which they came. */
function told(): Record<string, unknown>[] {
  return app.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>)
}

async function placeCall(to = '3215551801'): Promise<string> {
  const { body } = await app.send('POST', '/calls', { fonenumber: foneNumber, to })
  return (body as { call: { id: string } }).call.id
}

describe('callback data', () => {
  it('tells of a call that the FoneNumber makes', async () => {
    await app.notify('send')
    const uid = await placeCall()
    await settled()
    const known = {
      uid,
      account_code: '8005550199',
      direction: 'OUTBOUND',
      from: foneNumber,
      to: '3215551801',
      type: 'VOICE',
    }
    expect(told()).toEqual([{ ...known, status: 'BEGIN' }])
    app.clock.advance(1500)
    await settled()
    expect(told()).toHaveLength(1)
    app.clock.advance(41_200)
    app.service.hangUp()
    await settled()
    expect(told()[1]).toEqual({ ...known, status: 'END', disposition: 'ANSWERED', billable_seconds: 42 })
  })

  it('tells of a call that the FoneNumber gets', async () => {
    await app.notify('receive')
    app.service.ring({ from: 'Marcus' })
    await settled()
    app.clock.advance(60_000)
    await settled()
    const known = {
      account_code: '8005550199',
      direction: 'INBOUND',
      from: '2125550143',
      to: foneNumber,
      type: 'VOICE',
    }
    expect(told()).toEqual([
      { ...known, uid: expect.any(String), status: 'BEGIN' },
      { ...known, uid: told()[0]?.['uid'], status: 'END', disposition: 'NO_ANSWER', billable_seconds: 0 },
    ])
  })

  it('tells of a call from the phone itself, and from the account’s other number to that one’s callback', async () => {
    await app.notify('send')
    app.service.placeOnDevice({ number: '3215551801' })
    await app.send('POST', '/calls', { fonenumber: '3215551111', to: '3215551802' })
    await settled()
    expect(told()).toMatchObject([{ from: foneNumber, to: '3215551801' }])
    app.service.presetNotify({
      kind: 'send',
      foneNumber: '3215551111',
      registration: { url: app.callbackUrl, method: 'JSON' },
    })
    await app.send('POST', '/calls', { fonenumber: '3215551111', to: '3215551803' })
    await settled()
    expect(told()[1]).toMatchObject({ from: '3215551111', to: '3215551803' })
  })

  it('has an id of its own where uid is not the call’s id', async () => {
    app.service.switches({ uidIsCallId: false })
    await app.notify('send')
    const id = await placeCall()
    app.clock.advance(1500)
    app.service.hangUp()
    await settled()
    const [begin, end] = told()
    expect(begin?.['uid']).toMatch(/-/)
    expect(begin?.['uid']).not.toBe(id)
    expect(end?.['uid']).toBe(begin?.['uid'])
  })

  it.each([
    ['3215551000', 'BUSY', 300],
    ['3215551001', 'NO_ANSWER', 60_000],
    ['3215551002', 'FAILED:503', 300],
  ])('a call to %s ends as %s', async (number, disposition, afterMs) => {
    await app.notify('send')
    await placeCall(number)
    app.clock.advance(afterMs)
    await settled()
    expect(told()[1]).toMatchObject({ status: 'END', disposition, billable_seconds: 0 })
  })

  it.each([
    ['cancelled', 'CANCEL'],
    ['rejected', 'REJECTED'],
    ['failed', 'FAILED:404'],
  ] as const)('a call that is %s ends as %s', async (result, disposition) => {
    app.service.switches({ failureCode: '404' })
    await app.notify('send')
    await placeCall()
    app.service.hangUp({ result })
    await settled()
    expect(told()[1]).toMatchObject({ disposition })
  })

  it.each([
    ['田中', 'ten-digits', '+81312345678', foneNumber],
    ['Jane', 'ten-digits', '3215550181', foneNumber],
    ['Jane', 'e164', '+13215550181', '+13215551081'],
    ['', 'ten-digits', '', foneNumber],
  ] as const)('the caller %s in %s is %s', async (caller, numberForm, from, to) => {
    app.service.switches({ numberForm })
    await app.notify('receive')
    app.service.ring({ from: caller })
    await settled()
    expect(told()).toMatchObject([{ from, to }])
  })

  it('has seconds as text where the service is like that', async () => {
    app.service.switches({ billableSecondsAsString: true })
    await app.notify('receive')
    app.service.ring()
    app.service.answer()
    app.clock.advance(5000)
    app.service.hangUp()
    await settled()
    expect(told()[1]).toMatchObject({ billable_seconds: '5' })
  })
})

describe('the way a callback travels', () => {
  async function missedCall(): Promise<void> {
    app.service.ring({ from: 'Marcus' })
    app.service.hangUp()
    await settled()
  }

  it('JSON: in the body', async () => {
    await app.notify('receive', { url: `${app.callbackUrl}?key=1` })
    await missedCall()
    expect(app.received).toMatchObject([
      { method: 'POST', path: '/callback', rawQuery: 'key=1', headers: { 'content-type': 'application/json' } },
      { method: 'POST' },
    ])
    expect(app.received[0]?.headers).not.toHaveProperty('authorization')
  })

  it('JSON of newer prose: in the query, too', async () => {
    app.service.switches({ jsonCallbacks: 'query-and-body' })
    await app.notify('receive', { url: `${app.callbackUrl}?key=1` })
    await missedCall()
    const { rawQuery = '' } = app.received[1] ?? {}
    expect(rawQuery).toMatch(/^key=1&uid=/)
    expect({ ...Object.fromEntries(new URLSearchParams(rawQuery)), billable_seconds: 0 }).toEqual({
      key: '1',
      ...told()[1],
    })
  })

  it('POST: as a form in the body', async () => {
    await app.notify('receive', { method: 'POST' })
    await missedCall()
    const [, end] = app.received
    expect(end).toMatchObject({
      method: 'POST',
      rawQuery: '',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(Object.fromEntries(new URLSearchParams(end?.body))).toMatchObject({
      status: 'END',
      from: '2125550143',
      disposition: 'NO_ANSWER',
      billable_seconds: '0',
    })
  })

  it.each([
    ['query-and-json', 'application/json'],
    ['query-and-json-labelled-form', 'application/x-www-form-urlencoded'],
  ] as const)('POST of newer prose, %s: parameters in the query, JSON in the body', async (postCallbacks, label) => {
    app.service.switches({ postCallbacks })
    await app.notify('receive', { method: 'POST' })
    await missedCall()
    expect(app.received[0]).toMatchObject({ method: 'POST', headers: { 'content-type': label } })
    expect(Object.fromEntries(new URLSearchParams(app.received[0]?.rawQuery))).toEqual(told()[0])
  })

  it('GET: in place of the document’s tokens', async () => {
    const query = 'recipient={{to}}&caller={{from}}&account={{account_code}}&id={{uid}}'
    await app.notify('receive', { method: 'GET', url: `${app.callbackUrl}?${query}` })
    await missedCall()
    expect(app.received[0]).toMatchObject({ method: 'GET', path: '/callback', body: '' })
    expect(app.received[0]?.rawQuery).toMatch(
      /^recipient=3215551081&caller=2125550143&account=8005550199&id=[0-9a-f-]{36}$/,
    )
  })

  it('GET: what BEGIN does not have is empty, other names stay', async () => {
    const query = 'd={{disposition}}&s={{billable_seconds}}&k={{status}}{{type}}{{direction}}&x={{toString}}'
    await app.notify('receive', { method: 'GET', url: `${app.callbackUrl}?${query}` })
    await missedCall()
    expect(app.received.map(({ rawQuery }) => rawQuery)).toEqual([
      'd=&s=&k=BEGINVOICEINBOUND&x={{toString}}',
      'd=NO_ANSWER&s=0&k=ENDVOICEINBOUND&x={{toString}}',
    ])
  })

  it('GET: says nothing without tokens', async () => {
    await app.notify('receive', { method: 'GET' })
    await missedCall()
    expect(app.received.map(({ rawQuery }) => rawQuery)).toEqual(['', ''])
  })

  it.each([
    ['encoded', 'from=%2B81312345678&d=FAILED%3A503'],
    ['raw', 'from=+81312345678&d=FAILED:503'],
  ] as const)('GET: values are %s', async (getValues, rawQuery) => {
    app.service.switches({ getValues })
    await app.notify('receive', { method: 'GET', url: `${app.callbackUrl}?from={{from}}&d={{disposition}}` })
    app.service.ring({ from: '田中' })
    app.service.hangUp({ result: 'failed' })
    await settled()
    expect(app.received[1]?.rawQuery).toBe(rawQuery)
  })

  it.each(['GET', 'POST', 'JSON'])('%s: with the name and password that the app gave', async (method) => {
    await app.notify('receive', { method, url_username: 'app', url_password: 'päss:word' })
    await missedCall()
    const expected = `Basic ${Buffer.from('app:päss:word').toString('base64')}`
    expect(app.received.map(({ headers }) => headers.authorization)).toEqual([expected, expected])
  })

  it('goes to the URL of the moment, and nowhere when there is none', async () => {
    await missedCall()
    expect(app.service.callbacks()).toEqual([])
    await app.notify('receive', { url: `${app.callbackUrl}/first` })
    app.service.ring()
    await settled()
    await app.notify('receive', { url: `${app.callbackUrl}/second` })
    app.service.hangUp()
    await settled()
    expect(app.received.map(({ path }) => path)).toEqual(['/callback/first', '/callback/second'])
  })
})
