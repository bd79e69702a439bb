import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { phoneId, startWireApp, type WireApp } from './testing/wire-app.ts'

let app: WireApp

beforeEach(async () => {
  app = await startWireApp()
})

afterEach(() => app[Symbol.asyncDispose]())

const available = '/gotapi/availability'

describe('origin', () => {
  function from(headers: Record<string, string>) {
    return app.send('GET', available, {}, { headers })
  }

  it.each([
    ['Origin', { origin: 'app://sidetone' }],
    ['X-GotAPI-Origin', { 'x-gotapi-origin': 'app://sidetone' }],
    ['the literal null', { origin: 'null' }],
  ])('lets %s in', async (_, headers) => {
    expect((await from(headers)).body).toMatchObject({ result: 0 })
  })

  it('answers 18 without one, and with more than one', async () => {
    expect((await from({})).body).toMatchObject({ result: 1, errorCode: 18 })
    expect((await from({ 'x-gotapi-origin': 'app://a app://b' })).body).toMatchObject({ result: 1, errorCode: 18 })
  })

  it('X-GotAPI-Origin wins over Origin', async () => {
    app.phone.switches({ allowedOrigins: ['app://native'] })
    expect((await from({ 'x-gotapi-origin': 'app://native', origin: 'http://page' })).body).toMatchObject({ result: 0 })
    expect((await from({ 'x-gotapi-origin': 'app://other', origin: 'app://native' })).body).toMatchObject({
      errorCode: 18,
    })
  })

  it('an allow-list lets in what is on it, and null', async () => {
    app.phone.switches({ allowedOrigins: ['app://sidetone'] })
    expect((await from({ origin: 'app://sidetone' })).body).toMatchObject({ result: 0 })
    expect((await from({ origin: 'null' })).body).toMatchObject({ result: 0 })
    expect((await from({ origin: 'http://elsewhere' })).body).toMatchObject({ errorCode: 18 })
  })

  it('is not needed when not required', async () => {
    app.phone.switches({ originRequired: false })
    expect((await from({})).body).toMatchObject({ result: 0 })
  })
})

describe('where parameters are', () => {
  let known: Record<string, string>

  beforeEach(async () => {
    known = { serviceId: phoneId, accessToken: await app.signIn() }
  })

  function setMode(body: NonNullable<RequestInit['body']>, type?: string, parameters: Record<string, string> = {}) {
    const headers = { origin: 'app://sidetone', ...(type === undefined ? {} : { 'content-type': type }) }
    return app.send('PUT', '/gotapi/phone/set', parameters, { headers, body })
  }

  it('takes them from an urlencoded body', async () => {
    expect((await setMode(new URLSearchParams({ ...known, mode: '0' }))).body).toMatchObject({ result: 0 })
    expect(app.phone.ringerMode()).toBe('silent')
  })

  it('takes them from a multipart body, as a browser sends FormData', async () => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ ...known, mode: '1' })) form.set(name, value)
    form.set('attachment', new Blob(['0']), 'mode')
    expect((await setMode(form)).body).toMatchObject({ result: 0 })
    expect(app.phone.ringerMode()).toBe('manner')
  })

  it('merges body and query, and an empty multipart body is none', async () => {
    expect((await setMode(new URLSearchParams({ mode: '0' }), undefined, known)).body).toMatchObject({ result: 0 })
    const empty = await setMode(new FormData(), undefined, { ...known, mode: '1' })
    expect(empty.body).toMatchObject({ result: 0 })
    expect(app.phone.ringerMode()).toBe('manner')
  })

  it('does not look at a JSON body', async () => {
    const reply = await setMode(JSON.stringify({ mode: '0' }), 'application/json', known)
    expect(reply.body).toMatchObject({ result: 1, errorCode: 10 })
  })
})

