import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createManualClock, type ManualClock } from '../clock.ts'
import { FaceServer, type WireLibrary } from './face-server.ts'
import type { FaceSocket } from './face-socket.ts'
import type { Corruption } from './faults.ts'

let clock: ManualClock
let server: FaceServer
let handled: number

beforeEach(async () => {
  clock = createManualClock()
  handled = 0
  server = new FaceServer('test service', clock, () => ({
    handle: () => {
      handled += 1
      return { status: 200, body: { name: 'x'.repeat(100), count: 1, list: [true] } }
    },
    connect: (request) => (request.path === '/live' ? echo : 403),
  }))
  await server.start(0)
})

afterEach(() => server.stop())

function echo(socket: FaceSocket): void {
  socket.onText((text) => {
    socket.send(`${text}!`)
  })
}

async function open(path = '/live'): Promise<WebSocket> {
  const socket = new WebSocket(server.origin().replace('http', 'ws') + path)
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  return socket
}

function closed(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => {
    socket.once('close', resolve)
  })
}

async function corrupted(kind: Corruption): Promise<string> {
  server.faults.corrupt(kind)
  const response = await fetch(server.origin())
  return response.text()
}

describe('faults', () => {
  it('cut a reply short of its announced length', async () => {
    await expect(corrupted('truncate')).rejects.toThrow()
    expect(handled).toBe(1)
  })

  it('carry the request out and then reset the connection', async () => {
    await expect(corrupted('reset')).rejects.toThrow()
    expect(handled).toBe(1)
  })

  it('send what is no JSON, HTML, nothing, or far too much', async () => {
    const cases: [Corruption, (text: string) => boolean][] = [
      ['not-json', (text) => text.startsWith('{')],
      ['html', (text) => text.startsWith('<!doctype html>')],
      ['empty', (text) => text === ''],
      ['huge', (text) => text.length === 32 * 1024 * 1024],
    ]
    for (const [kind, fits] of cases) {
      const text = await corrupted(kind)
      expect([kind, fits(text)]).toEqual([kind, true])
      expect(() => JSON.parse(text) as unknown).toThrow()
      server.faults.clear()
    }
  })

  it('keep the keys and change every type', async () => {
    expect(JSON.parse(await corrupted('wrong-types'))).toEqual({ name: 42, count: [1], list: { length: 1 } })
  })

  it('hit only their path, only so many times, and not before the delay is over', async () => {
    server.faults.failWith(503, '/SLOW', 1, { 'retry-after': '7' })
    expect((await fetch(`${server.origin()}/fast`)).status).toBe(200)
    const refused = await fetch(`${server.origin()}/slow`)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '7'])
    expect((await fetch(`${server.origin()}/slow`)).status).toBe(200)
    expect(handled).toBe(2)

    server.faults.delay(5000, '/slow', 1)
    const slow = fetch(`${server.origin()}/slow`)
    await server.log.waitFor((entry) => entry.kind === 'request' && entry.status === null)
    clock.advance(4999)
    expect((await fetch(`${server.origin()}/fast`)).status).toBe(200)
    expect(handled).toBe(3)
    clock.advance(1)
    expect((await slow).status).toBe(200)
  })

  it('know what they cannot do', () => {
    expect(() => {
      server.faults.corrupt('nonsense' as Corruption)
    }).toThrow(/known: truncate/)
  })
})

describe('the log', () => {
  it('has method, path, raw query, headers, body, time and status', async () => {
    await fetch(`${server.origin()}/a%20b?x=%2B&y`, { method: 'POST', body: 'hello', headers: { 'x-test': 'yes' } })
    expect(server.log.entries()).toMatchObject([
      {
        kind: 'request',
        at: clock.now(),
        method: 'POST',
        path: '/a%20b',
        rawQuery: 'x=%2B&y',
        headers: { 'x-test': 'yes' },
        body: 'hello',
        status: 200,
      },
    ])
  })

  it('has sockets and frames in order', async () => {
    const socket = await open()
    socket.send('hi')
    await server.log.waitFor((entry) => entry.kind === 'frame' && entry.direction === 'out')
    socket.close(1000)
    await server.log.waitFor((entry) => entry.kind === 'socket-closed')
    expect(server.log.entries()).toMatchObject([
      { kind: 'socket-opened', path: '/live' },
      { kind: 'frame', direction: 'in', text: 'hi' },
      { kind: 'frame', direction: 'out', text: 'hi!' },
      { kind: 'socket-closed', code: 1000 },
    ])
  })

  it('finds what is to come and says when it does not come', async () => {
    const coming = server.log.waitFor((entry) => entry.kind === 'request' && entry.path === '/later')
    await fetch(`${server.origin()}/later`)
    expect(await coming).toMatchObject({ path: '/later' })
    await expect(server.log.waitFor(() => false, 1)).rejects.toThrow('within 1 ms (1 entries)')
  })
})

