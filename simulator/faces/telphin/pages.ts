import { badRequest } from './errors.ts'
import { positiveNumber } from './requests.ts'
import type { TelphinSwitches } from './switches.ts'

/** Which part of a list is wanted. */
export interface Page {
  readonly page: number
  readonly perPage: number
  readonly order: 'asc' | 'desc'
}

/** `page` (1), `per_page` and `order` of the query. @throws ApiError 400 */
export function readPage(query: URLSearchParams, switches: TelphinSwitches): Page {
  const asked = positiveNumber(query, 'per_page', switches.perPageDefault)
  if (asked > switches.perPageMax && switches.perPageTooLarge === 'refuse') {
    throw badRequest(`per_page must not be greater than ${switches.perPageMax}`)
  }
  // ASSUMPTION: without an order lists run from old to new.
  const order = query.get('order') ?? 'asc'
  if (order !== 'asc' && order !== 'desc') throw badRequest('order must be asc or desc')
  return { page: positiveNumber(query, 'page', 1), perPage: Math.min(asked, switches.perPageMax), order }
}

/** @param rows from old to new */
export function pageOf<T>(rows: readonly T[], { page, perPage, order }: Page): readonly T[] {
  const start = (page - 1) * perPage
  if (order === 'asc') return rows.slice(start, start + perPage)
  const end = Math.max(0, rows.length - start)
  return rows.slice(Math.max(0, end - perPage), end).toReversed()
}
