import type { Outcome } from '../../contract/define.ts'
import type { FailureCode } from '../../contract/model/failure.ts'
import type { RequestName } from './in-memory-bridge.ts'

/** Records a request, waits where a test holds it back, fails where a test says so, else does the work. */
export type Answer = <Value>(name: RequestName, input: unknown, work: () => Outcome<Value>) => Promise<Outcome<Value>>

export function done<Value>(value: Value): Outcome<Value> {
  return { ok: true, value }
}

export function refuse(code: FailureCode): Outcome<never> {
  return { ok: false, failure: { code, retry: 'no', trace: 'in-memory' } }
}
