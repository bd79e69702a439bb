import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fail } from '../../failure.ts'
import type { CallFact } from '../../provider.ts'
import type { Script } from '../../testing/scripted-http.ts'
import { example, forever, openCompany, plain, secrets, usual } from './fixtures/company.ts'
import type { PaperCompany } from './fixtures/company.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const signedHeaders = {
  'Content-Type': 'application/json',
  'x-auth-app-id': example.appId,
  'x-auth-app-hash': sha256(example.appId + example.appSecret),
}
const sipBody = `{"sipUser":"thutranhtkbee","sipPassword":"${secrets.sipPassword}"}`

function only(path: string, answer: ReturnType<typeof plain> | Error): Script {
  return (request) => (request.path.includes(path) ? answer : usual(request))
}

async function read({ session }: PaperCompany, since: number, until: number): Promise<CallFact[]> {
  const calls: CallFact[] = []
  for await (const batch of session.history!.read({ since, until }, forever)) calls.push(...batch.calls)
  return calls
}

it('does nothing on the network before it is asked to', async () => {
  const { ports, session } = await openCompany()
  await ports.clock.advance(60_000)
  expect(ports.http.requests).toEqual([])
  expect(ports.sockets.opened).toEqual([])
  await session.close()
  expect(ports.clock.pending).toBe(0)
})

describe('click to call', () => {
  it('is the request of the document, once', async () => {
    const { ports, session, calls } = await openCompany()
    const { key } = await session.dialing!.place({ text: '+84 90 123-4567' }, {}, forever)
    expect(ports.http.requests).toEqual([
      {
        method: 'POST',
        path: '/oapi/v1/call/click-to-call/%2B84901234567',
        headers: signedHeaders,
        body: sipBody,
      },
    ])
    expect(calls()).toMatchObject([
      { key, direction: 'out', state: 'dialing', number: '+84901234567', endUnseen: true },
    ])
  })

  it.each([
    ['a device that is not registered', plain('', 400), 'provider/refused', 'device-not-registered', 'ended'],
    ['a wrong hash', plain('{"success":false,"message":"HASH_NOT_MATCH"}', 400), 'auth/rejected', 'hash', 'ended'],
    ['an unknown app', plain('{"success":false,"message":"APPID_NOT_FOUND"}', 400), 'auth/rejected', 'app-id', 'ended'],
    [
      'an error that comes with 200',
      plain('{"success":false,"message":"APPID_MISSING"}'),
      'auth/rejected',
      'app-id',
      'ended',
    ],
    ['too many requests', plain('', 503), 'rate/limited', 'request-limit', 'ended'],
    ['a broken server', plain('', 500), 'provider/unavailable', 'server-error', 'unknown'],
    ['a web page', plain('<!DOCTYPE html><html>'), 'provider/protocol', 'not-the-service', 'unknown'],
  ] as const)('refused by %s is one clear failure, and not repeated', async (_what, answer, code, reason, state) => {
    const { ports, session, calls } = await openCompany(only('click-to-call', answer))
    await expect(session.dialing!.place({ text: '0901234567' }, {}, forever)).rejects.toMatchObject({
      failure: { code, provider: 'antbuddy', params: { reason }, ...(state === 'unknown' && { outcome: 'unknown' }) },
    })
    await ports.clock.advance(60_000)
    expect(ports.http.requests).toHaveLength(1)
    expect(calls().at(-1)?.state).toBe(state)
  })

  it('whose answer was lost may have rung', async () => {
    const lost = fail('net/offline', { outcome: 'unknown' })
    const { session, calls } = await openCompany(only('click-to-call', lost))
    await expect(session.dialing!.place({ text: '0901234567' }, {}, forever)).rejects.toMatchObject({
      failure: { code: 'net/offline', provider: 'antbuddy', outcome: 'unknown' },
    })
    expect(calls().at(-1)?.state).toBe('unknown')
  })

  it('without a secret says which one', async () => {
    const { ports, session } = await openCompany()
    ports.vault.slots.delete('sipPassword')
    await expect(session.dialing!.place({ text: '0901234567' }, {}, forever)).rejects.toMatchObject({
      failure: { code: 'auth/rejected', params: { reason: 'secret-missing', field: 'sipPassword' } },
    })
    expect(ports.http.requests).toEqual([])
  })
})

