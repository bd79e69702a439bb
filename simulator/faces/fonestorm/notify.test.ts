import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { foneNumber, startWireApp, type WireApp } from './testing/wire-app.ts'

let app: WireApp

beforeEach(async () => {
  app = await startWireApp()
  await app.signIn()
})

afterEach(() => app[Symbol.asyncDispose]())

async function voiceOptions(number = foneNumber): Promise<Record<string, unknown>> {
  const { body } = await app.send('GET', `/fonenumbers/${number}`)
  return (body as { fonenumber: { voice_options: Record<string, unknown> } }).fonenumber.voice_options
}

describe.each(['send', 'receive'] as const)('POST /calls/%s_notify', (kind) => {
  const key = `${kind}_notify`

  it('answers the document’s example in its form', async () => {
    const url = 'https://requestb.in/1h8v9c01'
    const answer = await app.notify(kind, { url })
    expect(answer).toMatchObject({ status: 200 })
    expect(answer.body).toEqual({ callback: { url, method: 'JSON' } })
    expect((await voiceOptions())[key]).toEqual({ url, method: 'JSON' })
  })

  it('may answer another URL, as that example does, or the FoneNumber, as the table says', async () => {
    app.service.switches({ echoesAnotherUrl: true })
    expect((await app.notify(kind)).body).toEqual({ callback: { url: 'https://requestb.in/16fu9oz1', method: 'JSON' } })
    app.service.switches({ notifyReply: 'fonenumber' })
    expect((await app.notify(kind)).body).toMatchObject({
      fonenumber: { fonenumber: foneNumber, voice_options: { [key]: { url: app.callbackUrl, method: 'JSON' } } },
    })
  })

  it('takes forms, as the swagger file has it', async () => {
    const fields = { fonenumber: foneNumber, method: 'GET', url: 'http://127.0.0.1/?to={{to}}' }
    expect((await app.send('POST', `/calls/${key}`, new URLSearchParams(fields))).status).toBe(200)
    expect((await voiceOptions())[key]).toEqual({ url: 'http://127.0.0.1/?to={{to}}', method: 'GET' })
  })

  it('sets one callback a number, leaving the other kind and other numbers alone', async () => {
    await app.notify(kind, { url: 'http://127.0.0.1/first' })
    await app.notify(kind, { url: 'http://127.0.0.1/second', method: 'POST' })
    const other = kind === 'send' ? 'receive_notify' : 'send_notify'
    expect(await voiceOptions()).toEqual({
      [key]: { url: 'http://127.0.0.1/second', method: 'POST' },
      [other]: { url: '', method: '' },
    })
    expect((await voiceOptions('3215551111'))[key]).toEqual({ url: '', method: '' })
  })

  it('never tells the password', async () => {
    app.service.switches({ notifyReply: 'fonenumber' })
    const answer = await app.notify(kind, { url_username: 'app', url_password: 'open sesame' })
    expect(JSON.stringify([answer.body, await voiceOptions()])).not.toMatch(/sesame|"app"/)
  })

  it('takes a callback away, where the service can', async () => {
    await app.notify(kind)
    expect((await app.notify(kind, { type: 'None', url: '', method: '' })).status).toBe(200)
    expect((await voiceOptions())[key]).toEqual({ url: '', method: '' })
    app.service.switches({ noneCancels: false })
    expect((await app.notify(kind, { type: 'None', url: '', method: '' })).status).toBe(400)
  })

  it.each([
    [{ url: '' }],
    [{ url: null }],
    [{ url: 'requestb.in/1h8v9c01' }],
    [{ url: 'ftp://127.0.0.1/x' }],
    [{ url: 'http://' }],
    [{ method: 'PUT' }],
    [{ method: 'json' }],
    [{ method: null }],
    [{ fonenumber: '' }],
  ])('refuses %j', async (fields) => {
    expect(await app.notify(kind, fields)).toMatchObject({ status: 400, body: { status_code: 400 } })
    expect((await voiceOptions())[key]).toEqual({ url: '', method: '' })
  })

  it('refuses a number of somebody else', async () => {
    expect((await app.notify(kind, { fonenumber: '3215559999' })).status).toBe(404)
  })

  it('replaces what somebody had set before, which can be read and put back', async () => {
    const earlier = { url: 'http://127.0.0.1/earlier', method: 'GET' } as const
    app.service.presetNotify({ kind, registration: earlier })
    expect((await voiceOptions())[key]).toEqual(earlier)
    await app.notify(kind)
    await app.notify(kind, earlier)
    expect((await voiceOptions())[key]).toEqual(earlier)
  })
})
