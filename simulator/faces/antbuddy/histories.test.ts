import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hashOf } from './signature.ts'
import { day, sha256, startWireApp, type WireApp } from './testing/wire-app.ts'

// Section 3 of the document: parameters, limits, and every row of the table of results.
let app: WireApp

beforeEach(async () => {
  app = await startWireApp()
})

afterEach(() => app[Symbol.asyncDispose]())

interface Row {
  unix_timestamp: number
  recording: string
  status_detail: string
  class: string
}

async function rows(parameters: Record<string, string> = {}): Promise<Row[]> {
  const { status, body } = await app.histories(parameters)
  expect(status).toBe(200)
  return body as Row[]
}

function refused(message: string) {
  return { status: 400, body: { success: false, message } }
}

/** Rings or dials, and lets it take its course. */
async function call(number: string, thenMs = 100_000): Promise<void> {
  await app.clickToCall(number)
  app.clock.advance(thenMs)
}

describe('the hash', () => {
  it('is the one of the vendor’s worked example', () => {
    const hash = hashOf('6544646543674', '2018-02-07T02:19:33.000Z', '2018-02-07T07:04:22.000Z', '123456')
    expect(hash).toBe('9b11b9ff77dbba70fe059acf84c02cfe6af90de9122e4d3bd6ec69c9d637f9ed')
  })

  it('covers the parameters that are sent, in the document’s order', async () => {
    expect((await app.histories()).status).toBe(200)
    expect((await app.histories({ limit: '20', page: '1' })).status).toBe(200)
    expect((await app.histories({ page: '1' })).status).toBe(200)
    const { appId, appSecret } = app.account
    const dates = { created_from: '2026-01-01T00:00:00.000Z', created_to: '2026-01-02T00:00:00.000Z' }
    const { created_from: from, created_to: to } = dates
    const path = '/oapi/v1/call/histories'
    const withDefaults = sha256(appId, from, to, '20', '1', appSecret)
    expect(await app.get(path, dates, { hash: withDefaults })).toMatchObject(refused('HASH_NOT_MATCH'))
    const reversed = sha256(from, to, appId, appSecret)
    expect(await app.get(path, dates, { hash: reversed })).toMatchObject(refused('HASH_NOT_MATCH'))
    app.service.switches({ hashOrder: 'app-id-last' })
    expect((await app.get(path, dates, { hash: reversed })).status).toBe(200)
    expect(await app.get(path, dates)).toMatchObject(refused('HASH_NOT_MATCH'))
  })

  it('is asked for after the app id', async () => {
    const path = '/oapi/v1/call/histories'
    expect(await app.get(path, {}, { appId: undefined })).toMatchObject(refused('APPID_MISSING'))
    expect(await app.get(path, {}, { appId: '42' })).toMatchObject(refused('APPID_NOT_FOUND'))
    expect(await app.get(path, {}, { hash: undefined })).toMatchObject(refused('HASH_NOT_MATCH'))
  })
})

describe('limits', () => {
  it('31 days, and not a millisecond more', async () => {
    const from = new Date(app.clock.now() - 31 * day - 1).toISOString()
    expect(await app.histories({ created_from: from })).toMatchObject(refused('TIME_RANGE_EXCEEDED'))
    expect((await app.histories()).status).toBe(200)
  })

  it.each([
    { created_from: 'yesterday' },
    { created_from: '2026-01-01' },
    { created_to: '2026-13-01T00:00:00.000Z' },
    { created_to: '2025-01-01T00:00:00.000Z' },
    { limit: '0' },
    { limit: 'many' },
    { page: '0' },
  ])('refuses %j', async (parameters) => {
    expect(await app.histories(parameters as Record<string, string>)).toMatchObject(refused('INVALID_INPUT'))
  })

  it('gives 20 rows unless told otherwise, and 100 at most', async () => {
    app.service.preload({ calls: 500, days: 20 })
    expect(await rows()).toHaveLength(20)
    expect(await rows({ limit: '100' })).toHaveLength(100)
    expect(await app.histories({ limit: '101' })).toMatchObject(refused('LIMIT_EXCEEDED'))
    app.service.switches({ overlongLimit: 'clamp' })
    expect(await rows({ limit: '500' })).toHaveLength(100)
  })
})