describe('the history', () => {
  const since = Date.UTC(2018, 1, 1)
  const until = Date.UTC(2018, 2, 1)

  it('is asked for as the document says: all parameters, signed in their order', async () => {
    const company = await openCompany()
    await read(company, since, until)
    const [from, to] = ['2018-02-01T00:00:00.000Z', '2018-03-01T00:00:00.000Z']
    const { appId, appSecret } = example
    expect(company.ports.http.requests).toEqual([
      {
        method: 'GET',
        path: '/oapi/v1/call/histories',
        query: [
          ['appId', appId],
          ['created_from', from],
          ['created_to', to],
          ['limit', '100'],
          ['page', '1'],
          ['hash', sha256(`${appId}${from}${to}1001${appSecret}`)],
        ],
        headers: { 'Content-Type': 'application/json' },
      },
    ])
  })

  it("gives the document's example as the call that it is", async () => {
    expect(await read(await openCompany(), since, until)).toEqual([
      {
        type: 'call',
        key: 'row-1519639917-from_ab-01693608879-thutranhtkbee',
        direction: 'out',
        state: 'ended',
        number: '01693608879',
        startedAt: 1519639917_000,
        answeredAt: 1519639924_000,
        endedAt: 1519639967_000,
        durationSeconds: 50,
        talkSeconds: 43,
        result: 'answered',
        recording: { id: 'call_recording_dl5m5j5hfh4n8njj1oor.mp3', format: 'mp3' },
        providerStatus: 'SUCCESS',
      },
    ])
  })

  it('asks for no more than 31 days at a time, without a gap', async () => {
    const company = await openCompany(() => [])
    await read(company, Date.UTC(2018, 0, 1), Date.UTC(2018, 4, 1))
    const { http } = company.ports
    const from = http.queried('/oapi/v1/call/histories', 'created_from').map((text) => Date.parse(text!))
    const to = http.queried('/oapi/v1/call/histories', 'created_to').map((text) => Date.parse(text!))
    expect(from.at(-1)).toBe(Date.UTC(2018, 0, 1))
    expect(to[0]).toBe(Date.UTC(2018, 4, 1))
    expect(to.slice(1)).toEqual(from.slice(0, -1))
    for (const [index, end] of to.entries()) expect(end - from[index]!).toBeLessThanOrEqual(31 * 24 * 3_600_000)
  })

  it('tries the other order of the hash once, and remembers it', async () => {
    const { appId, appSecret } = example
    const company = await openCompany((request) => {
      const { query = [] } = request
      const values = query.filter(([name]) => name !== 'appId' && name !== 'hash').map(([, value]) => value)
      const right = sha256(values.join('') + appId + appSecret)
      if (query.at(-1)?.[1] === right) return []
      return plain('{"success":false,"message":"HASH_NOT_MATCH"}', 400)
    })
    await read(company, since, until)
    await read(company, since, until)
    expect(company.ports.http.requests).toHaveLength(3)
    expect(company.ports.notebook.notes.get('hash-order')).toBe('app-id-last')
  })

  it('with a wrong secret is one failure after both orders', async () => {
    const company = await openCompany(() => plain('{"success":false,"message":"HASH_NOT_MATCH"}', 400))
    await expect(read(company, since, until)).rejects.toMatchObject({ failure: { code: 'auth/rejected' } })
    expect(company.ports.http.requests).toHaveLength(2)
    expect(company.ports.notebook.notes.size).toBe(0)
  })

  it('waits 2 s after a 503, 4 s after the next, and loses nothing', async () => {
    const times: number[] = []
    const company = await openCompany((request) => {
      times.push(company.ports.clock.now())
      return times.length <= 2 ? plain('{"success":false,"message":"x"}', 503) : usual(request)
    })
    const reading = read(company, since, until)
    await company.ports.clock.advance(30_000)
    expect(await reading).toHaveLength(1)
    expect(times.map((time) => time - times[0]!)).toEqual([0, 2_000, 6_000])
  })

  it('gives up on a service that stays busy', async () => {
    const company = await openCompany(() => plain('', 503))
    const reading = expect(read(company, since, until)).rejects.toMatchObject({ failure: { code: 'rate/limited' } })
    await company.ports.clock.advance(300_000)
    await reading
    expect(company.ports.http.requests).toHaveLength(6)
  })

  it('ends where the service gives no older one', async () => {
    let asked = 0
    const company = await openCompany((request) => {
      asked += 1
      return asked === 1 ? usual(request) : plain('{"success":false,"message":"TOO_OLD"}', 400)
    })
    expect(await read(company, since, until + 90 * 24 * 3_600_000)).toEqual([])
    expect(asked).toBe(2)
  })

  it('whose last page is full ends with whatever the service says to the next one', async () => {
    const row = (index: number) => ({ caller: {}, callee: {}, unix_timestamp: since / 1000 + index })
    const company = await openCompany((request) => {
      const page = request.query?.find(([name]) => name === 'page')?.[1]
      return page === '1' ? Array.from({ length: 100 }, (_, index) => row(index)) : plain('', 404)
    })
    expect(await read(company, since, until)).toHaveLength(100)
  })

  it('that is no list is one failure', async () => {
    const company = await openCompany(() => plain('{"rows":7}'))
    await expect(read(company, since, until)).rejects.toMatchObject({
      failure: { code: 'provider/protocol', provider: 'antbuddy', params: { reason: 'no-list' } },
    })
  })

  it('of a server that knows no pages ends', async () => {
    const row = { caller: {}, callee: {}, unix_timestamp: since / 1000 + 60 }
    const company = await openCompany(() => Array.from({ length: 100 }, () => row))
    expect((await read(company, since, until)).length).toBe(100)
  })
})

