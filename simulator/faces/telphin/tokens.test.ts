import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWireClient, type WireClient } from './testing/wire-client.ts'

let client: WireClient

beforeEach(async () => {
  client = await startWireClient()
})

afterEach(() => client[Symbol.asyncDispose]())

describe('POST /oauth/token', () => {
  it('gives a token for an hour, without a refresh token', async () => {
    const { status, body, headers } = await client.requestToken()
    expect(status).toBe(200)
    expect(body).toEqual({
      access_token: expect.stringMatching(/^\w{32}$/),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'all',
    })
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it('may say nothing of the time, as in the recorded reply', async () => {
    client.service.switches({ expiresInOmitted: true })
    const { body } = await client.requestToken()
    expect(Object.keys(body)).toEqual(['access_token', 'token_type'])
  })

  it.each([
    [{ client_secret: 'wrong' }, 'invalid_client'],
    [{ client_id: undefined }, 'invalid_client'],
    [{ grant_type: undefined }, 'invalid_request'],
    [{ grant_type: 'guess' }, 'unsupported_grant_type'],
    [{ grant_type: 'password', username: 'sokolova', password: 'no' }, 'invalid_grant'],
    [{ grant_type: 'refresh_token', refresh_token: 'none' }, 'invalid_grant'],
    [{ grant_type: 'authorization_code', code: 'none' }, 'invalid_grant'],
  ])('answers 400 to %j', async (fields, error) => {
    expect(await client.requestToken(fields)).toMatchObject({ status: 400, body: { error } })
  })

  it('may refuse in other words', async () => {
    client.service.switches({ tokenErrorBody: 'message' })
    expect((await client.requestToken({ client_secret: '' })).body).toEqual({ message: 'invalid_client' })
    client.service.switches({ tokenErrorBody: 'empty' })
    expect(await client.requestToken({ client_secret: '' })).toMatchObject({ status: 400, body: '' })
  })

  it('takes credentials from the body only, and POST only', async () => {
    const query = 'grant_type=client_credentials&client_id=x'
    expect((await fetch(`${client.origin}/oauth/token?${query}`, { method: 'POST' })).status).toBe(400)
    expect((await fetch(`${client.origin}/oauth/token`)).status).toBe(405)
    expect((await fetch(`${client.origin}/oauth/tokens`)).status).toBe(404)
  })

  it('gives a refresh token with a password, good for one more', async () => {
    const first = await client.requestToken({
      grant_type: 'password',
      username: 'sokolova',
      password: 'simulated-password',
    })
    const refresh = { grant_type: 'refresh_token', refresh_token: String(first.body.refresh_token) }
    client.service.expireTokens()
    const second = await client.requestToken(refresh)
    expect(second).toMatchObject({ status: 200, body: { refresh_token: expect.any(String) } })
    expect((await client.requestToken(refresh)).status).toBe(400)
  })

  it('sends public applications a code', async () => {
    const { clientId } = client.simulator.accounts.telphin.settings
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: String(clientId),
      redirect_uri: 'http://127.0.0.1/back',
      scope: 'all',
      state: 'abc',
    })
    const asked = await fetch(`${client.origin}/oauth/authorize?${query.toString()}`, { redirect: 'manual' })
    expect(asked.status).toBe(302)
    const target = new URL(asked.headers.get('location') ?? '')
    expect(target.searchParams.get('state')).toBe('abc')
    const code = target.searchParams.get('code') ?? ''
    const fields = { grant_type: 'authorization_code', code, redirect_uri: 'http://127.0.0.1/back' }
    expect((await client.requestToken({ ...fields, redirect_uri: 'http://elsewhere/' })).status).toBe(400)
    expect((await client.requestToken(fields)).status).toBe(400)
    const again = await fetch(`${client.origin}/oauth/authorize?${query.toString()}`, { redirect: 'manual' })
    const fresh = new URL(again.headers.get('location') ?? '').searchParams.get('code') ?? ''
    expect((await client.requestToken({ ...fields, code: fresh })).status).toBe(200)
    expect((await fetch(`${client.origin}/oauth/authorize?response_type=token`)).status).toBe(400)
  })

  it('takes 20 requests a second', async () => {
    for (let count = 0; count < 20; count += 1) expect((await client.requestToken()).status).toBe(200)
    expect(await client.requestToken()).toMatchObject({ status: 429, body: { status: 'rate_limit_exceeded' } })
    client.clock.advance(1000)
    expect((await client.requestToken()).status).toBe(200)
  })

  it('takes 6 requests at once', async () => {
    client.service.switches({ tokenDelayMs: 100 })
    const asked = Array.from({ length: 7 }, () => client.requestToken())
    await client.service.waitFor((entry) => entry.kind === 'request' && entry.status === 429)
    client.clock.advance(100)
    const statuses = (await Promise.all(asked)).map(({ status }) => status)
    expect(statuses.toSorted()).toEqual([200, 200, 200, 200, 200, 200, 429])
  })
})

describe('a token', () => {
  it.each([
    ['none', {}],
    ['another scheme', { authorization: 'Basic YTpi' }],
    ['an unknown one', { authorization: 'Bearer 8SNsrS0jV35vfmKqKeKtRrHfpbg4UX' }],
  ])('is needed: %s is 401', async (_, headers) => {
    const response = await fetch(`${client.origin}/api/ver1.0/user/`, { headers })
    expect(response.status).toBe(401)
    expect(await response.json()).toEqual({ message: 'Unauthorized' })
  })

  it('ends after its time, or when the control says so', async () => {
    await client.signIn()
    client.clock.advance(3_599_999)
    expect((await client.get('/user/')).status).toBe(200)
    client.clock.advance(1)
    expect((await client.get('/user/')).status).toBe(401)
    await client.signIn()
    client.service.expireTokens()
    expect((await client.get('/user/')).status).toBe(401)
    client.service.switches({ tokenLifetimeSeconds: 10 })
    expect((await client.requestToken()).body.expires_in).toBe(10)
    await client.signIn()
    client.service.revokeTokens()
    expect((await client.get('/user/')).status).toBe(401)
  })
})
