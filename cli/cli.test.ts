import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Call } from '../contract/model/call.ts'
import { fail } from '../core/index.ts'
import { startSimulator } from '../simulator/index.ts'
import type { Simulator } from '../simulator/index.ts'
import { runCli } from './testing/terminal.ts'
import type { RunOptions } from './testing/terminal.ts'

let simulator: Simulator
let home: string

beforeEach(async () => {
  simulator = await startSimulator()
  home = await mkdtemp(path.join(tmpdir(), 'sidetone-cli-'))
})

afterEach(async () => {
  await simulator.stop()
  await rm(home, { recursive: true })
})

/** One command with --json in this home; secrets only in this process. */
function sidetone(args: readonly string[], options?: RunOptions) {
  return runCli(['--home', home, '--vault', 'session', '--json', ...args], options)
}

async function addPhone(): Promise<void> {
  const account = simulator.accounts['device-connect']
  const input = JSON.stringify({ id: 'phone', provider: 'device-connect', ...account })
  expect(await sidetone(['accounts', 'add'], { input })).toMatchObject({ code: 0, err: '' })
}

function phoneRequests(method: string, suffix: string) {
  const requests = simulator.control.face('device-connect').requests()
  return requests.filter((request) => request.method === method && request.path.endsWith(suffix))
}

describe('accounts', () => {
  it('are added from standard input, listed, tested and removed', async () => {
    await addPhone()
    expect((await sidetone(['accounts', 'list'])).json).toMatchObject({
      accounts: [{ id: 'phone', provider: 'device-connect' }],
    })
    const test = await sidetone(['accounts', 'test', 'phone'])
    expect(test.json).toMatchObject({ ok: true, capabilities: { ringer: 'write-only' } })
    expect(test.code).toBe(0)
    expect((await sidetone(['accounts', 'remove', 'phone'])).code).toBe(0)
    expect((await sidetone(['accounts', 'list'])).json).toEqual({ accounts: [] })
  })

  it('are replaced only when told so', async () => {
    await addPhone()
    const input = JSON.stringify({
      id: 'phone',
      provider: 'device-connect',
      settings: { baseUrl: 'http://127.0.0.1:1' },
      secrets: {},
    })
    expect(await sidetone(['accounts', 'add'], { input })).toMatchObject({ code: 2 })
    expect(await sidetone(['accounts', 'add', '--replace'], { input })).toMatchObject({ code: 0 })
  })

  it.each([
    ['no JSON', 'hunter2'],
    ['no account', '{"provider":"carrier-pigeon","settings":{},"secrets":{"password":"hunter2"}}'],
    ['a secret that is none', '{"provider":"device-connect","settings":{},"secrets":{"hunter2":"hunter2"}}'],
  ])('refuse %s, without repeating what was in it', async (_what, input) => {
    const ran = await sidetone(['accounts', 'add'], { input })
    expect(ran.code).toBe(2)
    expect(ran.json).toMatchObject({ failure: { code: 'input/invalid', message: expect.any(String) as string } })
    expect(ran.err.trim().split('\n')).toHaveLength(1)
    if (_what !== 'a secret that is none') expect(ran.out + ran.err).not.toContain('hunter2')
  })

  it('say in the exit code and in one sentence what failed in a test', async () => {
    const input = JSON.stringify({
      id: 'gone',
      provider: 'device-connect',
      settings: { baseUrl: 'http://127.0.0.1:9' },
      secrets: {},
    })
    await sidetone(['accounts', 'add'], { input })
    const test = await sidetone(['accounts', 'test', 'gone'])
    expect(test.code).toBe(5)
    expect(test.json).toMatchObject({
      ok: false,
      failure: { code: 'net/offline', message: expect.any(String) as string },
    })
  })
})

