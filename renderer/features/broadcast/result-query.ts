import type { BroadcastQuery } from '../../../contract/model/broadcast.ts'

export type ResultRange = 'latest' | 'dates' | 'firing'

/** What the results are asked by, as typed: days of the person's own calendar (`2026-11-22`), and a firing's id. */
export interface ResultChoice {
  readonly range: ResultRange
  readonly from: string
  readonly to: string
  readonly firing: string
}

/** Null while there is nothing to ask: an empty id, a range that ends before it begins. Both days belong to the range. */
export function queryOf({ range, from, to, firing }: ResultChoice): BroadcastQuery | null {
  switch (range) {
    case 'latest':
      return { latest: true }
    case 'firing':
      return firing.trim() === '' ? null : { firing: firing.trim() }
    case 'dates': {
      if (from === '' && to === '') return null
      if (from !== '' && to !== '' && to < from) return null
      return { ...(from && { since: startOf(from) }), ...(to && { until: endOf(to) }) }
    }
    default:
      return assertNever(range)
  }
}

const startOf = (day: string): string => new Date(`${day}T00:00:00`).toISOString()
const endOf = (day: string): string => new Date(`${day}T23:59:59`).toISOString()

function assertNever(range: never): never {
  throw new Error(`unknown range ${String(range)}`)
}
