import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Failure } from '../../../contract/model/failure.ts'

export interface Notice {
  readonly id: number
  readonly tone: 'neutral' | 'danger'
  /** A finished sentence, or a failure with what was being done. */
  readonly text: string
  readonly failure?: Failure
}

/** Something to read aloud. Its `id` makes the same words a new sentence when they are said again. */
interface Sentence {
  readonly id: number
  readonly text: string
}

/** What passes by: toasts that are seen, and sentences that are only read aloud. */
export const useNoticesStore = defineStore('notices', () => {
  const notices = ref<Notice[]>([])
  const politely = ref<Sentence>({ id: 0, text: '' })
  const atOnce = ref<Sentence>({ id: 0, text: '' })
  let last = 0

  function tell(text: string): void {
    notices.value.push({ id: ++last, tone: 'neutral', text })
  }

  /** Shows a failure; what the person cancelled is no failure and shows nothing. `doing` says what did not happen. */
  function fail(failure: Failure, doing = ''): void {
    if (failure.code === 'aborted') return
    notices.value.push({ id: ++last, tone: 'danger', text: doing, failure })
  }

  function close(id: number): void {
    notices.value = notices.value.filter((notice) => notice.id !== id)
  }

  /** Read aloud only. `urgent` interrupts what is being read: an incoming call. */
  function announce(text: string, urgent = false): void {
    const sentence = { id: ++last, text }
    if (urgent) atOnce.value = sentence
    else politely.value = sentence
  }

  return { notices, politely, atOnce, tell, fail, close, announce }
})
