import { ref, shallowRef } from 'vue'
import type { Ref, ShallowRef } from 'vue'
import type { Outcome } from '../../../contract/define.ts'
import type { Failure } from '../../../contract/model/failure.ts'

export type Work = 'reading' | 'saving' | 'firing'

/** A rule of an account, as requests name it. */
export interface RuleTarget {
  readonly account: string
  readonly rule: string
}

/** One request at a time: a newer one makes the answer of the one before it worthless. */
export interface RuleWork {
  readonly work: Readonly<Ref<Work | null>>
  /** Why the last request failed, unless it says so elsewhere. */
  readonly failure: ShallowRef<Failure | null>
  /** The answer; null where it failed, was cancelled or came too late. */
  readonly run: <Value>(
    what: Work,
    ask: () => Promise<Outcome<Value>>,
    failed?: ShallowRef<Failure | null>,
  ) => Promise<{ readonly value: Value } | null>
}

export function createRuleWork(): RuleWork {
  const work = ref<Work | null>(null)
  const failure = shallowRef<Failure | null>(null)
  let turn = 0

  return {
    work,
    failure,
    async run(what, ask, failed = failure) {
      const here = ++turn
      work.value = what
      failure.value = null
      failed.value = null
      const outcome = await ask()
      if (here !== turn) return null
      work.value = null
      if (outcome.ok) return outcome
      if (outcome.failure.code !== 'aborted') failed.value = outcome.failure
      return null
    },
  }
}
