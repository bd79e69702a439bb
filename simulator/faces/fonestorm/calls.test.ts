import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { foneNumber, startWireApp, type WireApp } from './testing/wire-app.ts'

let app: WireApp

beforeEach(async () => {
  app = await startWireApp()
  await app.signIn()
})

afterEach(() => app[Symbol.asyncDispose]())

const place = (fields: object = {}) =>
  app.send('POST', '/calls', { fonenumber: foneNumber, to: '3215551801', ...fields })

describe('POST /calls', () => {
  it('answers the document’s example in its form', async () => {
    const tts = 'Hi, Jane this is a reminder about your appointment scheduled for tomorrow at 12:30pm.'
    const { status, body } = await place({ tts })
    expect(status).toBe(201)
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-9eec-cf0ab03fdb06$/
    expect(body).toEqual({ call: { id: expect.stringMatching(uuid) } })
    expect(app.service.calls()).toMatchObject([{ direction: 'out', number: '3215551801', spokenText: tts }])
  })

  it('gives every call an id of its own', async () => {
    const ids = [await place(), await place(), await place()].map(({ body }) => JSON.stringify(body))
    expect(new Set(ids).size).toBe(3)
  })

  it('takes forms, as the swagger file has it', async () => {
    const fields = { fonenumber: foneNumber, to: '3215551801' }
    expect((await app.send('POST', '/calls', new URLSearchParams(fields))).status).toBe(201)
    expect((await app.send('POST', '/calls', new URLSearchParams())).status).toBe(400)
    expect((await app.send('POST', `/calls?${new URLSearchParams(fields).toString()}`)).status).toBe(400)
    expect(app.service.calls()).toHaveLength(1)
  })

  it('says the text and hangs up; without a text somebody has to', async () => {
    await place({ tts: 'x'.repeat(30) })
    app.clock.advance(1500)
    expect(app.service.calls()).toMatchObject([{ state: 'active' }])
    app.clock.advance(1999)
    expect(app.service.calls()).toMatchObject([{ state: 'active' }])
    app.clock.advance(1)
    expect(app.service.calls()).toMatchObject([{ state: 'ended', result: 'answered', endedBy: 'near' }])
    await place()
    app.clock.advance(3_600_000)
    expect(app.service.calls()[1]).toMatchObject({ state: 'active' })
  })

  it('leaves a spoken call alone that somebody ended, and hangs up none when told so', async () => {
    await place({ tts: 'hello' })
    app.clock.advance(1500)
    app.service.hangUp()
    app.service.switches({ spokenCharactersPerSecond: null })
    await place({ tts: 'hello' })
    app.clock.advance(3_600_000)
    expect(app.service.calls()).toMatchObject([{ endedBy: 'far' }, { state: 'active' }])
  })

  it.each([
    [{ to: '13215551801' }],
    [{ to: '321555180' }],
    [{ to: '(321) 555-1801' }],
    [{ to: '' }],
    [{ to: null }],
    [{ fonenumber: '' }],
  ])('refuses %j', async (fields) => {
    expect(await place(fields)).toMatchObject({ status: 400, body: { error: 'Bad Request', status_code: 400 } })
    expect(app.service.calls()).toEqual([])
  })

  it('refuses a FoneNumber of somebody else', async () => {
    expect((await place({ fonenumber: '3215559999' })).status).toBe(404)
  })

  it.each([
    ['1 (321) 555-1801', '13215551801'],
    ['011 84 28 1234567', '01184281234567'],
    ['3', '3'],
  ])('takes %s in the newer generation', async (to, number) => {
    app.service.switches({ generation: 'newer' })
    expect((await place({ to })).status).toBe(201)
    expect(app.service.calls()).toMatchObject([{ number }])
  })

  it.each([['9'], ['123456'], ['1234567890123456'], ['call me']])('refuses %s in the newer generation', async (to) => {
    app.service.switches({ generation: 'newer' })
    expect((await place({ to })).status).toBe(400)
  })

  it('connects to a service in the newer generation only', async () => {
    await place({ service_type: 'TTS', service_id: 'Good day' })
    app.service.switches({ generation: 'newer' })
    await place({ service_type: 'TTS', service_id: 'Good day' })
    await place({ service_type: 'Device', service_id: '77' })
    expect(app.service.calls().map(({ spokenText }) => spokenText)).toEqual([undefined, 'Good day', undefined])
    expect((await place({ service_type: 'TTS' })).status).toBe(400)
    expect((await place({ service_type: 'Opera', service_id: '1' })).status).toBe(400)
  })
})