describe('call', () => {
  it('dials once, exactly as the document says, and prints the call', async () => {
    await addPhone()
    const ran = await sidetone(['call', '090-1234-5678', '--account', 'phone'])
    expect(ran.json).toMatchObject({ account: 'phone', direction: 'out', number: '09012345678' })
    const [request, ...more] = phoneRequests('POST', '/phone/call')
    expect(more).toEqual([])
    expect(request?.path).toBe('/gotapi/phone/call')
  })

  it('--dry-run prints what would be dialled and sends nothing', async () => {
    await addPhone()
    const ran = await sidetone(['call', 'tel:090-1234-5678', '--dry-run'])
    expect(ran.json).toMatchObject({ dryRun: true, account: 'phone', dials: '09012345678' })
    expect(simulator.control.face('device-connect').requests()).toEqual([])
  })

  it.each([['2026-11-21'], ['hello'], ['090-1234-5678 or 090-8765-4321']])(
    'refuses %j and dials nothing',
    async (text) => {
      await addPhone()
      expect((await sidetone(['call', text])).code).toBe(2)
      expect(phoneRequests('POST', '/phone/call')).toEqual([])
    },
  )

  it('takes a link only with --link, and one source of the number only', async () => {
    await addPhone()
    expect((await sidetone(['call', '--link', 'tel:117', '--dry-run'])).json).toMatchObject({ dials: '117' })
    expect((await sidetone(['call', '--link', 'https://example.com/117'])).code).toBe(2)
    expect((await sidetone(['call', '117', '--link', 'tel:117'])).code).toBe(2)
    expect((await sidetone(['call'])).code).toBe(2)
  })

  it('says "unknown" when the answer never came, and does not dial again', async () => {
    await addPhone()
    simulator.control.face('device-connect').corrupt({ kind: 'reset', path: 'phone/call' })
    const ran = await sidetone(['call', '09012345678'])
    expect(ran.json).toMatchObject({ failure: { outcome: 'unknown' } })
    expect(ran.err).toContain('may have gone through')
    expect(phoneRequests('POST', '/phone/call')).toHaveLength(1)
  })

  it('does not ask about a text that the service could never speak', async () => {
    await addPhone()
    expect((await sidetone(['call', '117', '--say', 'Hello'])).json).toMatchObject({ failure: { code: 'unsupported' } })
    expect(phoneRequests('POST', '/phone/call')).toEqual([])
  })

  it('needs to be told the account where there is no single one', async () => {
    expect((await sidetone(['call', '117'])).json).toMatchObject({ failure: { params: { field: 'account' } } })
    expect((await sidetone(['call', '117', '--account', 'nobody'])).code).toBe(6)
  })
})

describe('ringer', () => {
  it.each([
    ['silent', '0'],
    ['manner', '1'],
    ['sound', '2'],
  ])('%s is mode %s on the wire, and assumed afterwards', async (mode, wire) => {
    await addPhone()
    expect((await sidetone(['ringer', mode])).code).toBe(0)
    expect(phoneRequests('PUT', '/phone/set').map(({ rawQuery }) => new URLSearchParams(rawQuery).get('mode'))).toEqual(
      [wire],
    )
    expect((await sidetone(['ringer'])).json).toMatchObject({
      ringers: [{ account: 'phone', mode, certainty: 'assumed' }],
    })
  })

  it('refuses any other word', async () => {
    await addPhone()
    expect((await sidetone(['ringer', 'loud'])).code).toBe(2)
  })
})

describe('watch', () => {
  it('prints live calls a line each, which answer and hang-up can name, until it is interrupted', async () => {
    await addPhone()
    const interrupt = new AbortController()
    const lines: { type: string; state?: string; call?: Call }[] = []
    const told = new EventTarget()
    const onOutput = (text: string) => {
      lines.push(
        ...text
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as (typeof lines)[number]),
      )
      told.dispatchEvent(new Event('line'))
    }
    const until = async (found: () => Call | boolean | undefined) => {
      for (;;) {
        const value = found()
        if (value !== undefined && value !== false) return value
        await new Promise((resolve) => told.addEventListener('line', resolve, { once: true }))
      }
    }
    const watching = sidetone(['watch', '--account', 'phone'], { signal: interrupt.signal, onOutput })
    await until(() => lines.some((line) => line.type === 'connection' && line.state === 'live'))
    simulator.control.face('device-connect').ring()
    const ringing = (await until(() => lines.find((line) => line.call?.state === 'ringing')?.call)) as Call
    expect((await sidetone(['answer', ringing.id])).code).toBe(0)
    await until(() => lines.some((line) => line.call?.id === ringing.id && line.call.state === 'active'))
    expect((await sidetone(['answer', ringing.id])).json).toMatchObject({ failure: { code: 'call/wrong-state' } })
    expect((await sidetone(['hang-up', ringing.id])).code).toBe(0)
    await until(() => lines.some((line) => line.call?.id === ringing.id && line.call.state === 'ended'))
    interrupt.abort(fail('aborted'))
    expect((await watching).code).toBe(130)
    const { calls } = (await sidetone(['history'])).json as { calls: Call[] }
    expect(calls).toMatchObject([{ id: ringing.id, direction: 'in', result: 'answered' }])
  })

  it('ends with the reason when the only account needs a person', async () => {
    await addPhone()
    simulator.control.face('device-connect').switches({ dialog: 'refuse' })
    const ran = await sidetone(['watch'])
    expect(ran.code).toBe(4)
  })
})

