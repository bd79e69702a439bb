import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { BroadcastQuery, BroadcastResults } from '../../../contract/model/broadcast.ts'
import type { Failure } from '../../../contract/model/failure.ts'
import { useClient } from '../../bridge/bridge.ts'

const nothing: BroadcastResults = { calls: [], messages: [] }

/** What came of firing a rule. An answer to an older question is thrown away; a failed look keeps what was there. */
export const useBroadcastResultsStore = defineStore('broadcast-results', () => {
  const client = useClient()
  const results = shallowRef<BroadcastResults>(nothing)
  const failure = shallowRef<Failure | null>(null)
  const reading = ref(false)
  /** Milliseconds since 1970, when they were last read; null before that. */
  const readAt = ref<number | null>(null)
  let shownFor = ''
  let turn = 0

  async function read(account: string, rule: string, query: BroadcastQuery, now: () => number): Promise<void> {
    const question = JSON.stringify([account, rule, query])
    if (question !== shownFor) {
      results.value = nothing
      readAt.value = null
    }
    shownFor = question
    const here = ++turn
    reading.value = true
    failure.value = null
    const outcome = await client.broadcast.results({ account, rule, query })
    if (here !== turn) return
    reading.value = false
    if (outcome.ok) {
      results.value = outcome.value
      readAt.value = now()
    } else if (outcome.failure.code !== 'aborted') failure.value = outcome.failure
  }

  return { results, failure, reading, readAt, read }
})
