import { describe, expect, it } from 'vitest'
import { fail } from '../../failure.ts'
import { createCall, documentHeaders, inboundBegin, outboundBegin, setNotify } from './fixtures/document.ts'
import { answer, forever, listenerUrl, openPaperService, vendorError } from './fixtures/paper-service.ts'
import type { PaperService } from './fixtures/paper-service.ts'

const number = createCall.foneNumber
const far = { baseUrl: 'https://api.fonestorm.com/v2' }
const theirs = { url: 'https://crm.example/hook?to={{to}}', method: 'GET' }
const none = { url: '', method: '' }

function numberReply(send: object, receive: object, options = 'voice_options') {
  return answer(200, { fonenumber: { fonenumber: number, [options]: { send_notify: send, receive_notify: receive } } })
}

/** What was registered: path and body of each notify request. */
function notified({ ports }: PaperService): string[] {
  return ports.http.requests
    .filter(({ path }) => path.endsWith('_notify'))
    .map(({ path, body }) => `${path.replace('/calls/', '')} ${body ?? ''}`)
}

function bodyFor(url: string, method = 'JSON'): string {
  return `{"fonenumber":"${number}", "method":"${method}", "url":"${url}"}`
}

describe('registering', () => {
  it('sends the document’s example, byte for byte, for both kinds', async () => {
    const url = setNotify.url
    const service = await openPaperService({ ...far, callbackUrl: url.replace('/1h8v9c01', '') })
    const { ports, session } = service
    // As if the listener's own path were the example's.
    const open = ports.callbacks.open.bind(ports.callbacks)
    ports.callbacks.open = async (...given) => ({ ...(await open(...given)), url: 'http://127.0.0.1:20000/1h8v9c01' })
    await expect(session.notify!.set(forever)).resolves.toEqual({ url })
    expect(ports.http.requests.slice(1)).toEqual(
      ['send', 'receive'].map((kind) => ({
        method: 'POST',
        path: `/calls/${kind}_notify`,
        headers: documentHeaders,
        body: setNotify.body,
        timeoutMs: 30_000,
      })),
    )
  })

  it.each([
    ['the listener’s own address, where the service runs here', {}, listenerUrl],
    [
      'the public address with the listener’s path',
      { ...far, callbackUrl: 'https://me.example/t/' },
      'https://me.example/t/path-of-fs',
    ],
    [
      'a public address that has the path as it is',
      { ...far, callbackUrl: 'https://me.example/path-of-fs?x=1' },
      'https://me.example/path-of-fs?x=1',
    ],
  ])('names %s', async (_which, settings, url) => {
    const service = await openPaperService(settings)
    await expect(service.session.notify!.set(forever)).resolves.toEqual({ url })
    expect(notified(service)).toEqual([`send_notify ${bodyFor(url)}`, `receive_notify ${bodyFor(url)}`])
  })

  it('by GET names the places for everything', async () => {
    const { session } = await openPaperService({ callbackMethod: 'GET' })
    const { url } = await session.notify!.set(forever)
    expect(url).toBe(
      `${listenerUrl}?uid={{uid}}&account_code={{account_code}}&direction={{direction}}&status={{status}}&from={{from}}&to={{to}}&type={{type}}&disposition={{disposition}}&billable_seconds={{billable_seconds}}`,
    )
  })

  it('gives the name and the password that callbacks must carry', async () => {
    const service = await openPaperService({ callbackUsername: 'storm' }, { token: 'key', callbackPassword: 'pw' })
    await service.session.notify!.set(forever)
    expect(notified(service)[0]).toBe(
      `send_notify ${bodyFor(listenerUrl).slice(0, -1)}, "url_username":"storm", "url_password":"pw"}`,
    )
    expect(service.ports.callbacks.opened.get('fs')?.options.basicAuth).toEqual({ username: 'storm', password: 'pw' })
  })

  it('needs an address that the service can reach', async () => {
    const service = await openPaperService(far)
    await expect(service.session.notify!.set(forever)).rejects.toMatchObject({
      failure: { code: 'input/invalid', provider: 'fonestorm', params: { field: 'callbackUrl', reason: 'required' } },
    })
    expect(service.ports.http.requests).toEqual([])
  })

  it('opens to nobody where the password is missing', async () => {
    const { session, ports } = await openPaperService({ callbackUsername: 'storm' })
    await expect(session.notify!.set(forever)).rejects.toMatchObject({
      failure: { code: 'input/invalid', params: { field: 'callbackPassword', reason: 'required' } },
    })
    expect(ports.callbacks.opened.size).toBe(0)
  })
})