describe('history', () => {
  it('prints CSV that no spreadsheet takes for a formula', async () => {
    await addPhone()
    await sidetone(['call', '09012345678'])
    const csv = await runCli(['--home', home, '--vault', 'session', 'history', '--csv'])
    const [header, row] = csv.out.split('\r\n')
    expect(header).toContain('number,name,startedAt')
    expect(row).toContain(',09012345678,')
  })

  it.each([
    [['--since', 'yesterday'], 2],
    [['--direction', 'sideways'], 2],
    [['--limit', '0'], 2],
    [['--account', 'nobody'], 6],
    [
      [
        '--since',
        '2026-01-01',
        '--until',
        '2026-12-31T10:00:00Z',
        '--direction',
        'in',
        '--status',
        'missed',
        '--search',
        '田中',
      ],
      0,
    ],
  ])('%j ends with %i', async (args, code) => {
    expect((await sidetone(['history', ...args])).code).toBe(code)
  })
})

it('diagnostics tell sign-ins and clocks, and no number', async () => {
  await addPhone()
  await sidetone(['call', '09012345678'])
  const ran = await sidetone(['diagnostics'])
  expect(ran.json).toMatchObject({
    vault: 'session',
    accounts: [
      {
        id: 'phone',
        provider: 'device-connect',
        signIn: 'works',
        host: expect.stringContaining('127.0.0.1') as string,
      },
    ],
  })
  expect(ran.out).not.toContain('09012345678')
})

it('writes no secret anywhere in the home', async () => {
  const input = JSON.stringify({
    id: 'phone',
    provider: 'device-connect',
    settings: simulator.accounts['device-connect'].settings,
    secrets: { accessToken: 'do-not-write-me-down' },
  })
  const printed = [
    await sidetone(['accounts', 'add'], { input }),
    await sidetone(['accounts', 'list']),
    await sidetone(['call', '117']),
  ]
  for (const { out, err } of printed) expect(out + err).not.toContain('do-not-write-me-down')
  for (const name of await readdir(home, { recursive: true, withFileTypes: true })) {
    if (name.isFile())
      expect(await readFile(path.join(name.parentPath, name.name), 'latin1')).not.toContain('do-not-write-me-down')
  }
})

it('ends with 2 and a sentence for a command that is none', async () => {
  const ran = await runCli(['frobnicate'])
  expect(ran.code).toBe(2)
  expect(ran.err).toContain('frobnicate')
})

it.each([
  ['call', '--bogus'],
  ['call', '1', '2'],
  ['history', '--limit', 'x'],
  ['--vault', 'drawer', 'accounts', 'list'],
])('prints one document and one sentence for %s %s', async (...args) => {
  const ran = await sidetone(args)
  expect(ran.code).toBe(2)
  expect(ran.json).toMatchObject({ failure: { code: 'input/invalid', params: { field: 'arguments' } } })
  expect(ran.err.trimEnd().split('\n')).toHaveLength(1)
})

it('prints one document when no command is given', async () => {
  expect((await sidetone([])).json).toMatchObject({
    failure: { code: 'input/invalid', params: { reason: 'no-command' } },
  })
})
