import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import type { Call } from '../../../contract/model/call.ts'
import { useNow } from '../../clock/useNow.ts'
import { formatTimer } from '../../i18n/format.ts'

/** Since the answer, else since the start; stands still once the call has ended. Empty while the state is unknown: it would be a guess. */
export function timerText(call: Call, now: number): string {
  if (call.state === 'unknown') return ''
  const from = Date.parse(call.answeredAt ?? call.startedAt)
  const to = call.endedAt ? Date.parse(call.endedAt) : now
  return formatTimer((to - from) / 1000)
}

export function useCallTimer(call: () => Call): ComputedRef<string> {
  const now = useNow()
  return computed(() => timerText(call(), now.value))
}
