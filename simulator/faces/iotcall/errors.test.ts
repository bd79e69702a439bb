import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWireApp, type WireApp } from './testing/wire-app.ts'

let app: WireApp

beforeEach(async () => {
  app = await startWireApp()
})

afterEach(() => app[Symbol.asyncDispose]())

describe('the AuthCode', () => {
  it.each(['none', 'wrong', 'Bearer', 'Basic'])('%s: 401, and nothing is called', async (which) => {
    const right = app.account.secrets['authCode'] ?? ''
    const wrong: Record<string, Record<string, string>> = {
      none: {},
      wrong: { authorization: right.toLowerCase() },
      Bearer: { authorization: `Bearer ${right}` },
      Basic: { authorization: `Basic ${right}` },
    }
    const headers = wrong[which] ?? {}
    const reply = await app.send('POST', `/pattern/${app.key('delivery')}/call`, { headers })
    expect(reply).toMatchObject({ status: 401, body: { status: 'error', message: expect.any(String) } })
    expect((await app.send('GET', '/pattern/callog', { headers })).status).toBe(401)
    expect(app.service.firings()).toEqual([])
  })

  it('can be changed: the old one is refused, the demo account has the new one', async () => {
    app.service.changeAuthCode({ authCode: 'bmV3IGNvZGUh' })
    expect((await app.get('/pattern/callog')).status).toBe(401)
    const headers = { authorization: 'bmV3IGNvZGUh' }
    expect((await app.send('GET', '/pattern/callog', { headers })).status).toBe(200)
  })
})

describe('the account', () => {
  it('accountActive: without it everything answers 403, a wrong AuthCode still 401', async () => {
    app.service.switches({ accountActive: false })
    expect(await app.get('/pattern/callog')).toMatchObject({ status: 403, body: { status: 'error' } })
    expect((await app.send('GET', '/pattern/callog', { headers: {} })).status).toBe(401)
  })

  it('callingLimitSeconds: nothing is fired beyond it, unless overage is allowed', async () => {
    const fire = async () => (await app.send('POST', `/pattern/${app.key('dial')}/call`)).status
    app.service.switches({ callingLimitSeconds: 6 })
    expect(await fire()).toBe(200)
    app.clock.advance(60_000)
    expect(await app.list('/pattern/callog')).toMatchObject([{ duration: '6' }])
    expect(await fire()).toBe(422)
    app.service.switches({ callingLimitSeconds: 7 })
    expect(await fire()).toBe(200)
    app.service.switches({ callingLimitSeconds: 6, overageAllowed: true })
    expect(await fire()).toBe(200)
    expect(app.service.firings()).toHaveLength(3)
  })
})

describe('paths', () => {
  it.each([
    ['GET', '/'],
    ['GET', '/pattern'],
    ['GET', '/pattern/'],
    ['GET', '/pattern/calllog'],
    ['GET', '/pattern/nokey/tel'],
    ['PUT', '/pattern/nokey/tel'],
    ['POST', '/pattern/nokey/call'],
    ['GET', '/pattern/nokey/calllog'],
    ['GET', '/pattern/nokey/calllog/latest'],
    ['GET', '/pattern/nokey/0008200149220715041448'],
    ['GET', '/pattern/KEY/callog'],
    ['GET', '/pattern/KEY/calllog/newest'],
    ['GET', '/pattern/KEY/calllog/'],
    ['GET', '/pattern/KEY/calllog/latest/1'],
    ['GET', '/pattern/callog/latest'],
    ['GET', '/pattern/%E0%A4%A/tel'],
    ['GET', '/elsewhere/KEY/tel'],
  ])('%s %s: 404', async (method, path) => {
    const reply = await app.send(method, path.replace('KEY', app.key('delivery')))
    expect(reply).toMatchObject({ status: 404, body: { status: 'error', message: expect.any(String) } })
  })

  it.each([
    ['GET', '/pattern/KEY/call'],
    ['POST', '/pattern/KEY/tel'],
    ['DELETE', '/pattern/KEY/tel'],
    ['POST', '/pattern/callog'],
    ['PUT', '/pattern/KEY/smslog/latest'],
  ])('%s %s: 405', async (method, path) => {
    expect((await app.send(method, path.replace('KEY', app.key('delivery')))).status).toBe(405)
  })

  it('calllogAlias: the account’s calls are also under three l', async () => {
    app.service.switches({ calllogAlias: true })
    expect((await app.get('/pattern/calllog')).body).toEqual({ status: 'ok', list: [] })
  })

  it('a rule can get another key', async () => {
    app.service.rule({ name: 'delivery', key: '15newkey' })
    expect((await app.get(`/pattern/${app.key('delivery')}/tel`)).status).toBe(404)
    expect((await app.get('/pattern/15newkey/tel')).status).toBe(200)
  })
})

describe('errorShape', () => {
  it.each([
    ['json', 404, /^\{"status":"error","message":".+"\}$/],
    ['http-200', 200, /^\{"status":"error","message":".+"\}$/],
    ['laravel', 404, /^\{"message":".+"\}$/],
    ['html', 404, /^<!DOCTYPE html>/],
    ['empty', 404, /^$/],
  ] as const)('%s', async (errorShape, status, text) => {
    app.service.switches({ errorShape })
    const reply = await app.get('/pattern/nokey/tel')
    expect([reply.status, reply.text]).toEqual([status, expect.stringMatching(text)])
  })

  it('laravel names the fields of a 422', async () => {
    app.service.switches({ errorShape: 'laravel' })
    expect(await app.put('delivery', 'x=1')).toMatchObject({
      status: 422,
      body: { errors: { call_to_tels: [expect.any(String)] } },
    })
  })
})

describe('verbs', () => {
  it('say what they do not know', () => {
    expect(() => app.service.fire({ rule: 'nothing' })).toThrow('known: evacuation, server-room, delivery, dial')
    expect(() => app.service.rule({ name: 'dial', kinds: 'all' } as never)).toThrow('A rule has no "kinds"')
    expect(app.service.rules().map((rule) => rule.name)).toEqual(['evacuation', 'server-room', 'delivery', 'dial'])
  })
})
