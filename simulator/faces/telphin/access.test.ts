import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWireClient, type WireClient } from './testing/wire-client.ts'

let client: WireClient

beforeEach(async () => {
  client = await startWireClient()
  await client.signIn()
})

afterEach(() => client[Symbol.asyncDispose]())

it('has a demo account in the shape that `accounts add` reads', () => {
  expect(client.simulator.accounts.telphin).toEqual({
    settings: { baseUrl: client.origin, clientId: expect.any(String), extensionId: '54' },
    secrets: { clientSecret: expect.any(String) },
  })
})

describe('paths', () => {
  it('live under /api/ver1.0', async () => {
    expect((await client.raw(`${client.origin}/user/`)).status).toBe(404)
    expect(await client.get('/nothing/')).toMatchObject({ status: 404, body: { message: 'Not found' } })
    expect((await client.send('DELETE', '/user/')).status).toBe(405)
  })

  it('keep their slash', async () => {
    expect((await client.get('/user')).status).toBe(404)
    client.service.switches({ missingSlash: 'redirect' })
    const moved = await client.get('/user')
    expect([moved.status, moved.headers.get('location')]).toEqual([301, '/api/ver1.0/user/'])
    client.service.switches({ missingSlash: 'accept' })
    expect((await client.get('/user')).status).toBe(200)
  })

  it('know the own client by @me or its number, however it is escaped, and no other', async () => {
    for (const id of ['@me', '%40me', '37649']) {
      expect((await client.get(`/client/${id}/extension/`)).status).toBe(200)
    }
    const other = await client.get('/client/4/extension/')
    expect(other).toMatchObject({ status: 404, body: { status: 'client_not_found' } })
  })

  it('know the own extensions by id, not by number', async () => {
    expect((await client.get('/extension/54/current_calls/')).status).toBe(200)
    expect((await client.get('/extension/101/current_calls/')).status).toBe(404)
    expect(await client.get('/extension/9001/current_calls/')).toMatchObject({
      status: 403,
      body: { message: 'Access denied', status: 'access_denied' },
    })
  })
})

describe('GET /user/ and the extension list', () => {
  it('tell whose the application is', async () => {
    expect((await client.get('/user/')).body).toMatchObject({
      client_id: 37649,
      extension_id: 54,
      admin: false,
      timezone: 'Europe/Moscow',
    })
    client.service.switches({ userLevel: 'client' })
    expect((await client.get('/user/')).body).toMatchObject({ extension_id: null, admin: true })
  })

  it('list extensions, by type, as prefix*number', async () => {
    const { body } = await client.get('/client/@me/extension/?type=phone&page=1')
    expect(body).toMatchObject([
      { id: 54, name: '10150*101', type: 'phone', status: 'active', label: 'Анна Соколова' },
      { id: 55, name: '10150*102' },
      { id: 56, status: 'blocked' },
    ])
    expect((await client.get('/client/@me/extension/?type=queue')).body).toMatchObject([{ id: 61 }])
    expect((await client.get('/client/@me/extension/')).body).toHaveLength(5)
    expect((await client.get('/client/@me/extension/60')).body).toMatchObject({ type: 'ivr' })
    expect((await client.get('/client/@me/extension/1')).status).toBe(404)
  })

  it('have pages', async () => {
    client.service.switches({ furtherPhones: 40 })
    const sizes = []
    for (const page of [1, 2, 3, 4]) {
      sizes.push((await client.get(`/client/@me/extension/?type=phone&page=${page}`)).body.length)
    }
    expect(sizes).toEqual([20, 20, 3, 0])
    expect((await client.get('/client/@me/extension/?page=0')).status).toBe(400)
  })

  it('may have fields that nobody documented', async () => {
    client.service.switches({ extraFields: true })
    expect((await client.get('/client/@me/extension/54')).body).toMatchObject({ from_public_allowed: true })
  })
})

describe('levels', () => {
  it('of the application: "Call API" lacks parts', async () => {
    client.service.switches({ appAccess: 'Call API' })
    expect(await client.get('/extension/54/phone/')).toMatchObject({
      status: 403,
      body: { status: 'app_access_type_deny' },
    })
    expect((await client.get('/client/@me/call_history/')).status).toBe(200)
    client.service.switches({ callApiDenies: ['call_history'] })
    expect((await client.get('/client/@me/call_history/')).status).toBe(403)
    expect((await client.get('/extension/54/phone/')).status).toBe(200)
  })

  it('of the user: read_only may look and call', async () => {
    client.service.switches({ userAccess: 'read_only' })
    expect(await client.send('PUT', '/extension/54/phone/', { label: 'x' })).toMatchObject({
      status: 403,
      body: { status: 'user_access_type_deny' },
    })
    expect((await client.get('/extension/54/phone/')).status).toBe(200)
    const call = { src_num: ['101'], dst_num: '+74951234567' }
    expect((await client.send('POST', '/extension/54/callback/', call)).status).toBe(201)
    client.service.switches({ userBlocked: true })
    expect(await client.get('/user/')).toMatchObject({ status: 403, body: { status: 'user_blocked' } })
  })
})

describe('the quota', () => {
  function limits({ headers }: { headers: Headers }) {
    return ['limit', 'remaining', 'reset'].map((name) => headers.get(`x-ratelimit-${name}`))
  }

  it('is told with every reply, errors too', async () => {
    expect(limits(await client.get('/user/'))).toEqual(['5000', '4999', '3600'])
    client.clock.advance(1000)
    expect(limits(await client.get('/nothing/'))).toEqual(['5000', '4998', '3599'])
    client.service.switches({ quotaHeaders: false })
    expect(limits(await client.get('/user/'))).toEqual([null, null, null])
  })

  it('ends in 429 until the hour is over', async () => {
    client.service.switches({ quotaPerHour: 2 })
    await client.get('/user/')
    await client.get('/user/')
    const refused = await client.get('/user/')
    expect(refused).toMatchObject({ status: 429, body: { status: 'rate_limit_exceeded' } })
    expect(limits(refused)).toEqual(['2', '0', '3600'])
    client.clock.advance(3_600_000)
    await client.signIn()
    expect(limits(await client.get('/user/'))).toEqual(['2', '1', '3600'])
    client.service.exhaustQuota()
    expect((await client.get('/user/')).status).toBe(429)
    client.service.clear()
    expect((await client.get('/user/')).status).toBe(200)
  })
})

describe('Accept-Encoding: gzip', () => {
  it('is answered packed', async () => {
    client.service.switches({ gzip: 'offered' })
    const packed = await client.get('/user/')
    expect([packed.headers.get('content-encoding'), packed.body.client_id]).toEqual(['gzip', 37649])
    const plain = await client.get('/user/', { headers: { 'accept-encoding': 'identity' } })
    expect([plain.headers.get('content-encoding'), plain.body.client_id]).toEqual([null, 37649])
  })

  it('may be demanded', async () => {
    client.service.switches({ gzip: 'demanded' })
    expect((await client.get('/user/', { headers: { 'accept-encoding': 'identity' } })).status).toBe(400)
    expect((await client.get('/user/')).status).toBe(200)
  })
})
