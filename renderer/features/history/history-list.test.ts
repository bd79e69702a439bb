import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Call } from '../../../contract/model/call.ts'
import {
  alarmAccount,
  alarmProvider,
  phoneAccount,
  phoneProvider,
  sampleCall,
  sampleFailure,
} from '../../bridge/in-memory-samples.ts'
import { find, findAll } from '../../testing/find.ts'
import { setLiveStage, settle } from '../../testing/stage.ts'
import type { Stage } from '../../testing/stage.ts'
import { useAccountsStore } from '../accounts/index.ts'
import { useNoticesStore } from '../notices/index.ts'
import { groupByDay } from './group-by-day.ts'
import { useHistoryStore } from './history.store.ts'
import HistoryList from './HistoryList.vue'

let seeEnd = (): void => {}

beforeEach(() => {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(tell: (entries: { isIntersecting: boolean }[]) => void) {
        seeEnd = () => tell([{ isIntersecting: false }, { isIntersecting: true }])
      }
      observe(): void {}
      disconnect(): void {}
    },
  )
})

function past(part: Partial<Call> = {}): Call {
  return sampleCall({ id: 'h', state: 'ended', result: 'answered', startedAt: '2026-11-22T02:00:00.000Z', ...part })
}

const many = (count: number): Call[] =>
  Array.from({ length: count }, (_, index) => past({ id: `h${index}`, number: String(1000 + index) }))

async function showHistory(history: Call[], props: Record<string, unknown> = {}): Promise<Stage> {
  const stage = await setLiveStage({ history, snapshot: { accounts: [phoneAccount, alarmAccount] } })
  await stage.show(HistoryList, props)
  return stage
}

const rows = (): number => findAll('button', 'Call back').length