describe('sockets', () => {
  it('are refused by the face or by the control', async () => {
    await expect(open('/elsewhere')).rejects.toThrow('403')
    server.refuseSockets = 503
    await expect(open()).rejects.toThrow('503')
    expect(server.log.entries()).toMatchObject([
      { kind: 'socket-refused', code: 403 },
      { kind: 'socket-refused', code: 503 },
    ])
  })

  it('answer pings and frames, unless they are mute', async () => {
    const socket = await open()
    const pong = new Promise((resolve) => socket.once('pong', resolve))
    socket.ping()
    await pong
    server.muteSockets = true
    let heard = 0
    socket.on('pong', () => (heard += 1))
    socket.on('message', () => (heard += 1))
    socket.ping()
    socket.send('still there?')
    await server.log.waitFor((entry) => entry.kind === 'frame')
    server.muteSockets = false
    const answer = new Promise((resolve) =>
      socket.once('message', (data: Buffer) => {
        resolve(data.toString())
      }),
    )
    socket.send('now')
    expect(await answer).toBe('now!')
    expect(heard).toBe(1)
  })
})

describe('being killed', () => {
  it('cuts everything, waits for nobody, and comes back on the same port', async () => {
    server.faults.delay(60_000, '/hanging')
    const hanging = expect(fetch(`${server.origin()}/hanging`)).rejects.toThrow()
    const socket = await open()
    await server.log.waitFor((entry) => entry.kind === 'request')
    const cut = closed(socket)
    const origin = server.origin()
    await Promise.all([server.stop(), server.stop()])
    await hanging
    expect(await cut).toBe(1006)
    await expect(fetch(origin)).rejects.toThrow()
    await server.start(0)
    expect(server.origin()).toBe(origin)
    expect((await fetch(origin)).status).toBe(200)
  })

  it('says plainly that a port is taken', async () => {
    const second = new FaceServer('second service', clock, () => ({ handle: () => ({ status: 200 }) }))
    const port = Number(new URL(server.origin()).port)
    await expect(second.start(port)).rejects.toThrow(
      `Port ${port}, wanted for the simulated second service, is in use by another program.`,
    )
    await second.start(0)
    await second.stop()
  })
})

describe('further doors', () => {
  it('are origins of their own with one log, one set of faults and one fate', async () => {
    const name = 'test service'
    const seen: string[] = []
    const handler = {
      handle: (request: { door: string }) => {
        seen.push(request.door)
        return { status: 200 }
      },
    }
    const service = new FaceServer(name, clock, () => handler, ['media'])
    await service.start(0)
    const media = service.origin('media')
    expect(media).not.toBe(service.origin())
    await fetch(service.origin())
    await fetch(`${media}/file.mp3`)
    expect(seen).toEqual(['', 'media'])
    expect(service.log.entries()).toMatchObject([{ door: '' }, { door: 'media', path: '/file.mp3' }])
    await service.stop()
    await expect(fetch(media)).rejects.toThrow()
    await service.start(0)
    expect(service.origin('media')).toBe(media)
    await service.stop()
  })
})

describe('a library', () => {
  it('gets its requests and sockets with Node’s own objects; both are logged and can be refused', async () => {
    const library: WireLibrary = {
      request: (_incoming, response) => response.writeHead(418).end(),
      upgrade: (_incoming, _connection, _head, accept) => {
        accept(echo)
      },
    }
    const service = new FaceServer('test service', clock, () => ({
      handle: () => ({ status: 200 }),
      library: ({ path }) => (path === '/live' ? library : undefined),
    }))
    await service.start(0)
    expect((await fetch(service.origin())).status).toBe(200)
    expect((await fetch(`${service.origin()}/live`)).status).toBe(418)
    await service.log.waitFor((entry) => entry.kind === 'request' && entry.status === 418)
    const socket = new WebSocket(`${service.origin().replace('http', 'ws')}/live`)
    socket.once('open', () => {
      socket.send('hello')
    })
    expect(await new Promise((resolve) => socket.once('message', (data: Buffer) => resolve(data.toString())))).toBe(
      'hello!',
    )
    service.refuseSockets = 503
    expect((await fetch(`${service.origin()}/live`)).status).toBe(503)
    await service.stop()
  })
})
