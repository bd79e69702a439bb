import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { credentials, foneNumber, startWireApp, type WireApp } from './testing/wire-app.ts'

let app: WireApp

beforeEach(async () => {
  app = await startWireApp()
})

afterEach(() => app[Symbol.asyncDispose]())

function part(token: string, index: number): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString()) as Record<string, unknown>
}

function lifetime(token: string): number {
  const { iat, exp } = part(token, 1) as { iat: number; exp: number }
  return exp - iat
}

describe('POST /auth', () => {
  it('gives a JSON Web Token of an hour', async () => {
    const answer = await app.send('POST', '/auth', credentials)
    expect(answer.status).toBe(201)
    const { token } = (answer.body as { auth: { token: string } }).auth
    expect(part(token, 0)).toEqual({ alg: 'HS256', typ: 'JWT' })
    expect(part(token, 1)).toMatchObject({
      account: { id: '8005550199' },
      portal: { token: expect.stringMatching(/^[0-9a-f]{32}$/) },
      iat: app.clock.now() / 1000,
    })
    expect(lifetime(token)).toBe(3600)
  })

  it.each([
    ['a form', new URLSearchParams(credentials)],
    ['a multipart form', formData(credentials)],
  ])('takes %s too', async (_, body) => {
    expect((await app.send('POST', '/auth', body)).status).toBe(201)
  })

  it('gives a token of the wanted life, up to a day', async () => {
    expect(lifetime(await app.signIn({ expires: 60 }))).toBe(60)
    expect(lifetime(await app.signIn({ expires: '86400' }))).toBe(86_400)
    expect(lifetime(await app.signIn({ expires: 86_401 }))).toBe(86_400)
    app.service.switches({ overlongExpires: 'refuse' })
    expect(await app.send('POST', '/auth', { ...credentials, expires: 86_401 })).toMatchObject({ status: 400 })
    expect(await app.send('POST', '/auth', { ...credentials, expires: 'soon' })).toMatchObject({ status: 400 })
  })

  it.each([
    ['authorization', (token: string) => ({ authorization: { token } })],
    ['bare', (token: string) => ({ token })],
  ] as const)('puts the token elsewhere: %s', async (tokenReply, shape) => {
    app.service.switches({ tokenReply })
    const { body } = await app.send('POST', '/auth', credentials)
    expect(body).toEqual(shape(expect.stringMatching(/^ey.+\..+\..+$/) as string))
  })

  it.each([
    ['a wrong password', { ...credentials, password: 'wrong' }, 401],
    ['a wrong name', { ...credentials, username: 'nobody' }, 401],
    ['no password', { username: credentials.username }, 400],
    ['no name', { password: credentials.password }, 400],
  ])('refuses %s', async (_, fields, status) => {
    const answer = await app.send('POST', '/auth', fields)
    expect(answer).toMatchObject({ status, body: { error: expect.any(String), status_code: status } })
    expect(JSON.stringify(answer.body)).not.toContain(credentials.password)
  })

  it('the demo account signs in with it', async () => {
    expect(app.simulator.accounts.fonestorm).toEqual({
      settings: { baseUrl: app.baseUrl, username: credentials.username, foneNumber },
      secrets: { password: credentials.password },
    })
  })
})

describe('the header `token`', () => {
  const ask = (token?: string) => app.send('GET', '/fonenumbers', undefined, token === undefined ? {} : { token })

  it('lets in who has one, until it expires', async () => {
    await app.signIn({ expires: 2 })
    expect((await ask()).status).toBe(200)
    app.clock.advance(1999)
    expect((await ask()).status).toBe(200)
    app.clock.advance(1)
    expect(await ask()).toMatchObject({
      status: 401,
      body: { error: 'Unauthorized', message: 'The token has expired.', status_code: 401 },
    })
  })

  it('is refused when the service says so, though its exp is in the future; a new one is not', async () => {
    await app.signIn()
    app.service.expireTokens()
    expect((await ask()).status).toBe(401)
    await app.signIn()
    expect((await ask()).status).toBe(200)
  })

  it('can be had without a password from the control', async () => {
    expect((await ask(app.service.issueToken())).status).toBe(200)
    const short = app.service.issueToken({ lifetimeSeconds: 1 })
    app.clock.advance(1000)
    expect((await ask(short)).status).toBe(401)
  })

  it('is required everywhere but in /auth', async () => {
    for (const [method, path] of [
      ['POST', '/calls'],
      ['POST', '/calls/send_notify'],
      ['POST', '/calls/receive_notify'],
      ['GET', '/fonenumbers'],
      ['GET', `/fonenumbers/${foneNumber}`],
      ['DELETE', `/fonenumbers/${foneNumber}`],
    ] as const) {
      expect((await app.send(method, path)).status, path).toBe(401)
    }
    expect((await app.send('GET', '/fonenumbers', undefined, { authorization: 'Bearer x' })).status).toBe(401)
  })

  it('must bear our signature', async () => {
    const token = await app.signIn()
    const [header = '', payload = '', signature = ''] = token.split('.')
    const claims = { ...part(token, 1), exp: 9_999_999_999 }
    const forged = Buffer.from(JSON.stringify(claims)).toString('base64url')
    const guessed = createHmac('sha256', 'secret').update(`${header}.${forged}`).digest('base64url')
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url')
    for (const bad of [
      `${header}.${forged}.${signature}`,
      `${header}.${forged}.${guessed}`,
      `${unsigned}.${payload}.`,
      `${token}.x`,
      'key',
    ]) {
      expect((await ask(bad)).status, bad).toBe(401)
    }
  })
})

function formData(fields: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}
