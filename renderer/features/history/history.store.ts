import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Outcome } from '../../../contract/define.ts'
import type { Call } from '../../../contract/model/call.ts'
import type { HistoryPage, SyncReport } from '../../../contract/model/history.ts'
import type { Failure } from '../../../contract/model/failure.ts'
import { useClient } from '../../bridge/bridge.ts'

const PAGE = 50
const MOST_AT_ONCE = 200

/**
 * The calls that were, newest first, a page at a time. `refresh` reads again what is shown (new calls come on top); `more` continues below the
 * last row. A page that comes after a newer refresh is thrown away.
 */
export const useHistoryStore = defineStore('history', () => {
  const client = useClient()
  const calls = shallowRef<readonly Call[]>([])
  const next = ref<string | undefined>()
  const loaded = ref(false)
  const loadingMore = ref(false)
  const failure = shallowRef<Failure | null>(null)
  let reading = 0

  async function refresh(): Promise<void> {
    const asked = ++reading
    loadingMore.value = false
    const limit = Math.min(MOST_AT_ONCE, Math.max(PAGE, calls.value.length))
    const outcome = await client.history.page({ limit })
    if (asked !== reading) return
    loaded.value = true
    if (!outcome.ok) {
      fail(outcome.failure)
      return
    }
    failure.value = null
    putOnTop(outcome.value)
  }

  /** Rows below the page that was read stay, so that nobody who has scrolled far loses the place. */
  function putOnTop(page: HistoryPage): void {
    const last = page.calls.at(-1)
    const below = last ? calls.value.findIndex((call) => call.id === last.id) + 1 : 0
    if (below > 0 && below < calls.value.length) {
      calls.value = [...page.calls, ...calls.value.slice(below)]
    } else {
      calls.value = page.calls
      next.value = page.next
    }
  }

  async function more(): Promise<void> {
    if (loadingMore.value || next.value === undefined) return
    const asked = reading
    loadingMore.value = true
    const outcome = await client.history.page({ limit: PAGE, before: next.value })
    if (asked !== reading) return
    loadingMore.value = false
    if (!outcome.ok) {
      fail(outcome.failure)
      return
    }
    failure.value = null
    const known = new Set(calls.value.map((call) => call.id))
    calls.value = [...calls.value, ...outcome.value.calls.filter((call) => !known.has(call.id))]
    next.value = outcome.value.next
  }

  /** What the account's service keeps is read into the journal; new rows are told by the live picture. */
  const sync = (account: string): Promise<Outcome<SyncReport>> => client.history.sync({ account })

  /** Asks the person where to and downloads. */
  const saveRecording = (call: Call): Promise<Outcome<{ saved: boolean }>> => client.recordings.save({ id: call.id })

  const copy = (number: string): Promise<Outcome<void>> => client.app.copyText({ text: number })

  function fail(reason: Failure): void {
    if (reason.code !== 'aborted') failure.value = reason
  }

  const hasMore = computed(() => next.value !== undefined)
  return { calls, loaded, loadingMore, failure, refresh, more, copy, sync, saveRecording, hasMore }
})
