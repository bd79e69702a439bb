import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { foneNumber, startWireApp, type WireApp } from './testing/wire-app.ts'

let app: WireApp

beforeEach(async () => {
  app = await startWireApp()
  await app.signIn()
})

afterEach(() => app[Symbol.asyncDispose]())

describe('errors', () => {
  it.each([
    ['an unknown path', 'GET', '/faxes', 404, 'Not Found'],
    ['a method that a path does not have', 'GET', '/calls', 405, 'Method Not Allowed'],
    ['a number that is not ours', 'GET', '/fonenumbers/3215550000', 404, 'Not Found'],
  ])('answer %s', async (_, method, path, status, error) => {
    const answer = await app.send(method, path)
    expect(answer).toMatchObject({ status })
    expect(answer.body).toEqual({ error, message: expect.stringMatching(/\.$/), status_code: status })
  })

  it('name the methods that there are', async () => {
    const { headers } = await app.send('PATCH', `/fonenumbers/${foneNumber}`)
    expect(headers.get('allow')).toBe('GET, PUT, DELETE')
  })

  it.each([
    ['what is no JSON', '{"fonenumber":', 'application/json', 400],
    ['JSON that is no object', '["3215551081"]', 'application/json', 400],
    ['a field that is no plain value', '{"fonenumber":{"a":1}}', 'application/json', 400],
    ['another content type', '<call/>', 'text/xml', 415],
  ])('answer %s', async (_, body, type, status) => {
    const answer = await app.send('POST', '/calls', body, { 'content-type': type })
    expect(answer).toMatchObject({ status, body: { status_code: status } })
  })

  it.each([402, 403, 409, 500, 503])('can be ordered: %i', async (status) => {
    app.service.answerError({ status, path: '/calls' })
    expect((await app.send('GET', '/fonenumbers')).status).toBe(200)
    const answer = await app.send('POST', '/calls', {})
    expect(answer).toMatchObject({ status, body: { status_code: status, message: expect.any(String) } })
    expect((await app.send('POST', '/calls', {})).status).toBe(400)
  })

  it('can be ordered only with the status of an error', () => {
    expect(() => {
      app.service.answerError({ status: 200 })
    }).toThrow('200 is not the status of an error.')
  })
})

describe('the limit of 10 requests a second', () => {
  beforeEach(() => {
    app.clock.advance(1000)
  })

  async function statuses(count: number): Promise<number[]> {
    const found = []
    for (let index = 0; index < count; index += 1) found.push((await app.send('GET', '/fonenumbers')).status)
    return found
  }

  it('refuses the eleventh until a second has passed since the first', async () => {
    expect(await statuses(12)).toEqual([...Array<number>(10).fill(200), 429, 429])
    app.clock.advance(999)
    expect(await statuses(1)).toEqual([429])
    app.clock.advance(1)
    expect(await statuses(1)).toEqual([200])
  })

  it('answers in the form of every error, and says when to come back if told to', async () => {
    app.service.switches({ requestsPerSecond: 1, limitStatus: 503, retryAfterSeconds: 2 })
    await statuses(1)
    const { status, headers, body } = await app.send('GET', '/fonenumbers')
    expect(status).toBe(503)
    expect(headers.get('retry-after')).toBe('2')
    expect(body).toMatchObject({ error: 'Service Unavailable', status_code: 503 })
  })

  it('can be lifted', async () => {
    app.service.switches({ requestsPerSecond: null })
    expect(new Set(await statuses(25))).toEqual(new Set([200]))
  })

  it('holds for signing in, too', async () => {
    app.service.switches({ requestsPerSecond: 1 })
    await statuses(1)
    expect((await app.send('POST', '/auth', {})).status).toBe(429)
  })
})
