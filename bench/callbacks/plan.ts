/** Callbacks of one second, and for how many of them. */
export const A_SECOND = 1_000
export const SECONDS = 10
export const CALLS = (A_SECOND * SECONDS) / 2

/** One callback of the document's table "Callback Data"; the JSON that is sent. */
export interface Callback {
  /** Milliseconds after the start. */
  readonly at: number
  readonly body: string
}

/** Every call begins in the first half of a second and ends in its second half, 500 ms later: nothing depends on the order in which connections deliver. */
export function plannedCallbacks(foneNumber: string): Callback[] {
  const half = A_SECOND / 2
  return Array.from({ length: A_SECOND * SECONDS }, (_, index) => {
    const second = Math.floor(index / A_SECOND)
    const within = index % A_SECOND
    const call = second * half + (within % half)
    const data = {
      uid: `bench-${call}`,
      account_code: '8005550199',
      direction: 'INBOUND',
      from: String(3_215_560_000 + call),
      to: foneNumber,
      type: 'VOICE',
    }
    const end = { ...data, status: 'END', disposition: 'ANSWERED', billable_seconds: 60 }
    return { at: index, body: JSON.stringify(within < half ? { ...data, status: 'BEGIN' } : end) }
  })
}
