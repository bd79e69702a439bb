import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { foneNumber, startWireApp, type WireApp } from './testing/wire-app.ts'

let app: WireApp

beforeEach(async () => {
  app = await startWireApp()
  await app.signIn()
})

afterEach(() => app[Symbol.asyncDispose]())

const own = `/fonenumbers/${foneNumber}`
const nothing = { url: '', method: '' }

async function read(path = own): Promise<Record<string, unknown>> {
  const { body } = await app.send('GET', path)
  return (body as { fonenumber: Record<string, unknown> }).fonenumber
}

describe('FoneNumbers', () => {
  it('are listed', async () => {
    const { status, body } = await app.send('GET', '/fonenumbers')
    expect(status).toBe(200)
    expect(body).toMatchObject({ fonenumbers: [{ fonenumber: foneNumber }, { fonenumber: '3215551111' }] })
    expect((await app.send('GET', '/fonenumbers?filter=all')).body).toEqual(body)
  })

  it('are listed by number only, and by no other filter', async () => {
    const { body } = await app.send('GET', '/fonenumbers?filter=fonenumbers')
    expect(body).toEqual({ fonenumbers: [{ fonenumber: foneNumber }, { fonenumber: '3215551111' }] })
    expect((await app.send('GET', '/fonenumbers?filter=some')).status).toBe(400)
  })

  it('have the attributes of API 2.4', async () => {
    expect(await read()).toEqual({
      fonenumber: foneNumber,
      state: 'FL',
      rate_center: 'Melbourne',
      is_active: 'yes',
      service: { type: '', id: '' },
      sms_options: {
        receive: { type: 'None', email: '', device: '', forward: '', url: '', url_method: '' },
        receive_notify: nothing,
        send_notify: nothing,
        sms_enabled: 'yes',
        mms_enabled: 'no',
      },
      voice_options: { receive_notify: nothing, send_notify: nothing },
      fax_options: { receive_notify: nothing, send_notify: nothing },
    })
  })

  it('have others in the newer generation', async () => {
    app.service.switches({ generation: 'newer' })
    await app.notify('send')
    const unset = { type: 'None', email: '', url: '', method: '' }
    const number = await read()
    expect(number).toMatchObject({ label: '', group: '', record_calls: 'Default' })
    expect(number).not.toHaveProperty('voice_options')
    expect(number['call_options']).toEqual({
      receive: { type: '', value: '' },
      receive_notify: unset,
      send_notify: { type: 'Callback', email: '', url: app.callbackUrl, method: 'JSON' },
    })
  })

  it('can be ordered by area code', async () => {
    const ordered = await app.send('POST', '/fonenumbers', { area_code: '212' })
    expect(ordered).toMatchObject({ status: 201, body: { fonenumber: { fonenumber: '2125550101', state: 'NY' } } })
    expect(await read('/fonenumbers/2125550101')).toMatchObject({ fonenumber: '2125550101' })
    expect((await app.send('POST', '/fonenumbers', { area_code: '21' })).status).toBe(400)
  })

  it('can be given back', async () => {
    expect(await app.send('DELETE', own)).toMatchObject({
      status: 200,
      body: { fonenumber: { fonenumber: foneNumber } },
    })
    expect((await app.send('GET', own)).status).toBe(404)
    expect((await app.send('POST', '/calls', { fonenumber: foneNumber, to: '3215551801' })).status).toBe(404)
    app.service.restoreFoneNumbers()
    expect(await read()).toMatchObject({ fonenumber: foneNumber })
  })
})

describe('PUT /fonenumbers/{n}', () => {
  it.each([
    [
      { type: 'Email', value: 'a@b.example' },
      { type: 'Email', email: 'a@b.example' },
    ],
    [
      { type: 'Device', value: '987' },
      { type: 'Device', device: '987' },
    ],
    [
      { type: 'Forward', value: '3215553333' },
      { type: 'Forward', forward: '3215553333' },
    ],
    [
      { type: 'URL', value: 'http://x.example/', url_method: 'JSON' },
      { type: 'URL', url: 'http://x.example/', url_method: 'JSON' },
    ],
    [{ type: 'None' }, { type: 'None' }],
  ])('sets where messages go: %j', async (fields, expected) => {
    expect((await app.send('PUT', own, fields)).status).toBe(200)
    const empty = { email: '', device: '', forward: '', url: '', url_method: '' }
    expect((await read())['sms_options']).toMatchObject({ receive: { ...empty, ...expected } })
  })

  it.each([[{}], [{ type: 'Pigeon', value: 'x' }], [{ type: 'Email' }], [{ type: 'URL', value: 'http://x.example/' }]])(
    'refuses %j',
    async (fields) => {
      expect((await app.send('PUT', own, fields)).status).toBe(400)
    },
  )

  it('sets label, group and recording in the newer generation', async () => {
    app.service.switches({ generation: 'newer' })
    await app.send('PUT', own, { label: 'Desk', record_calls: 'InBound' })
    await app.send('PUT', own, { group: 'sales' })
    expect(await read()).toMatchObject({ label: 'Desk', group: 'sales', record_calls: 'InBound' })
    expect((await app.send('PUT', own, { record_calls: 'Maybe' })).status).toBe(400)
  })
})

describe('POST /fonenumbers/{n}/service', () => {
  const set = (fields: object) => app.send('POST', `${own}/service`, fields)

  it('sets the service that takes calls', async () => {
    expect(await set({ service_type: 'Conference', service_id: '77' })).toMatchObject({
      status: 200,
      body: { fonenumber: { service: { type: 'Conference', id: '77' } } },
    })
  })

  it.each([[{}], [{ service_type: 'Opera' }], [{ service_type: 'Conference' }]])('refuses %j', async (fields) => {
    expect((await set(fields)).status).toBe(400)
  })

  it.each([
    ['Busy', 'BUSY'],
    ['Reject', 'REJECTED'],
    ['Hangup', 'ANSWERED'],
  ])('%s ends every call that comes in', async (type, disposition) => {
    await set({ service_type: type })
    await app.notify('receive')
    app.service.ring({ from: 'Marcus' })
    app.clock.advance(0)
    await app.service.callbacksSettled()
    expect(app.received.map(({ body }) => JSON.parse(body) as object)).toMatchObject([
      { status: 'BEGIN' },
      { status: 'END', disposition, billable_seconds: 0 },
    ])
  })
})
