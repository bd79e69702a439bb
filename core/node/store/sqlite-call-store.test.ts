import { once } from 'node:events'
import { fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Call } from '../../../contract/model/call.ts'
import type { HistoryFilter } from '../../../contract/model/history.ts'
import { FailureError } from '../../failure.ts'
import type { CallStore } from '../../ports/store.ts'
import { silentLog } from '../log.ts'
import { callJournal } from './call-journal.ts'
import { pageOf } from './call-page.ts'
import { sqliteCallStore } from './sqlite-call-store.ts'
import { storeThread } from './store-thread.ts'

let folder = ''
let file = ''
let closers: (() => unknown)[] = []

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sidetone-store-'))
  file = path.join(folder, 'calls.db')
  closers = []
})
afterEach(async () => {
  await Promise.all(closers.map((close) => close()))
  rmSync(folder, { recursive: true })
})

function open(onDamaged: (name: string) => void = () => undefined): CallStore {
  const store = sqliteCallStore({ file, log: silentLog, onDamaged })
  closers.push(() => store.close())
  return store
}

/** Without the worker, which takes its time to start. */
function openHere(): Pick<CallStore, 'save' | 'page'> {
  const journal = callJournal(file, () => undefined)
  closers.push(journal.close)
  return { save: async (calls) => journal.save(calls), page: async (query) => pageOf(journal.page(query)) }
}

function call(id: string, more: Partial<Call> = {}): Call {
  return {
    id,
    account: 'desk',
    provider: 'telphin',
    direction: 'in',
    state: 'ended',
    number: '+81312345678',
    startedAt: '2026-11-21T10:00:00Z',
    ...more,
  }
}

/** Follows `next` to the end. */
async function allPages(store: Pick<CallStore, 'page'>, limit: number, filter: HistoryFilter = {}): Promise<string[]> {
  const ids: string[] = []
  let before: string | undefined
  do {
    const page = await store.page({ limit, filter, ...(before === undefined ? {} : { before }) })
    expect(page.calls.length).toBeLessThanOrEqual(limit)
    ids.push(...page.calls.map(({ id }) => id))
    before = page.next
  } while (before !== undefined)
  return ids
}

async function failureOf(promise: Promise<unknown>): Promise<FailureError['failure']> {
  const thrown: unknown = await promise.catch((error: unknown) => error)
  expect(thrown).toBeInstanceOf(FailureError)
  return (thrown as FailureError).failure
}

describe('keeping', () => {
  it('finds any number of calls by their ids at once, each once', async () => {
    const store = open()
    const ids = Array.from({ length: 2500 }, (_, index) => `call-${index}`)
    await store.save(ids.map((id) => call(id)))
    const asked = [...ids, 'nobody', 'call-0', 'call-2400']
    const found = await store.findAll(asked)
    expect(found.map(({ id }) => id).sort()).toEqual(ids.toSorted())
    expect(await store.findAll([])).toEqual([])
  })

  it('gives a call back as it was saved, without the actions of a live one', async () => {
    const whole = call('a', {
      name: '田中 "T"',
      answeredAt: '2026-11-21T10:00:05.500Z',
      durationSeconds: 12.5,
      result: 'answered',
      recording: { id: 'r/1', format: 'mp3' },
      providerStatus: 'ÂNSWER',
      endUnseen: true,
    })
    const store = open()
    await store.save([{ ...whole, actions: ['hang-up'] }])
    expect(await store.find('a')).toEqual(whole)
    expect(await store.find('b')).toBeUndefined()
  })

  it('replaces by id, also within one save', async () => {
    const store = open()
    await store.save([call('a', { state: 'ringing' }), call('b')])
    await store.save([call('a', { state: 'active' }), call('a', { state: 'ended', startedAt: '2026-11-22T10:00:00Z' })])
    expect((await store.page({ limit: 10 })).calls.map(({ id, state }) => [id, state])).toEqual([
      ['a', 'ended'],
      ['b', 'ended'],
    ])
  })

  it('saves all or none', async () => {
    const store = open()
    const failure = await failureOf(store.save([call('a'), call('b', { startedAt: 'yesterday' })]))
    expect(failure).toMatchObject({ code: 'input/invalid' })
    expect(await store.find('a')).toBeUndefined()
    await store.save([])
  })

  it('finds the calls that were live when they were last saved', async () => {
    const store = open()
    const states = ['dialing', 'ringing', 'active', 'held', 'ended', 'unknown'] as const
    await store.save(states.map((state) => call(state, { state })))
    expect((await store.unfinished()).map(({ id }) => id).sort()).toEqual(['active', 'dialing', 'held', 'ringing'])
  })

  it("forgets one account's calls and says how many", async () => {
    const store = open()
    await store.save([call('a'), call('b', { account: 'other' }), call('c')])
    expect(await store.forgetAccount('desk')).toBe(2)
    expect(await allPages(store, 10)).toEqual(['b'])
  })

  it('can be read by its owner only, and makes its folder', async () => {
    file = path.join(folder, 'home', 'calls.db')
    await open().save([call('a')])
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(path.dirname(file))) {
      expect([name, statSync(path.join(path.dirname(file), name)).mode & 0o777]).toEqual([name, 0o600])
    }
  })
})