describe('what was there before', () => {
  it.each(['voice_options', 'call_options'])('is on disk before ours is set, and put back (%s)', async (options) => {
    const service = await openPaperService()
    const { session, answers, ports } = service
    answers.set(`GET /fonenumbers/${number}`, numberReply(theirs, none, options))
    let noted: string | undefined
    answers.set('POST /calls/send_notify', () => {
      noted ??= ports.notebook.notes.get('notify')
      return answer(200, setNotify.reply)
    })
    await session.notify!.set(forever)
    expect(noted).toContain(theirs.url)
    answers.set(
      `GET /fonenumbers/${number}`,
      numberReply({ url: listenerUrl, method: 'JSON' }, { url: listenerUrl, method: 'JSON' }, options),
    )
    await session.notify!.set(forever)
    await session.notify!.clear(forever)
    expect(notified(service).slice(-2)).toEqual([
      `send_notify ${bodyFor(theirs.url, 'GET')}`,
      `receive_notify {"fonenumber":"${number}", "type":"None"}`,
    ])
    expect(ports.notebook.notes.size).toBe(0)
  })

  it('stays where somebody has set something else since', async () => {
    const service = await openPaperService()
    await service.session.notify!.set(forever)
    service.answers.set(`GET /fonenumbers/${number}`, numberReply(theirs, none))
    await service.session.notify!.clear(forever)
    expect(notified(service)).toHaveLength(2)
  })

  it('is nothing to ask for where we registered nothing', async () => {
    const { session, ports } = await openPaperService()
    await session.notify!.clear(forever)
    expect(ports.http.requests).toEqual([])
  })

  it('stays noted while it cannot be put back', async () => {
    const service = await openPaperService()
    await service.session.notify!.set(forever)
    service.answers.set('POST /calls/send_notify', fail('net/offline'))
    await expect(service.session.notify!.clear(forever)).rejects.toMatchObject({ failure: { code: 'net/offline' } })
    expect(service.ports.notebook.notes.has('notify')).toBe(true)
    service.answers.set('POST /calls/send_notify', answer(200, setNotify.reply))
    await service.session.notify!.clear(forever)
    expect(service.ports.notebook.notes.has('notify')).toBe(false)
  })

  it('being nothing, and the service knowing no way to set nothing, is said', async () => {
    const service = await openPaperService()
    await service.session.notify!.set(forever)
    service.answers.set('POST /calls/send_notify', vendorError(400, 'url is required.'))
    await expect(service.session.notify!.clear(forever)).rejects.toMatchObject({
      failure: { code: 'unsupported', params: { what: 'notify-clear', vendorMessage: 'url is required.' } },
    })
    // The other kind was tried all the same.
    expect(notified(service).at(-1)).toContain('receive_notify')
  })

  it('of another number that the account had is put back', async () => {
    const service = await openPaperService()
    const before = { send: { url: 'https://old.example/', method: 'POST' }, receive: null }
    service.ports.notebook.notes.set('notify', JSON.stringify({ numbers: { '3215551111': { path: '/x', before } } }))
    await service.session.notify!.set(forever)
    expect(notified(service)[0]).toBe(
      'send_notify {"fonenumber":"3215551111", "method":"POST", "url":"https://old.example/"}',
    )
    expect(service.ports.notebook.notes.get('notify')).not.toContain('3215551111')
  })

  it('survives a note that cannot be read', async () => {
    const service = await openPaperService()
    service.ports.notebook.notes.set('notify', '{"numbers":7}')
    await expect(service.session.notify!.set(forever)).resolves.toEqual({ url: listenerUrl })
  })
})

