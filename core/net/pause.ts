import { fail } from '../failure.ts'
import type { Clock } from '../ports/clock.ts'

/** Resolves after `ms`; rejects with `aborted` at once when the signal does, and leaves no timer. */
export function pause(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted === true) return Promise.reject(fail('aborted'))
  const { promise, resolve, reject } = Promise.withResolvers<undefined>()
  const cancel = clock.after(ms, () => {
    signal?.removeEventListener('abort', giveUp)
    resolve(undefined)
  })
  const giveUp = (): void => {
    cancel()
    reject(fail('aborted'))
  }
  signal?.addEventListener('abort', giveUp, { once: true })
  return promise
}