describe('paging', () => {
  it.each([1, 2, 3, 7, 50])('by %i loses and doubles nothing among calls of one moment', async (limit) => {
    const store = openHere()
    const calls = Array.from({ length: 23 }, (_, index) =>
      call(`id-${(index * 7) % 23}`, { startedAt: `2026-11-21T10:00:0${index % 3}${index % 2 === 0 ? '.000Z' : 'Z'}` }),
    )
    await store.save(calls)
    const expected = calls
      .toSorted((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt) || (a.id < b.id ? 1 : -1))
      .map(({ id }) => id)
    expect(await allPages(store, limit)).toEqual(expected)
  })

  it('goes on where it was when newer calls arrive', async () => {
    const store = openHere()
    await store.save(['1', '2', '3', '4'].map((second) => call(second, { startedAt: `2026-11-21T10:00:0${second}Z` })))
    const first = await store.page({ limit: 2 })
    await store.save([call('5', { startedAt: '2026-11-21T10:00:05Z' })])
    const second = await store.page({ limit: 2, ...(first.next === undefined ? {} : { before: first.next }) })
    expect([...first.calls, ...second.calls].map(({ id }) => id)).toEqual(['4', '3', '2', '1'])
    expect(second.next).toBeUndefined()
  })

  it.each<[string, HistoryFilter, string[]]>([
    ['an account', { account: 'other' }, ['c']],
    ['a time on', { since: '2026-11-21T10:00:02Z' }, ['c', 'b']],
    ['up to a time', { until: '2026-11-21T10:00:02Z' }, ['a']],
    ['a direction', { direction: 'out' }, ['b']],
    ['a result', { status: 'missed' }, ['a']],
    ['part of a number, however written', { search: '3-1234' }, ['a']],
    ['full-width digits', { search: '８０００' }, ['b']],
    ['a name in another case', { search: 'MÜLL' }, ['b']],
    ['a surname of two characters', { search: '田中' }, ['c']],
    ['a percent sign as itself', { search: '%' }, ['c']],
    ['an underscore as itself', { search: '_' }, []],
    ['several at once', { account: 'desk', direction: 'in', search: '123' }, ['a']],
    ['nothing but spaces', { search: '  ' }, ['c', 'b', 'a']],
  ])('filters by %s', async (_what, filter, ids) => {
    const store = openHere()
    await store.save([
      call('a', { number: '+81 3-1234-5678', result: 'missed', startedAt: '2026-11-21T10:00:01Z' }),
      call('b', { number: '8000', name: 'Frau Müller', direction: 'out', startedAt: '2026-11-21T11:00:02+01:00' }),
      call('c', { number: '', name: '田中 100%', account: 'other', startedAt: '2026-11-21T10:00:03Z' }),
    ])
    expect(await allPages(store, 2, filter)).toEqual(ids)
  })

  it.each(['', 'nonsense', Buffer.from('{}').toString('base64url'), Buffer.from('["1","2"]').toString('base64url')])(
    'refuses the cursor "%s"',
    async (before) => {
      expect(await failureOf(open().page({ limit: 1, before }))).toMatchObject({
        code: 'input/invalid',
        params: { field: 'before' },
      })
    },
  )
})

