import { describe, expect, it } from 'vitest'
import { fail } from '../../failure.ts'
import { plainAnswer } from '../../testing/scripted-http.ts'
import { forever, oneNumber, openSession, otherKey, PaperService, urlKey } from './fixtures/paper-service.ts'

const target = { text: '09012345678' }
const before = oneNumber('0312345678')
const noteName = 'list:dial'

function opened() {
  const service = new PaperService()
  service.lists.set(otherKey, before)
  return openSession({ service })
}

const unanswered = () => fail('net/timeout', { retry: 'no', outcome: 'unknown' })

describe('dialling through a rule', () => {
  it('reads, overwrites, fires once, and puts back', async () => {
    const { session, ports, service, facts } = opened()
    const { key } = await session.dialing.place(target, {}, forever)
    const rule = `/pattern/${otherKey}`
    expect(ports.http.lines).toEqual([`GET ${rule}/tel`, `PUT ${rule}/tel`, `POST ${rule}/call`, `PUT ${rule}/tel`])
    expect(service.called).toEqual([oneNumber('09012345678')])
    expect(service.lists.get(otherKey)).toBe(before)
    expect(ports.notebook.notes.has(noteName)).toBe(false)
    expect(facts).toMatchObject([{ type: 'call', key, state: 'dialing', direction: 'out', number: '+819012345678' }])
    await session.close()
    expect(ports.clock.pending).toBe(0)
  })

  it('has the old list on disk before it overwrites anything', async () => {
    const { session, ports, service } = opened()
    const noted: boolean[] = []
    service.instead = ({ method }) => {
      noted.push(method !== 'GET' && ports.notebook.notes.get(noteName)?.includes('0312345678') === true)
      return undefined
    }
    await session.dialing.place(target, {}, forever)
    expect(noted).toEqual([false, true, true, true])
    await session.close()
  })

  it('sends nothing where that is impossible', async () => {
    const { session, ports } = opened()
    ports.notebook.broken = fail('store/unavailable')
    await expect(session.dialing.place(target, {}, forever)).rejects.toMatchObject({
      failure: { code: 'store/unavailable' },
    })
    expect(ports.http.lines.filter((line) => !line.startsWith('GET'))).toEqual([])
  })

  it.each([
    [
      'refused',
      () => plainAnswer(422, '{"message":"再生内容をテキストにしてください。"}'),
      'provider/refused',
      'ended',
    ],
    ['an error as HTTP 200', () => ({ status: 'error', message: '上限です。' }), 'provider/refused', 'ended'],
    ['not answered', unanswered, 'net/timeout', 'unknown'],
    ['answered with nonsense', () => plainAnswer(200, '<html>'), 'provider/protocol', 'unknown'],
    ['answered by a proxy', () => plainAnswer(502, ''), 'provider/unavailable', 'unknown'],
  ])('puts the list back when the firing is %s', async (_how, answer, code, state) => {
    const { session, ports, service, facts } = opened()
    service.instead = ({ method }) => (method === 'POST' ? answer() : undefined)
    await expect(session.dialing.place(target, {}, forever)).rejects.toMatchObject({
      failure: { code, provider: 'iotcall', ...(state === 'unknown' && { outcome: 'unknown' }) },
    })
    expect(ports.http.lines.filter((line) => line.startsWith('POST'))).toHaveLength(1)
    expect(service.lists.get(otherKey)).toBe(before)
    expect(ports.notebook.notes.has(noteName)).toBe(false)
    expect(facts.at(-1)).toMatchObject({ type: 'call', state })
    await session.close()
  })

  it('puts the list back when the person gives up in the middle', async () => {
    const { session, ports, service } = opened()
    const abort = new AbortController()
    service.instead = ({ method }) =>
      method === 'POST' ? new Promise(() => queueMicrotask(() => abort.abort())) : undefined
    await expect(session.dialing.place(target, {}, abort.signal)).rejects.toMatchObject({
      failure: { code: 'aborted' },
    })
    expect(service.lists.get(otherKey)).toBe(before)
    expect(ports.notebook.notes.has(noteName)).toBe(false)
  })

  it('leaves alone what was not overwritten', async () => {
    const { session, ports, service, facts } = opened()
    service.instead = ({ method }) =>
      method === 'PUT' ? plainAnswer(422, '{"message":"2件以上必要です。"}') : undefined
    await expect(session.dialing.place(target, {}, forever)).rejects.toMatchObject({
      failure: { code: 'provider/refused', params: { vendorMessage: '2件以上必要です。' } },
    })
    expect(ports.http.lines).toHaveLength(2)
    expect(ports.notebook.notes.has(noteName)).toBe(false)
    expect(facts).toEqual([])
  })

  it('one after the other, however many at once', async () => {
    const { session, service } = opened()
    await Promise.all(['09011111111', '09022222222'].map((text) => session.dialing.place({ text }, {}, forever)))
    expect(service.called).toEqual([oneNumber('09011111111'), oneNumber('09022222222')])
    expect(service.lists.get(otherKey)).toBe(before)
    await session.close()
  })

  it('tries again to put the list back, and a close waits for it', async () => {
    const { session, ports, service } = opened()
    let failures = 2
    service.instead = ({ method, body }) =>
      method === 'PUT' && body === before && failures-- > 0 ? plainAnswer(503, '') : undefined
    const placing = session.dialing.place(target, {}, forever)
    await ports.clock.settle()
    const closing = session.close()
    await ports.clock.advance(6_000)
    await Promise.all([placing, closing])
    expect(service.lists.get(otherKey)).toBe(before)
    expect(ports.clock.pending).toBe(0)
  })

  it('writes groups in letters for a service that shows them so and refuses numbers', async () => {
    const { session, service } = opened()
    service.lists.set(otherKey, before.replace('group%5D=1', 'group%5D=B'))
    service.instead = ({ body }) =>
      body?.includes('group%5D=1') || body?.includes('group%5D=2') ? plainAnswer(422, '') : undefined
    await session.dialing.place(target, {}, forever)
    expect(service.called).toEqual([oneNumber('09012345678').replace('group%5D=1', 'group%5D=A')])
    expect(service.lists.get(otherKey)).toContain('group%5D=B')
    await session.close()
  })
})