describe('pages', () => {
  it('hold every call once, newest first, also of ten thousand', async () => {
    app.service.preload({ calls: 10_000, days: 30 })
    const all: Row[] = []
    for (let page = 1; page <= 101; page += 1) all.push(...(await rows({ limit: '100', page: String(page) })))
    expect(all).toHaveLength(10_000)
    const times = all.map((row) => row.unix_timestamp)
    expect(times).toEqual(times.toSorted((one, other) => other - one))
    expect(new Set(all.map((row) => row.status_detail))).toEqual(
      new Set(['SUCCESS', 'IVR', 'BUSY', 'CANCELLED', 'ERROR']),
    )
    expect(all.some((row) => row.class === 'one_one')).toBe(true)
  })

  it('are the same every time', async () => {
    app.service.preload({ calls: 50, days: 20 })
    const first = await app.histories()
    app.service.preload({ calls: 50, days: 20 })
    expect((await app.histories()).text).toBe(first.text)
  })

  it('may be wrapped, and oldest first', async () => {
    app.service.preload({ calls: 30, days: 20 })
    for (const historyWrapper of ['data', 'items', 'docs'] as const) {
      app.service.switches({ historyWrapper })
      const { body } = await app.histories({ limit: '10', page: '3' })
      expect(body).toMatchObject({ total: 30, page: 3, limit: 10, [historyWrapper]: expect.any(Array) })
    }
    app.service.switches({ historyWrapper: 'bare', historyOrder: 'oldest-first' })
    const [first, second] = await rows()
    expect(first!.unix_timestamp).toBeLessThan(second!.unix_timestamp)
  })

  it('list only calls that began between the dates', async () => {
    app.service.preload({ calls: 31, days: 31 })
    const created_from = new Date(app.clock.now() - 10 * day).toISOString()
    expect(await rows({ created_from, limit: '100' })).toHaveLength(10)
  })
})

describe('rows', () => {
  it('a call out that was answered', async () => {
    const startedAt = app.clock.now()
    await app.clickToCall('01693608879')
    app.clock.advance(2500)
    app.clock.advance(43_000)
    expect(await rows()).toEqual([])
    app.service.hangUp()
    expect(await rows()).toEqual([
      {
        caller: { number: app.account.sipUser, type: 'user', username: 'minhanh' },
        callee: { number: '01693608879', type: 'realnumber' },
        class: 'trunking',
        did_number: null,
        direction: 'from_ab',
        status_detail: 'SUCCESS',
        duration_seconds: 46,
        unix_timestamp: Math.floor(startedAt / 1000),
        billing_seconds: 43,
        recording: expect.stringMatching(/^call_recording_[a-z0-9]{20}\.mp3$/),
      },
    ])
  })

  it('a call in that nobody took, by its national number', async () => {
    app.service.ring({ from: 'Trần' })
    app.clock.advance(60_000)
    expect(await rows()).toMatchObject([
      {
        caller: { number: '0901234567', type: 'realnumber' },
        callee: { number: app.account.sipUser, type: 'user', username: 'minhanh' },
        did_number: '02873019555',
        direction: 'to_ab',
        status_detail: 'IVR',
        billing_seconds: 0,
        recording: '',
      },
    ])
  })

  it.each([
    ['0901234000', 'BUSY'],
    ['0901234001', 'IVR'],
    ['0901234002', 'ERROR'],
  ])('a call to %s is %s', async (number, status_detail) => {
    await call(number)
    expect(await rows()).toMatchObject([{ status_detail, billing_seconds: 0, recording: '' }])
  })

  it('a call that we gave up is CANCELLED', async () => {
    await call('0901234001', 2000)
    app.service.hangUp({ side: 'near' })
    expect(await rows()).toMatchObject([{ status_detail: 'CANCELLED' }])
  })

  it('other errors have another word elsewhere', async () => {
    app.service.switches({ errorWord: 'UNSUCCESS' })
    await call('0901234002')
    expect(await rows()).toMatchObject([{ status_detail: 'UNSUCCESS' }])
  })

  it('a call to a colleague is one_one between users', async () => {
    await call('102', 5000)
    app.service.hangUp()
    expect(await rows()).toMatchObject([
      {
        class: 'one_one',
        did_number: null,
        callee: { number: 'quanghuysidetone', type: 'user', username: 'quanghuy' },
      },
    ])
  })

  it('a colleague’s calls are the company’s too', async () => {
    app.service.colleagueCalls()
    app.clock.advance(20_000)
    expect(await rows()).toMatchObject([{ caller: { username: 'quanghuy' }, status_detail: 'SUCCESS' }])
  })

  it('numbers may be strings, and recordings late or not made', async () => {
    app.service.switches({ historyNumbersAsStrings: true, recordingDelayMs: 30_000 })
    await call('0901234567', 5000)
    app.service.hangUp()
    expect(await rows()).toMatchObject([{ billing_seconds: '3', duration_seconds: '5', recording: '' }])
    app.clock.advance(30_000)
    expect((await rows())[0]?.recording).not.toBe('')
    app.service.switches({ recordCalls: false })
    expect((await rows())[0]?.recording).toBe('')
  })
})