describe('paths, methods and errors', () => {
  let known: Record<string, string>

  beforeEach(async () => {
    known = { serviceId: phoneId, accessToken: await app.signIn() }
  })

  it.each(['/gotapi/phone/set', '/GotAPI/Phone/SET', '/gotapi/PHONE/Set'])('takes %s in any case', async (path) => {
    expect((await app.send('PUT', path, { ...known, mode: '1' })).body).toMatchObject({ result: 0 })
  })

  it('takes only lower case when switched so', async () => {
    app.phone.switches({ caseSensitivePaths: true })
    const upper = await app.send('PUT', '/gotapi/phone/Set', { ...known, mode: '1' })
    expect(upper).toMatchObject({ status: 404, body: { result: 1, errorCode: 1 } })
    expect((await app.send('PUT', '/gotapi/phone/set', { ...known, mode: '1' })).body).toMatchObject({ result: 0 })
  })

  it('takes the older grammar over GET only', async () => {
    expect((await app.send('GET', '/gotapi/PUT/phone/set', { ...known, mode: '0' })).body).toMatchObject({ result: 0 })
    expect(app.phone.ringerMode()).toBe('silent')
    const posted = await app.send('POST', '/gotapi/PUT/phone/set', { ...known, mode: '1' })
    expect(posted).toMatchObject({ status: 400, body: { errorCode: 20 } })
  })

  it.each([
    ['GET', '/', 400, 19],
    ['GET', '/gotapi', 400, 19],
    ['GET', '/gotapi/', 400, 19],
    ['GET', '/elsewhere', 404, 1],
    ['PATCH', '/gotapi/phone/set', 501, 1],
    ['POST', '/gotapi/phone/set', 200, 3],
    ['GET', '/gotapi/phone/call', 200, 3],
    ['PUT', '/gotapi/phone/ringtone', 200, 8],
    ['PUT', '/gotapi/phone/constructor', 200, 8],
    ['PUT', '/gotapi/phone', 200, 8],
    ['PUT', '/gotapi/camera/takephoto', 200, 14],
  ])('%s %s answers HTTP %i with error %i', async (method, path, status, errorCode) => {
    const reply = await app.send(method, path, { ...known, mode: '1' })
    expect(reply).toMatchObject({ status, body: { result: 1, errorCode, product: expect.any(String) } })
  })

  it('answers 5 without a service, 6 for an unknown one, 2 for one without a phone, 16 for one that is offline', async () => {
    const found = await app.send('GET', '/gotapi/servicediscovery', known)
    const services = found.body['services'] as { id: string; online: boolean }[]
    const lamp = services[0]?.id ?? ''
    const offline = services.find((service) => !service.online)?.id ?? ''
    const cases = { '': 5, nobody: 6, [lamp]: 2, [offline]: 16 }
    expect(services).toHaveLength(3)
    for (const [serviceId, errorCode] of Object.entries(cases)) {
      const reply = await app.send('PUT', '/gotapi/phone/set', { ...known, serviceId, mode: '1' })
      expect(reply.body).toMatchObject({ result: 1, errorCode })
    }
  })

  it('answers 17 when the phone did not allow it, 2 to serviceinformation when that is unsupported', async () => {
    app.phone.switches({ permissionRefused: true, serviceInformationSupported: false })
    const call = await app.send('POST', '/gotapi/phone/call', { ...known, phoneNumber: '117' })
    expect(call.body).toMatchObject({ result: 1, errorCode: 17 })
    expect((await app.send('GET', '/gotapi/serviceinformation', known)).body).toMatchObject({ result: 1, errorCode: 2 })
  })

  it('answers 413 to a body of more than a mebibyte', async () => {
    const init = { headers: { origin: 'app://sidetone' }, body: 'x'.repeat(1024 * 1024 + 1) }
    expect((await app.send('POST', '/gotapi/phone/call', known, init)).status).toBe(413)
  })

  it('answers OPTIONS and lets every page read', async () => {
    const headers = { origin: 'http://page', 'access-control-request-headers': 'x-gotapi-origin' }
    const reply = await app.send('OPTIONS', '/gotapi/phone/call', {}, { headers })
    expect(reply.status).toBe(200)
    expect(reply.headers.get('access-control-allow-origin')).toBe('*')
    expect(reply.headers.get('access-control-allow-headers')).toBe('x-gotapi-origin')
    expect((await app.send('GET', available)).headers.get('access-control-allow-origin')).toBe('*')
  })
})

