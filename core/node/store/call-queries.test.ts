import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Call } from '../../../contract/model/call.ts'
import { pageOf, readPage } from './call-page.ts'
import { findCall, saveCalls } from './call-queries.ts'
import { openDatabase } from './schema.ts'
import { reasonOf } from './store-problem.ts'

let folder = ''
let database: DatabaseSync

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sidetone-queries-'))
  database = openDatabase(path.join(folder, 'calls.db'))
})
afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true })
})

function calls(count: number): Call[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `desk:${index}`,
    account: index % 10 === 0 ? 'rare' : 'desk',
    provider: 'telphin',
    direction: 'in',
    state: 'ended',
    number: String(810_000_000_000 + index),
    startedAt: new Date(1_700_000_000_000 + (index >> 1) * 1000).toISOString(),
  }))
}

it('a full disk is told as such and leaves nothing half-written', () => {
  saveCalls(database, calls(1))
  const { page_count: pages } = database.prepare('PRAGMA page_count').get() ?? {}
  database.exec(`PRAGMA max_page_count = ${Number(pages) + 2}`)
  expect(() => saveCalls(database, calls(1000))).toThrow(expect.toSatisfy((thrown) => reasonOf(thrown) === 'disk-full'))
  expect(findCall(database, 'desk:0')).toBeDefined()
  expect(findCall(database, 'desk:1')).toBeUndefined()
  expect(database.isTransaction).toBe(false)
})

it('does not read 100,000 calls to show a page: every filter that a list opens with uses an index', () => {
  const plan = (where: string): string =>
    database
      .prepare(`EXPLAIN QUERY PLAN SELECT call FROM calls ${where} ORDER BY started_at DESC, id DESC LIMIT 101`)
      .all()
      .map(({ detail }) => detail)
      .join('; ')
  expect(plan('')).toBe('SCAN calls USING INDEX calls_newest')
  expect(plan("WHERE (started_at, id) < (1, 'x')")).toMatch(
    /^SEARCH calls USING INDEX calls_newest \(\(started_at,id\)<\(\?,\?\)\)$/,
  )
  expect(plan("WHERE account = 'a' AND (started_at, id) < (1, 'x')")).toMatch(
    /^SEARCH calls USING INDEX calls_of_account \(account=\? AND \(started_at,id\)<\(\?,\?\)\)$/,
  )
})

it('pages through 100,000 calls to the very end', { timeout: 30_000 }, () => {
  saveCalls(database, calls(100_000))
  let [seen, pages] = [0, 0]
  let before: string | undefined
  do {
    const page = pageOf(readPage(database, { limit: 200, ...(before === undefined ? {} : { before }) }))
    seen += page.calls.length
    pages += 1
    before = page.next
  } while (before !== undefined)
  expect([seen, pages]).toEqual([100_000, 500])
  expect(
    pageOf(readPage(database, { limit: 5, filter: { account: 'rare', search: '99990' } })).calls.map(({ id }) => id),
  ).toEqual(['desk:99990'])
})
