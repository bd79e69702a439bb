import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { phoneId, startWireApp, type WireApp } from './testing/wire-app.ts'

let app: WireApp

beforeEach(async () => {
  app = await startWireApp()
})

afterEach(() => app[Symbol.asyncDispose]())

const scope = 'servicediscovery,serviceinformation,phone'

async function grant(origin = 'app://sidetone'): Promise<string> {
  const reply = await app.send('GET', '/gotapi/authorization/grant', {}, { headers: { origin } })
  return String(reply.body['clientId'])
}

function askForToken(clientId: string, parameters: Record<string, string> = {}, init: RequestInit = {}) {
  const asked = { clientId, scope, applicationName: 'Sidetone', ...parameters }
  return app.send('GET', '/gotapi/authorization/accesstoken', asked, init)
}

function discover(accessToken?: string) {
  return app.send('GET', '/gotapi/servicediscovery', accessToken === undefined ? {} : { accessToken })
}

describe('local OAuth', () => {
  it('gives a token with its scopes and their life of 180 days in seconds', async () => {
    const reply = await askForToken(await grant())
    expect(reply.status).toBe(200)
    expect(reply.body).toMatchObject({ result: 0, accessToken: expect.any(String) })
    expect(reply.body['scopes']).toEqual(scope.split(',').map((name) => ({ scope: name, expirePeriod: 15_552_000 })))
    expect(reply.body).not.toHaveProperty('expire')
    expect((await discover(String(reply.body['accessToken']))).body).toMatchObject({ result: 0 })
  })

  it('fills in `expire`, in ms since 1970, when switched on', async () => {
    app.phone.switches({ fillExpire: true, tokenLifetimeSeconds: 60 })
    const reply = await askForToken(await grant())
    expect(reply.body['expire']).toBe(app.clock.now() + 60_000)
  })

  it('answers 13 without a token, 15 for an unknown one, 14 outside its scopes, 12 after its life', async () => {
    expect((await discover()).body).toMatchObject({ result: 1, errorCode: 13 })
    expect((await discover('')).body).toMatchObject({ result: 1, errorCode: 13 })
    expect((await discover('made-up')).body).toMatchObject({ result: 1, errorCode: 15 })
    expect((await discover(await app.signIn('phone'))).body).toMatchObject({ result: 1, errorCode: 14 })
    const token = await app.signIn()
    app.clock.advance(180 * 24 * 3600 * 1000 - 1)
    expect((await discover(token)).body).toMatchObject({ result: 0 })
    app.clock.advance(1)
    expect((await discover(token)).body).toMatchObject({ result: 1, errorCode: 12 })
  })

  it('does not look at scopes when that is switched off', async () => {
    app.phone.switches({ scopesChecked: false })
    expect((await discover(await app.signIn('phone'))).body).toMatchObject({ result: 0 })
  })

  it('expires and revokes on demand', async () => {
    const token = await app.signIn()
    app.phone.expireTokens()
    expect((await discover(token)).body).toMatchObject({ errorCode: 12 })
    app.phone.revokeTokens()
    expect((await discover(token)).body).toMatchObject({ errorCode: 15 })
  })

  it('a second grant by the same origin discards the earlier client and its tokens', async () => {
    const first = await grant()
    const token = String((await askForToken(first)).body['accessToken'])
    await grant()
    expect((await discover(token)).body).toMatchObject({ errorCode: 15 })
    expect((await askForToken(first)).body).toMatchObject({ result: 1, errorCode: 15 })
  })

  it('a grant by another origin discards nothing, and its token is of no use to the first', async () => {
    const mine = await app.signIn()
    const theirs = await app.signIn(scope, { headers: { origin: 'http://other.example' } })
    expect((await discover(mine)).body).toMatchObject({ result: 0 })
    expect((await discover(theirs)).body).toMatchObject({ errorCode: 15 })
  })

  it.each(['clientId', 'scope', 'applicationName'])('refuses accesstoken without %s', async (name) => {
    expect((await askForToken(await grant(), { [name]: '' })).body).toMatchObject({ result: 1, errorCode: 10 })
  })

  it('switched off, answers 2 to grant and accesstoken and asks nobody for a token', async () => {
    app.phone.switches({ localOAuth: false })
    expect((await app.send('GET', '/gotapi/authorization/grant')).body).toMatchObject({ result: 1, errorCode: 2 })
    expect((await askForToken('any')).body).toMatchObject({ result: 1, errorCode: 2 })
    expect((await discover()).body).toMatchObject({ result: 0 })
    expect((await discover('placeHolder')).body).toMatchObject({ result: 0 })
    const called = await app.send('POST', '/gotapi/phone/call', { serviceId: phoneId, phoneNumber: '117' })
    expect(called.body).toMatchObject({ result: 0 })
  })
})

describe('the dialog on the phone', () => {
  function asked() {
    return app.phone.waitFor((entry) => entry.kind === 'request' && entry.path.endsWith('/accesstoken'))
  }

  it('blocks accesstoken until the person accepts', async () => {
    app.phone.switches({ dialog: 'hold' })
    const reply = askForToken(await grant())
    await asked()
    await expect
      .poll(() => app.phone.dialogs())
      .toMatchObject([{ origin: 'app://sidetone', applicationName: 'Sidetone' }])
    expect(app.phone.acceptDialog()).toBe(1)
    expect((await reply).body).toMatchObject({ result: 0, accessToken: expect.any(String) })
    expect(app.phone.dialogs()).toEqual([])
  })

  it('answers 11 when the person refuses, held or by themselves', async () => {
    app.phone.switches({ dialog: 'hold' })
    const reply = askForToken(await grant())
    await expect.poll(() => app.phone.refuseDialog()).toBe(1)
    expect((await reply).body).toMatchObject({ result: 1, errorCode: 11 })
    app.phone.switches({ dialog: 'refuse' })
    expect((await askForToken(await grant())).body).toMatchObject({ result: 1, errorCode: 11 })
  })

  it('is accepted after the delay, and not before', async () => {
    app.phone.switches({ dialogDelayMs: 4000 })
    const reply = askForToken(await grant())
    await expect.poll(() => app.phone.dialogs().length).toBe(1)
    app.clock.advance(3999)
    expect(app.phone.dialogs().length).toBe(1)
    app.clock.advance(1)
    expect((await reply).body).toMatchObject({ result: 0 })
  })

  it('times out with 7 when nobody is there', async () => {
    app.phone.switches({ dialog: 'hold' })
    const reply = askForToken(await grant())
    await expect.poll(() => app.phone.dialogs().length).toBe(1)
    app.clock.advance(60_000)
    expect((await reply).body).toMatchObject({ result: 1, errorCode: 7 })
  })

  it('goes away when the app hangs up', async () => {
    app.phone.switches({ dialog: 'hold' })
    const hangUp = new AbortController()
    const reply = askForToken(await grant(), {}, { signal: hangUp.signal, headers: { origin: 'app://sidetone' } })
    await expect.poll(() => app.phone.dialogs().length).toBe(1)
    hangUp.abort()
    await expect(reply).rejects.toThrow(/abort/i)
    await expect.poll(() => app.phone.dialogs()).toEqual([])
  })
})