describe('the error table', () => {
  const codes = Array.from({ length: 22 }, (_, index) => index + 1)

  it.each(codes)('has %i, under HTTP 200, once', async (code) => {
    app.phone.answerError({ code, path: '/AVAILABILITY' })
    const reply = await app.send('GET', available)
    expect(reply).toMatchObject({
      status: 200,
      body: { result: 1, errorCode: code, errorMessage: expect.any(String), product: expect.any(String) },
    })
    expect((await app.send('GET', available)).body).toMatchObject({ result: 0 })
  })

  it('has no other', () => {
    expect(() => {
      app.phone.answerError({ code: 23 })
    }).toThrow('no code 23')
  })
})

describe('servers differ', () => {
  it('mirrors errors in the HTTP status', async () => {
    app.phone.switches({ errorsMirrorHttpStatus: true })
    expect(await app.send('GET', '/gotapi/servicediscovery')).toMatchObject({ status: 403, body: { errorCode: 13 } })
    const accessToken = await app.signIn()
    const known = { accessToken, serviceId: phoneId }
    expect((await app.send('POST', '/gotapi/phone/call', known)).status).toBe(400)
    expect((await app.send('PUT', '/gotapi/phone/nothing', known)).status).toBe(404)
  })

  it('gives error codes as strings', async () => {
    app.phone.switches({ stringErrorCodes: true })
    const reply = await app.send('GET', '/gotapi/servicediscovery')
    expect(reply.body).toMatchObject({ result: 1, errorCode: '13', errorText: expect.any(String), statusCode: 200 })
  })

  it('names services by serviceId, adds unknown fields, and leaves the others out', async () => {
    app.phone.switches({ serviceIdKey: 'serviceId', extraFields: true, otherServices: false })
    const reply = await app.send('GET', '/gotapi/servicediscovery', { accessToken: await app.signIn() })
    expect(reply.body).toMatchObject({ requestCode: expect.any(Number), services: [{ serviceId: phoneId }] })
    expect(reply.body['services']).toHaveLength(1)
    expect(JSON.stringify(reply.body['services'])).not.toContain('"id"')
  })

  it('answers availability only after it was given a key, which then signs', async () => {
    app.phone.switches({ availabilityNeedsKey: true })
    expect((await app.send('GET', available)).body).toMatchObject({ result: 1 })
    expect((await app.send('GET', available, { key: 'abcd' })).body).toMatchObject({ result: 0 })
    expect((await app.send('GET', available)).body).toMatchObject({ result: 0 })
  })

  it('signs nonces as hex bytes, or as text (the vector seen at node-gotapi)', async () => {
    app.phone.switches({ hmacKey: 'abcd' })
    const hex = createHmac('sha256', Buffer.from([0xab, 0xcd]))
      .update(Buffer.from([0x00, 0xff]))
      .digest('hex')
    const signed = await app.send('GET', available, { nonce: '00ff' })
    expect(signed.body['hmac']).toBe(hex)
    expect(signed.body['hmac']).toMatch(/^eef9e68c.*dbca$/)
    app.phone.switches({ hmacEncoding: 'text' })
    expect((await app.send('GET', available, { nonce: '00ff' })).body['hmac']).toMatch(/^00f7302f.*10261$/)
    expect((await app.send('GET', available)).body).not.toHaveProperty('hmac')
  })

  it('takes 11 or 13 digits only when strict', async () => {
    app.phone.switches({ strictNumbers: true })
    const known = { accessToken: await app.signIn(), serviceId: phoneId }
    const expected = { '117': 1, '0312345678': 1, '09012345678': 0, '+819012345678': 1, '0108190123456': 0 }
    for (const [phoneNumber, result] of Object.entries(expected)) {
      const reply = await app.send('POST', '/gotapi/phone/call', { ...known, phoneNumber })
      expect({ phoneNumber, ...reply.body }).toMatchObject({ phoneNumber, result })
    }
  })
})