describe('watching', () => {
  it('tells the listener first, then that it is live', async () => {
    const { session, ports, facts, connections } = await openPaperService()
    session.watch()
    await ports.clock.settle()
    expect(facts[0]).toEqual({ type: 'listener', url: listenerUrl })
    expect(connections()).toEqual(['connecting', 'live'])
    expect(ports.http.lines).toEqual([
      `GET /fonenumbers/${number}`,
      'POST /calls/send_notify',
      'POST /calls/receive_notify',
    ])
  })

  it('without an address that the service could reach is idle, says why, and hears what comes all the same', async () => {
    const { session, ports, facts, connections, callback, calls } = await openPaperService(far)
    session.watch()
    await ports.clock.settle()
    expect(connections()).toEqual(['connecting', 'idle input/invalid'])
    expect(facts[0]).toEqual({ type: 'listener', url: listenerUrl })
    expect(ports.http.requests).toEqual([])
    callback(inboundBegin)
    expect(calls()).toEqual(['d0b1f5a2 in ringing 3215551801'])
  })

  it('hears while registering fails, and tries again', async () => {
    const { session, ports, answers, connections, callback, calls } = await openPaperService()
    answers.set('POST /calls/receive_notify', vendorError(503))
    session.watch()
    await ports.clock.settle()
    callback(outboundBegin)
    expect(calls()).toEqual(['ce20fe86 out dialing 3215551801'])
    expect(connections()).toEqual(['connecting', 'reconnecting provider/unavailable'])
    answers.set('POST /calls/receive_notify', answer(200, setNotify.reply))
    await ports.clock.advance(5_000)
    expect(connections().at(-1)).toBe('live')
  })

  it('that was refused goes on once signing in works', async () => {
    const { session, ports, answers, connections } = await openPaperService({}, { password: 'secret' })
    answers.set('POST /auth', vendorError(401))
    session.watch()
    await ports.clock.settle()
    expect(connections().at(-1)).toBe('refused auth/rejected')
    await ports.clock.advance(600_000)
    expect(ports.http.lines).toEqual(['POST /auth'])
    answers.set('POST /auth', answer(201, { auth: { token: 'fresh' } }))
    await session.check(forever)
    await ports.clock.settle()
    expect(connections().at(-1)).toBe('live')
  })

  it('waits for a port that is taken', async () => {
    const { session, ports, connections } = await openPaperService()
    ports.callbacks.broken = fail('provider/unavailable', { params: { reason: 'port-taken' } })
    session.watch()
    await ports.clock.settle()
    expect(connections()).toEqual(['connecting', 'reconnecting provider/unavailable'])
    ports.callbacks.broken = undefined
    await ports.clock.advance(5_000)
    expect(connections().at(-1)).toBe('live')
  })

  it('registers anew after sleep, and has lost sight of what was live', async () => {
    const { session, ports, callback, calls, connections } = await openPaperService()
    session.watch()
    await ports.clock.settle()
    callback(inboundBegin)
    ports.hints.give('resume')
    await ports.clock.settle()
    expect(calls().at(-1)).toBe('d0b1f5a2 in unknown 3215551801')
    expect(connections().at(-1)).toBe('live')
    expect(ports.http.lines.filter((line) => line.endsWith('send_notify'))).toHaveLength(2)
  })

  it('stops with clear, even where nothing can be put back', async () => {
    const { session, ports, answers, connections } = await openPaperService()
    session.watch()
    await ports.clock.settle()
    answers.set('POST /calls/send_notify', fail('net/offline'))
    await expect(session.notify!.clear(forever)).rejects.toMatchObject({ failure: { code: 'net/offline' } })
    expect(connections().at(-1)).toBe('idle')
    await ports.clock.advance(600_000)
    expect(ports.http.lines.filter((line) => line.endsWith('receive_notify'))).toHaveLength(1)
  })

  it('stops with clear, and begins again when somebody watches', async () => {
    const { session, ports, connections } = await openPaperService()
    session.watch()
    await ports.clock.settle()
    await session.notify!.clear(forever)
    expect(connections().at(-1)).toBe('idle')
    session.watch()
    await ports.clock.settle()
    expect(connections().at(-1)).toBe('live')
  })
})