describe('two processes and mishaps', () => {
  it('two connections save at once and see all of it', async () => {
    const [one, other] = [open(), open()]
    const save = (store: CallStore, prefix: string): Promise<unknown> =>
      Promise.all(Array.from({ length: 50 }, (_, index) => store.save([call(`${prefix}${index}`)])))
    await Promise.all([save(one, 'a'), save(other, 'b')])
    expect(await allPages(one, 200)).toHaveLength(100)
    expect(await allPages(other, 200)).toEqual(await allPages(one, 200))
  })

  it.each(['no database at all, but long enough to be looked at'.repeat(100), 'short'])(
    'puts a file that is none aside, says so, and begins a new one',
    async (garbage) => {
      writeFileSync(file, garbage)
      const told: string[] = []
      const store = open((name) => told.push(name))
      expect(await store.page({ limit: 10 })).toEqual({ calls: [] })
      await store.save([call('a')])
      expect(await store.find('a')).toBeDefined()
      expect(told).toEqual([expect.stringMatching(/^calls\.db\.damaged-2\d{3}-/)])
      expect(statSync(path.join(folder, told[0] ?? '')).size).toBe(garbage.length)
    },
  )

  it('notices damage in the middle of a file that begins well', async () => {
    const first = open()
    await first.save(Array.from({ length: 500 }, (_, index) => call(`id-${index}`, { name: 'x'.repeat(200) })))
    await first.close()
    const size = statSync(file).size
    const { openSync, writeSync, closeSync } = await import('node:fs')
    const handle = openSync(file, 'r+')
    writeSync(handle, Buffer.alloc(size - 8192, 0x5a), 0, size - 8192, 8192)
    closeSync(handle)
    const told: string[] = []
    const store = open((name) => told.push(name))
    expect(await store.page({ limit: 10 })).toEqual({ calls: [] })
    expect(told).toHaveLength(1)
  })

  it('leaves a file from a newer version alone', async () => {
    const newer = new DatabaseSync(file)
    newer.exec('PRAGMA user_version = 99')
    newer.close()
    expect(await failureOf(open().save([call('a')]))).toMatchObject({
      code: 'store/unavailable',
      retry: 'no',
      params: { reason: 'newer-version' },
    })
    expect(readdirSync(folder)).not.toContainEqual(expect.stringContaining('damaged'))
  })

  it('fails in a place where no file can be, and goes on once it can', async () => {
    const store = open()
    mkdirSync(file)
    expect(await failureOf(store.page({ limit: 1 }))).toMatchObject({ code: 'store/unavailable' })
    rmSync(file, { recursive: true })
    expect(await store.page({ limit: 1 })).toEqual({ calls: [] })
  })

  it('is started again after the worker died, once', async () => {
    const deaths: string[] = []
    const thread = storeThread({ file }, { putAside: () => undefined, died: (reason) => deaths.push(reason) })
    await thread.ask('save', [call('a')])
    const lost = failureOf(thread.ask('page', { limit: 1 }))
    await thread.kill()
    expect(await lost).toMatchObject({ code: 'store/unavailable', params: { reason: 'stopped' } })
    expect(await thread.ask('find', 'a')).toMatchObject({ id: 'a' })
    await thread.kill()
    expect(await failureOf(thread.ask('find', 'a'))).toMatchObject({ params: { reason: 'stopped' } })
    await thread.close()
  })

  it('answers nothing after close, and closing twice is fine', async () => {
    const store = open()
    await store.save([call('a')])
    await Promise.all([store.close(), store.close()])
    expect(readdirSync(folder)).toEqual(['calls.db'])
    expect(await failureOf(store.find('a'))).toMatchObject({ code: 'store/unavailable' })
  })

  it('loses nothing that was acknowledged, and halves nothing, when the process is killed', async () => {
    const child = fork(new URL('save-until-killed.ts', import.meta.url), [file], {
      execArgv: [],
      stdio: 'pipe',
    })
    let acknowledged = -1
    child.on('message', (message) => (acknowledged = Number(message)))
    while (acknowledged < 20) await once(child, 'message')
    child.kill('SIGKILL')
    await once(child, 'close')
    const ids = await allPages(open(), 200)
    const batches = new Map<string, number>()
    for (const id of ids) batches.set(id.split(':')[0] ?? '', (batches.get(id.split(':')[0] ?? '') ?? 0) + 1)
    expect([...batches.values()].every((size) => size === 10)).toBe(true)
    expect(batches.size).toBeGreaterThan(acknowledged)
  })
})
