import type { Call } from '../../../contract/model/call.ts'
import { dayOf } from '../../i18n/format.ts'

export interface DayOfCalls {
  /** `2026-11-22`, in the person's own calendar. */
  readonly day: string
  readonly calls: readonly Call[]
}

/** Calls in their order, a group for each run of the same day. */
export function groupByDay(calls: readonly Call[], timeZone?: string): DayOfCalls[] {
  const days: { day: string; calls: Call[] }[] = []
  for (const call of calls) {
    const day = dayOf(call.startedAt, timeZone)
    const last = days.at(-1)
    if (last?.day === day) last.calls.push(call)
    else days.push({ day, calls: [call] })
  }
  return days
}
