/** How long to wait between attempts: full jitter under a doubling ceiling, so that many clients of one server do not come back in step. */
export interface Backoff {
  /** Ceiling of the first wait, in milliseconds. */
  readonly baseMs: number
  /** No ceiling is higher than this, in milliseconds. */
  readonly capMs: number
}

/** The wait before attempt `failures + 1`, in milliseconds; `random` is from 0 up to 1. */
export function backoffDelay(failures: number, backoff: Backoff, random: number): number {
  const doublings = Math.min(Math.max(failures - 1, 0), 30)
  return Math.floor(random * Math.min(backoff.capMs, backoff.baseMs * 2 ** doublings))
}
