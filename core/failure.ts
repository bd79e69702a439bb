import type { Failure, FailureCode } from '../contract/model/failure.ts'

/** What may be said of a failure beside its code; `trace` is made here. */
export type FailureDetails = Partial<Omit<Failure, 'code' | 'trace'>>

/** The one error type of the core. Its message is for logs; people read a text chosen by the code. */
export class FailureError extends Error {
  readonly failure: Failure

  constructor(failure: Failure, options?: ErrorOptions) {
    super(messageOf(failure), options)
    this.name = 'FailureError'
    this.failure = failure
  }
}

let traces = 0

/** Makes a failure to throw: `throw fail('not-found', { params: { what: 'call' } })`. */
export function fail(code: FailureCode, details: FailureDetails = {}, cause?: unknown): FailureError {
  traces += 1
  const failure: Failure = { retry: 'no', ...details, code, trace: `${code}#${traces}` }
  return new FailureError(failure, cause === undefined ? undefined : { cause })
}

/** Whatever was thrown, as a failure: ours as it is, an abort as `aborted`, anything else as `bug`. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof FailureError) return thrown.failure
  if (isAbort(thrown)) return fail('aborted').failure
  return fail('bug', { params: { reason: thrown instanceof Error ? thrown.name : typeof thrown } }, thrown).failure
}

/** For the end of a switch over a union: reaching it does not compile. */
export function assertNever(value: never): never {
  throw new TypeError(`a case is missing for ${JSON.stringify(value)}`)
}

function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError'
}

function messageOf(failure: Failure): string {
  const params = Object.entries(failure.params ?? {}).map(([name, value]) => `${name}=${value}`)
  return [failure.code, failure.provider, ...params].filter(Boolean).join(' ')
}
