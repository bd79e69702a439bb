import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startWireApp, type WireApp } from './testing/wire-app.ts'

let app: WireApp

beforeEach(async () => {
  app = await startWireApp()
})

afterEach(() => app[Symbol.asyncDispose]())

const code = '0008200456220715041448'

/** Fires a rule as a sensor would, and lets what is due now be sent. */
function alarm(): void {
  app.service.fire({ rule: 'delivery' })
  app.clock.advance(0)
}

describe('the notice of a firing', () => {
  it.each([
    [{}, { method: 'POST', target: '/iotcall/fired', body: `code=${code}` }, 'application/x-www-form-urlencoded'],
    [
      { noticePayload: 'json' },
      { method: 'POST', target: '/iotcall/fired', body: `{"code":"${code}"}` },
      'application/json',
    ],
    [{ noticePayload: 'query' }, { method: 'POST', target: `/iotcall/fired?code=${code}`, body: '' }, undefined],
    [{ noticePayload: 'text' }, { method: 'POST', target: '/iotcall/fired', body: code }, 'text/plain'],
    [{ noticeMethod: 'GET' }, { method: 'GET', target: `/iotcall/fired?code=${code}`, body: '' }, undefined],
    [
      { noticeField: 'firing_id', noticeRuleId: true },
      { method: 'POST', target: '/iotcall/fired', body: `firing_id=${code}&rule_id=0008200456` },
      'application/x-www-form-urlencoded',
    ],
  ] as const)('with %j', async (switches, expected, type) => {
    const receiver = await app.receiveNotices()
    app.service.noticeUrl({ url: receiver.url })
    app.service.switches(switches)
    alarm()
    const notice = await receiver.next()
    expect(notice).toMatchObject(expected)
    expect(notice.type?.split(';')[0]).toBe(type)
  })

  it('keeps a query that the URL has', async () => {
    const receiver = await app.receiveNotices()
    app.service.noticeUrl({ url: `${receiver.url}?secret=1` })
    app.service.switches({ noticeMethod: 'GET' })
    alarm()
    expect(await receiver.next()).toMatchObject({ target: `/iotcall/fired?secret=1&code=${code}` })
  })

  it('comes late and twice when told so', async () => {
    const receiver = await app.receiveNotices()
    app.service.noticeUrl({ url: receiver.url })
    app.service.switches({ noticeDelayMs: 5000, noticeRepeats: 2 })
    alarm()
    app.clock.advance(4999)
    expect(app.service.notices()).toEqual([])
    app.clock.advance(1)
    expect((await receiver.next()).body).toBe((await receiver.next()).body)
  })

  it('is not sent without a URL, nor after clear', async () => {
    const receiver = await app.receiveNotices()
    alarm()
    app.service.noticeUrl({ url: receiver.url })
    app.service.switches({ noticeDelayMs: 1000 })
    alarm()
    app.service.clear()
    alarm()
    app.clock.advance(10_000)
    expect([app.service.notices(), receiver.pending()]).toEqual([[], 0])
  })
})

describe('how it is received', () => {
  it('is written down: a status, or why there is none', async () => {
    const refusing = await app.receiveNotices(500)
    app.service.noticeUrl({ url: refusing.url })
    alarm()
    await vi.waitFor(() => {
      expect(app.service.notices()).toEqual([{ url: refusing.url, code, status: 500 }])
    })
    app.service.noticeUrl({ url: 'http://127.0.0.1:1/' })
    alarm()
    await vi.waitFor(() => {
      expect(app.service.notices()[1]).toMatchObject({ status: null, error: expect.any(String) })
    })
  })

  it('is given up after noticeTimeoutMs', async () => {
    const hanging = await app.receiveNotices('never')
    app.service.noticeUrl({ url: hanging.url })
    app.service.switches({ noticeTimeoutMs: 1 })
    alarm()
    await vi.waitFor(() => {
      expect(app.service.notices()).toMatchObject([{ status: null, error: expect.stringContaining('Timeout') }])
    })
  })

  it('holds nothing up: the simulator stops while a customer’s server does not answer', async () => {
    const hanging = await app.receiveNotices('never')
    app.service.noticeUrl({ url: hanging.url })
    app.service.switches({ noticeTimeoutMs: 3_600_000 })
    alarm()
    await hanging.next()
    await app.simulator.stop()
    expect(app.service.notices()).toEqual([])
  })
})
