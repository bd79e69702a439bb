import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { syncHistory } from '../../history/sync.ts'
import { silentLog } from '../../node/log.ts'
import { sqliteCallStore } from '../../node/store/sqlite-call-store.ts'
import type { CallStore } from '../../ports/index.ts'
import type { CallFact, HistoryBatch } from '../../provider.ts'
import type { Bench } from './bench.ts'
import type { Conformance } from './conformance.ts'

const forever: AbortSignal = new AbortController().signal
const many = 10_000
const some = 1_500
const yearMs = 366 * 24 * 3_600_000

/** Past calls: none lost and none doubled, whatever happens on the way. */
export function history({ subject, tempo, bench }: Conformance): void {
  const lastYear = () => ({ since: tempo.now() - yearMs, until: tempo.now() })

  async function readAll({ session }: Bench, range = lastYear(), onBatch?: (batches: HistoryBatch[]) => Promise<void>) {
    const batches: HistoryBatch[] = []
    for await (const batch of session.history!.read(range, forever)) {
      batches.push(batch)
      await onBatch?.(batches)
    }
    return batches
  }

  describe('history', () => {
    it(`of ${many} calls comes whole, newest first, and says honestly how far it has come`, async () => {
      const current = bench()
      const expected = await current.service.past!.preload(many)
      expect(expected).toBeGreaterThanOrEqual(many)
      const range = lastYear()
      const batches = await readAll(current, range)
      expect(keysOf(batches).size).toBe(expected)
      expect(batches.flatMap(({ calls }) => calls).every((call) => call.state === 'ended' && isIn(call, range))).toBe(
        true,
      )
      expectNewestFirst(batches)
      expect(batches.at(-1)!.completeSince).toBeLessThanOrEqual(range.since)
    })

    it('is written to the journal once, and a second sync changes nothing', async () => {
      const { session, service } = bench()
      const expected = await service.past!.preload(many)
      await withJournal(async (store) => {
        const owner = { account: 'bench', provider: subject.definition.id }
        const sync = () =>
          syncHistory(session.history!, store, owner, lastYear(), { written: () => undefined }, forever)
        expect(await sync()).toMatchObject({ changed: expected })
        expect(await rowsIn(store)).toBe(expected)
        expect(await sync()).toMatchObject({ changed: 0 })
        expect(await rowsIn(store)).toBe(expected)
      })
    })

    it('that is given up asks no more', async () => {
      const { session, service } = bench()
      await service.past!.preload(some)
      const abort = new AbortController()
      const reading = session.history!.read(lastYear(), abort.signal)[Symbol.asyncIterator]()
      await reading.next()
      abort.abort()
      const asked = service.requests()
      for (let turn = 0; turn < 1_000; turn += 1) {
        const more = await reading.next().catch((thrown: unknown) => thrown)
        if (more instanceof Error) expect(more).toMatchObject({ failure: { code: 'aborted' } })
        if (more instanceof Error || (more as IteratorResult<unknown>).done === true) break
      }
      for (let turn = 0; turn < 50; turn += 1) await nextTurn()
      expect(service.requests()).toBe(asked)
      const never = session.history!.read(lastYear(), AbortSignal.abort())[Symbol.asyncIterator]()
      await expect(never.next()).rejects.toMatchObject({ failure: { code: 'aborted' } })
    })

    it('that is left in the middle leaves nothing running', async () => {
      const { session, service, clock } = bench()
      await service.past!.preload(some)
      for await (const batch of session.history!.read(lastYear(), forever)) if (batch.calls.length > 0) break
      const asked = service.requests()
      for (let turn = 0; turn < 50; turn += 1) await nextTurn()
      expect(service.requests()).toBe(asked)
      expect(clock.running).toBe(0)
    })

    it('fails cleanly when the service goes away in the middle; what came is good, and the next reading gets all', async () => {
      const current = bench()
      const expected = await current.service.past!.preload(some)
      const range = lastYear()
      tempo.hurry(20)
      const came: HistoryBatch[] = []
      const outage = readAll(current, range, async (batches) => {
        came.splice(0, came.length, ...batches)
        if (batches.length === 1) await current.service.stop()
      })
      const failed = await outage.then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
      // A service that gives everything in one answer has done so.
      if (failed === undefined) expect(keysOf(came).size).toBe(expected)
      else expect(failed).toMatchObject({ failure: { code: expect.stringMatching(/^net\//) } })
      const reached = Math.min(range.until, ...came.map(({ completeSince }) => completeSince))
      await current.service.start()
      const all = await readAll(current, range)
      expect(keysOf(all).size).toBe(expected)
      const promised = all.flatMap(({ calls }) => calls).filter(({ startedAt }) => startedAt >= reached)
      const kept = keysOf(came)
      expect(promised.filter(({ key }) => !kept.has(key))).toEqual([])
    })

    it('of a service that is gone is one clear failure', async () => {
      const current = bench()
      tempo.hurry(20)
      await current.service.stop()
      await expect(readAll(current)).rejects.toMatchObject({ failure: { code: 'net/offline' } })
      await current.service.start()
    })

    it('that is throttled in the middle waits and loses nothing', async () => {
      const current = bench()
      const expected = await current.service.past!.preload(some)
      tempo.hurry(100)
      const batches = await readAll(current, lastYear(), async ({ length }) => {
        if (length === 1) current.service.throttle(2)
      })
      expect(keysOf(batches).size).toBe(expected)
    })

    it('whose sign-in expires in the middle goes on', async () => {
      const current = bench()
      const expected = await current.service.past!.preload(some)
      const batches = await readAll(current, lastYear(), async ({ length }) => {
        if (length === 1) current.service.expireSignIn()
      })
      expect(keysOf(batches).size).toBe(expected)
    })

    it('is read twice at once, and both are whole', async () => {
      const current = bench()
      const expected = await current.service.past!.preload(some)
      const [one, other] = await Promise.all([readAll(current), readAll(current)])
      expect([keysOf(one).size, keysOf(other).size]).toEqual([expected, expected])
    })

    it('of two halves has every call in one of them', async () => {
      const current = bench()
      const expected = await current.service.past!.preload(some)
      const { since, until } = lastYear()
      const all = (await readAll(current, { since, until })).flatMap(({ calls }) => calls)
      const middle = all[Math.floor(all.length / 2)]!.startedAt
      const newer = keysOf(await readAll(current, { since: middle, until }))
      const older = keysOf(await readAll(current, { since, until: middle }))
      expect(new Set([...newer, ...older]).size).toBe(expected)
      expect(newer.size).toBeGreaterThanOrEqual(all.filter(({ startedAt }) => startedAt >= middle).length)
    })
  })
}

function keysOf(batches: readonly HistoryBatch[]): Set<string> {
  return new Set(batches.flatMap(({ calls }) => calls.map(({ key }) => key)))
}

/** Services count whole seconds; a second too much on either side does no harm. */
function isIn({ startedAt }: CallFact, { since, until }: { since: number; until: number }): boolean {
  return startedAt >= since - 1_000 && startedAt < until + 1_000
}

/** What a batch calls complete, no later one adds to; and no later one brings a newer call than the one before. */
function expectNewestFirst(batches: readonly HistoryBatch[]): void {
  let complete = Number.POSITIVE_INFINITY
  let oldest = Number.POSITIVE_INFINITY
  for (const { calls, completeSince } of batches) {
    const times = calls.map(({ startedAt }) => startedAt)
    expect(Math.max(...times)).toBeLessThanOrEqual(Math.min(complete, oldest + 1_000))
    complete = Math.min(complete, completeSince)
    oldest = Math.min(oldest, ...times)
  }
}

async function withJournal(use: (store: CallStore) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sidetone-conformance-'))
  const store = sqliteCallStore({ file: path.join(folder, 'calls.db'), log: silentLog })
  try {
    await use(store)
  } finally {
    await store.close()
    await rm(folder, { recursive: true })
  }
}

async function rowsIn(store: CallStore): Promise<number> {
  let rows = 0
  let before: string | undefined
  do {
    const page = await store.page({ limit: 200, ...(before !== undefined && { before }) })
    rows += page.calls.length
    before = page.next
  } while (before !== undefined)
  return rows
}
