import { describe, expect, it } from 'vitest'
import { fail } from '../../failure.ts'
import { forever, json, openPaperService, printedToken } from './fixtures/paper-service.ts'

/** "For the internal number with the ID 54, we will set the binding of the external mobile number +79876543210". */
const documented = { external_number: '+79876543210' }

describe('the document’s example', () => {
  it('is sent byte for byte as its cURL and Python tabs send it', async () => {
    const { ports, session } = await openPaperService({ baseUrl: 'https://pbx.example/api/ver1.0' })
    await session.extension!.change(documented, forever)
    expect(ports.http.clients[0]?.baseUrl).toBe('https://pbx.example')
    expect(ports.http.requests[1]).toEqual({
      method: 'PUT',
      path: '/api/ver1.0/extension/54/phone/',
      body: '{"external_number": "+79876543210"}',
      headers: {
        'Accept-Encoding': 'gzip',
        Authorization: `Bearer ${printedToken}`,
        'Content-Type': 'application/json',
      },
    })
  })

  it('signs in as OAuth writes it', async () => {
    const { ports, session } = await openPaperService({ clientId: 'my+app' })
    await session.extension!.read(forever)
    expect(ports.http.requests[0]).toMatchObject({
      method: 'POST',
      path: '/oauth/token',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials&client_id=my%2Bapp&client_secret=the+secret',
    })
  })
})

describe('read', () => {
  it('gives what can be shown', async () => {
    const { session } = await openPaperService()
    const { id, properties } = await session.extension!.read(forever)
    expect(id).toBe('54')
    expect(properties).toMatchObject({ label: 'Анна Соколова', external_number: null, geo_list: [] })
    expect(properties).not.toHaveProperty('nested')
  })

  it('says clearly that the application may not', async () => {
    const { session, answers } = await openPaperService()
    answers.set('GET /extension/54/phone/', json(403, { message: 'No', status: 'app_access_type_deny' }))
    await expect(session.extension!.read(forever)).rejects.toMatchObject({
      failure: {
        code: 'unsupported',
        retry: 'no',
        params: { reason: 'app-access', vendorCode: 'app_access_type_deny' },
      },
    })
    expect(await session.check(forever)).toMatchObject({ 'phone settings': 'not available to this application' })
  })
})

describe('change', () => {
  it('sends only what is named, several in their order', async () => {
    const { ports, session } = await openPaperService()
    await session.extension!.change(
      { record_enabled: true, label: 'a "b"', hold_music: null, later_invented: 3 },
      forever,
    )
    expect(ports.http.requests[1]?.body).toBe(
      '{"record_enabled": true, "label": "a \\"b\\"", "hold_music": null, "later_invented": 3}',
    )
  })

  it.each([
    [{ record_enabled: 'yes' }, 'record_enabled', 'not-a-flag'],
    [{ auth_type: 'none' }, 'auth_type', 'not-a-choice'],
    [{ external_number: 'call me' }, 'external_number', 'not-a-phone-number'],
    [{ 'no such': 1 }, 'no such', 'not-a-property'],
    [{}, 'properties', 'required'],
  ])('refuses %j and sends nothing', async (properties, field, reason) => {
    const { ports, session } = await openPaperService()
    await expect(session.extension!.change(properties, forever)).rejects.toMatchObject({
      failure: { code: 'input/invalid', params: { field, reason } },
    })
    expect(ports.http.requests).toEqual([])
  })

  it('asks again what the phone is set to where PUT does not tell', async () => {
    const { session, answers, asked } = await openPaperService()
    answers.set('PUT /extension/54/phone/', json(200, {}))
    const { properties } = await session.extension!.change(documented, forever)
    expect(asked()).toEqual(['PUT /extension/54/phone/', 'GET /extension/54/phone/'])
    expect(properties).toMatchObject({ auth_type: 'digest' })
  })

  it('is done even if nobody can say afterwards what the phone is set to', async () => {
    const { session, answers } = await openPaperService()
    answers.set('PUT /extension/54/phone/', json(200, {}))
    answers.set('GET /extension/54/phone/', fail('net/offline'))
    expect(await session.extension!.change(documented, forever)).toEqual({ id: '54', properties: documented })
  })

  it.each([
    [500, 'unknown'],
    [503, undefined],
  ])('answered with %i is not sent again', async (status, outcome) => {
    const { session, answers, asked } = await openPaperService()
    answers.set('PUT /extension/54/phone/', json(status, { message: 'oops' }))
    const failure = await session.extension!.change(documented, forever).catch((thrown: unknown) => thrown)
    expect(failure).toMatchObject({ failure: { code: 'provider/unavailable', provider: 'telphin' } })
    expect((failure as { failure: { outcome?: string } }).failure.outcome).toBe(outcome)
    expect(asked()).toHaveLength(1)
  })
})