describe('play_recording', () => {
  it('is asked as the document says, and the file without anything of ours', async () => {
    const media = 'call_recording_dl5m5j5hfh4n8njj1oor.mp3'
    const { ports, session } = await openCompany((request) => {
      return request.path.startsWith('/recording.mp3')
        ? plain('sound', 206, { 'content-range': 'bytes 0-4/9' })
        : usual(request)
    })
    const download = await session.recordings!.download({ id: media, format: 'mp3' }, 'bytes=0-4', forever)
    expect(download).toMatchObject({ status: 206, contentType: 'audio/mpeg', contentRange: 'bytes 0-4/9' })
    const { appId, appSecret } = example
    expect(ports.http.requests).toEqual([
      {
        method: 'GET',
        path: '/oapi/v1/call/play_recording',
        query: [
          ['appId', appId],
          ['media', media],
          ['hash', sha256(appId + media + appSecret)],
        ],
        headers: { 'Content-Type': 'application/json' },
      },
      { method: 'GET', path: '/recording.mp3?sig=1', headers: { Range: 'bytes=0-4' } },
    ])
    expect(ports.http.clients.at(-1)).toEqual({ baseUrl: 'https://media.example', publicOnly: true })
  })

  it.each(['"http://169.254.169.254/latest"', '"http://localhost/a"', '"file:///etc/passwd"', '"javascript:alert(1)"'])(
    'does not lead to %s',
    async (body) => {
      const { ports, session } = await openCompany(only('play_recording', plain(body)))
      await expect(session.recordings!.download({ id: 'a.mp3' }, undefined, forever)).rejects.toMatchObject({
        failure: { code: 'provider/protocol', provider: 'antbuddy' },
      })
      expect(ports.http.requests).toHaveLength(1)
    },
  )

  it.each(['""', '', '{}', 'null'])('that gives no address (%s) says that there is no recording', async (body) => {
    const { session } = await openCompany(only('play_recording', plain(body)))
    await expect(session.recordings!.download({ id: 'a.mp3' }, undefined, forever)).rejects.toMatchObject({
      failure: { code: 'not-found' },
    })
  })
})

it('without an account id has no live events, and says why', async () => {
  const { session, facts, ports } = await openCompany(usual, { accountId: '' })
  session.watch()
  expect(facts).toMatchObject([
    { type: 'connection', state: 'idle', failure: { code: 'unsupported', params: { reason: 'no-account-id' } } },
  ])
  expect(ports.http.requests).toEqual([])
  expect(await session.check(forever)).toMatchObject({ events: 'off: no account id' })
})