describe('the history', () => {
  it('says that there is nothing yet', async () => {
    await showHistory([])
    expect(document.body.textContent).toContain('No calls yet')
  })

  it('tells everything about a call', async () => {
    await showHistory([past({ name: 'Acme', talkSeconds: 82 })])
    const text = find('list', 'History').textContent
    for (const words of ['Today', 'Acme', '+81345670000', 'Incoming', 'Answered', '1m 22s', 'Desk phone']) {
      expect(text).toContain(words)
    }
  })

  it.each<[Call['result'], Call['direction'], string]>([
    ['missed', 'in', 'Missed'],
    ['missed', 'out', 'Not answered'],
    ['answered-elsewhere', 'in', 'Answered elsewhere'],
    ['voice-menu', 'in', 'Voice menu'],
    ['busy', 'out', 'Busy'],
  ])('calls %s (%s) "%s"', async (result, direction, words) => {
    await showHistory([past({ ...(result ? { result } : {}), direction })])
    expect(find('list', 'History').textContent).toContain(words)
  })

  it.each<[Call['state'], string]>([
    ['active', 'Connected'],
    ['unknown', 'Outcome unknown'],
  ])('says of a call without an outcome that is %s: "%s"', async (state, words) => {
    const { result: _none, ...call } = past({ state })
    await showHistory([call])
    expect(find('list', 'History').textContent).toContain(words)
  })

  it('reads a page, and on when its end comes into sight', async () => {
    const stage = await showHistory(many(120))
    expect(rows()).toBe(50)
    seeEnd()
    await settle()
    expect(rows()).toBe(100)
    find('button', 'Show more').click()
    await settle()
    expect(rows()).toBe(120)
    expect(findAll('button', 'Show more')).toEqual([])
    const pages = stage.bridge.asked.filter((request) => request.name === 'history.page')
    expect(pages.map((request) => request.input)).toEqual([
      { limit: 50 },
      { limit: 50, before: '50' },
      { limit: 50, before: '100' },
    ])
  })

  it('asks for one page at a time, however often its end is seen', async () => {
    const stage = await showHistory(many(200))
    seeEnd()
    seeEnd()
    await settle()
    expect(stage.bridge.asked.filter((request) => request.name === 'history.page')).toHaveLength(2)
  })

  it('is read again when it has new rows, as far as it was shown', async () => {
    const stage = await showHistory(many(120))
    seeEnd()
    await settle()
    stage.bridge.world.history.unshift(past({ id: 'new', number: '999' }))
    stage.bridge.change({ type: 'history', revision: 1 })
    await settle()
    expect(find('list', 'History').textContent).toContain('999')
    expect(rows()).toBe(101)
  })

  it('does not read on by itself after a failure, but on request', async () => {
    const stage = await showHistory(many(60))
    stage.bridge.failNext('history.page', sampleFailure('store/unavailable'))
    seeEnd()
    await settle()
    expect(document.body.textContent).toContain('The history could not be read')
    seeEnd()
    await settle()
    expect(rows()).toBe(50)
    find('button', 'Retry').click()
    await settle()
    expect(document.body.textContent).not.toContain('The history could not be read')
  })

  it('copies a number and says so', async () => {
    const stage = await showHistory([past()])
    find('button', 'Copy number').click()
    await settle()
    expect(stage.bridge.copied).toEqual(['+81345670000'])
    expect(useNoticesStore().notices.map((notice) => notice.text)).toEqual(['Number copied'])
  })

  it('hands a number back to be called', async () => {
    const callBack = vi.fn<(number: string) => void>()
    await showHistory([past()], { onCallBack: callBack })
    find('button', 'Call back').click()
    expect(callBack).toHaveBeenCalledExactlyOnceWith('+81345670000')
  })

  it('shows a number as people write it, and copies it as it is', async () => {
    const stage = await showHistory([past({ number: '0345670000', shown: '03-4567-0000' })])
    expect(find('list', 'History').textContent).toContain('03-4567-0000')
    find('button', 'Copy number').click()
    await settle()
    expect(stage.bridge.copied).toEqual(['0345670000'])
  })

  it('reads what services keep themselves, and tells how much came', async () => {
    const stage = await setLiveStage({
      history: many(3),
      providers: [phoneProvider, alarmProvider],
      snapshot: { accounts: [phoneAccount, alarmAccount] },
    })
    await useAccountsStore().load()
    await stage.show(HistoryList)
    const release = stage.bridge.hold('history.sync')
    find('button', 'Sync').click()
    await settle()
    expect(find('button', 'Syncing…').hasAttribute('disabled')).toBe(true)
    release()
    await settle()
    const asked = stage.bridge.asked.filter((request) => request.name === 'history.sync')
    expect(asked.map((request) => request.input)).toEqual([{ account: 'alarm' }])
    expect(useNoticesStore().notices.map((notice) => notice.text)).toEqual([
      'Night alarm: 3 calls read, 0 new or changed',
    ])
  })

  it('offers no sync where no service keeps a history', async () => {
    const stage = await setLiveStage({ providers: [phoneProvider], snapshot: { accounts: [phoneAccount] } })
    await useAccountsStore().load()
    await stage.show(HistoryList)
    expect(findAll('button', 'Sync')).toEqual([])
  })

  it('saves a recording where there is one, and says so unless the person changed their mind', async () => {
    const stage = await showHistory([past({ recording: { id: 'r' } }), past({ id: 'other' })])
    expect(findAll('button', 'Save recording')).toHaveLength(1)
    find('button', 'Save recording').click()
    await settle()
    expect(stage.bridge.asked.at(-1)).toEqual({ name: 'recordings.save', input: { id: 'h' } })
    expect(useNoticesStore().notices.map((notice) => notice.text)).toEqual(['Recording saved'])
    stage.bridge.failNext('recordings.save', sampleFailure('aborted'))
    find('button', 'Save recording').click()
    await settle()
    expect(useNoticesStore().notices).toHaveLength(1)
  })

  it('offers nothing to do with a withheld number', async () => {
    await showHistory([past({ number: '' })])
    expect(find('list', 'History').textContent).toContain('Withheld number')
    expect(rows()).toBe(0)
  })

  it('keeps what was read far below when new rows come', async () => {
    const { bridge } = await setLiveStage({ history: many(260) })
    const store = useHistoryStore()
    await store.refresh()
    while (store.hasMore) await store.more()
    bridge.world.history.unshift(past({ id: 'new' }))
    await store.refresh()
    expect(store.calls).toHaveLength(261)
    expect(new Set(store.calls.map((call) => call.id)).size).toBe(261)
    expect(store.calls[0]?.id).toBe('new')
  })

  it('starts anew when nothing that was shown is in the newest page', async () => {
    const { bridge } = await setLiveStage({ history: many(120) })
    const store = useHistoryStore()
    await store.refresh()
    bridge.world.history = Array.from({ length: 120 }, (_, index) => past({ id: `other${index}` }))
    await store.refresh()
    expect(store.calls.map((call) => call.id)).toEqual(bridge.world.history.slice(0, 50).map((call) => call.id))
    expect(store.hasMore).toBe(true)
  })

  it('throws away a page that comes after a newer reading', async () => {
    const stage = await setLiveStage({ history: many(120) })
    const store = useHistoryStore()
    await store.refresh()
    const release = stage.bridge.hold('history.page')
    const more = store.more()
    const refresh = store.refresh()
    release()
    await Promise.all([more, refresh])
    expect(store.calls).toHaveLength(50)
    expect(store.loadingMore).toBe(false)
  })
})

describe('days', () => {
  it("are those of the person's own calendar", () => {
    const calls = [
      past({ id: 'a', startedAt: '2026-11-21T15:30:00Z' }),
      past({ id: 'b', startedAt: '2026-11-21T14:30:00Z' }),
    ]
    expect(groupByDay(calls, 'Asia/Tokyo').map((group) => group.day)).toEqual(['2026-11-22', '2026-11-21'])
    expect(groupByDay(calls, 'UTC').map((group) => group.day)).toEqual(['2026-11-21'])
  })
})