describe('after a crash between overwriting and putting back', () => {
  function crashed() {
    const first = opened()
    // The process ends here: the request never returns.
    first.service.instead = ({ method }) => (method === 'POST' ? new Promise(() => undefined) : undefined)
    first.session.dialing.place(target, {}, forever).catch(() => undefined)
    return first
  }

  it.each(['check', 'watch', 'dial'])('the next %s puts the list back before anything else', async (how) => {
    const { service, ports } = crashed()
    await ports.clock.settle()
    expect(service.lists.get(otherKey)).toBe(oneNumber('09012345678'))
    service.instead = () => undefined
    ports.http.requests.length = 0
    const next = openSession({ service, ports })
    if (how === 'check') expect(await next.session.check(forever)).toMatchObject({ putBack: 'dial' })
    if (how === 'watch') next.session.watch()
    if (how === 'dial') await next.session.dialing.place({ text: '09099999999' }, {}, forever)
    await ports.clock.settle()
    expect(ports.http.requests[0]).toMatchObject({ method: 'PUT', path: `/pattern/${otherKey}/tel`, body: before })
    expect(service.lists.get(otherKey)).toBe(before)
    expect(ports.notebook.notes.has(noteName)).toBe(false)
    expect(ports.log.entries.some(({ event }) => event.includes('put back after an interrupted dialling'))).toBe(true)
    await next.session.close()
  })

  it('watching tries until the service is there', async () => {
    const { service, ports } = crashed()
    await ports.clock.settle()
    service.instead = () => fail('net/offline', { retry: 'after' })
    const next = openSession({ service, ports })
    next.session.watch()
    await ports.clock.advance(20_000)
    expect(next.facts).toContainEqual(expect.objectContaining({ type: 'connection', state: 'reconnecting' }))
    service.instead = () => undefined
    await ports.clock.advance(60_000)
    expect(service.lists.get(otherKey)).toBe(before)
    expect(next.facts.at(-1)).toMatchObject({ type: 'connection', state: 'live' })
    await next.session.close()
    expect(ports.clock.pending).toBe(0)
  })

  it('nobody fires a list that is not put back', async () => {
    const { service, ports } = crashed()
    await ports.clock.settle()
    service.instead = ({ method }) => (method === 'PUT' ? plainAnswer(422, '{}') : undefined)
    const { session } = openSession({ service, ports })
    await expect(session.broadcast.fire('dial', forever)).rejects.toMatchObject({
      failure: { code: 'provider/refused' },
    })
    expect(service.called).toEqual([])
    service.instead = () => undefined
    // The person's own list ends it.
    await session.broadcast.replace('dial', [], forever)
    expect(service.lists.get(otherKey)).toBe('')
    expect(ports.notebook.notes.has(noteName)).toBe(false)
  })

  it('a dialling of another process that lives is not disturbed', async () => {
    const { service, ports } = crashed()
    await ports.clock.settle()
    const note = JSON.parse(ports.notebook.notes.get(noteName) ?? '') as object
    ports.notebook.notes.set(noteName, JSON.stringify({ ...note, process: process.ppid }))
    service.instead = () => undefined
    const { session } = openSession({ service, ports })
    await expect(session.check(forever)).rejects.toMatchObject({ failure: { params: { reason: 'list-in-use' } } })
    expect(service.lists.get(otherKey)).toBe(oneNumber('09012345678'))
    await ports.clock.advance(200_000)
    expect(await session.check(forever)).toMatchObject({ putBack: 'dial' })
  })
})

describe('replacing a list', () => {
  const wanted = [{ tel: '0611112222', group: 1, check: true, international_prefix_id: 1 }]
  const note = 'list:alarm'

  it('that nobody answered, but that was taken, is done', async () => {
    const { session, ports, service } = opened()
    service.instead = (request) => {
      if (request.method !== 'PUT') return undefined
      service.answer(request)
      return unanswered()
    }
    await session.broadcast.replace('alarm', wanted, forever)
    expect(ports.http.lines.filter((line) => line.startsWith('PUT'))).toHaveLength(1)
    expect(ports.notebook.notes.has(note)).toBe(false)
  })

  it('that nobody answered and nobody can look at keeps the old one on disk', async () => {
    const { session, ports, service } = opened()
    service.lists.set(urlKey, before)
    service.instead = ({ method }) => (method === 'PUT' ? unanswered() : undefined)
    await expect(session.broadcast.replace('alarm', wanted, forever)).rejects.toMatchObject({
      failure: { outcome: 'unknown' },
    })
    expect(ports.notebook.notes.get(note)).toContain('0312345678')
    service.instead = () => undefined
    await session.check(forever)
    expect(ports.notebook.notes.has(note)).toBe(false)
    expect(service.lists.get(urlKey)).toBe(before)
  })

  it('refuses a list that cannot be read, since it could not be kept', async () => {
    const { session, ports, service } = opened()
    service.instead = ({ method }) => (method === 'GET' ? { status: 'ok', list: [{ tel: '03' }] } : undefined)
    await expect(session.broadcast.replace('alarm', wanted, forever)).rejects.toMatchObject({
      failure: { code: 'provider/protocol' },
    })
    expect(ports.http.lines).toHaveLength(1)
  })
})
