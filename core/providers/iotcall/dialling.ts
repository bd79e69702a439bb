import { fail, toFailure } from '../../failure.ts'
import type { Clock, Log } from '../../ports/index.ts'
import type { CallFact, Dialing, DialTarget, Fact } from '../../provider.ts'
import type { CallFollower } from './call-follower.ts'
import type { IotCallClient } from './client.ts'
import { internationalNumber } from './countries.ts'
import type { DialledCalls } from './dialled-calls.ts'
import { invalid } from './failures.ts'
import { dialForm, listNumber } from './number-form.ts'
import type { NumberLists } from './number-lists.ts'

/*
 * Dialling with a service that can only call the numbers of a rule: its list is overwritten with the one number, fired, and put back (number-lists.ts). A rule that
 * dials otherwise than one after the other ("発信種別" other than 通常) wants two numbers at least and refuses; the person's dial rule must be a plain one.
 *
 *   list overwritten ──failed──► put back; nothing was dialled, nothing is told
 *        │
 *   fact dialing ──► POST call, once
 *        ├── taken ──► the key; what became of it, only the history knows (call-follower.ts)
 *        ├── refused ──► fact ended, failed
 *        └── no readable answer ──► fact unknown, `outcome: 'unknown'`
 *        in every case: put back
 */

export interface DiallingParts {
  readonly rule: string | undefined
  readonly lists: NumberLists
  readonly client: IotCallClient
  readonly dialled: DialledCalls
  readonly follower: CallFollower
  readonly clock: Clock
  readonly log: Log
  readonly emit: (fact: Fact) => void
  readonly whileOpen: (signal: AbortSignal) => AbortSignal
}

export function createDialling(parts: DiallingParts): Dialing {
  const ruleOrRefuse = (): string => {
    if (parts.rule === undefined) throw invalid('dialRule', 'required')
    return parts.rule
  }
  return {
    form: (target) => {
      ruleOrRefuse()
      return dialForm(target)
    },
    place: async (target, _options, signal) => place(parts, ruleOrRefuse(), target, parts.whileOpen(signal)),
  }
}

async function place(
  parts: DiallingParts,
  rule: string,
  target: DialTarget,
  signal: AbortSignal,
): Promise<{ readonly key: string }> {
  const number = listNumber(target)
  const to = internationalNumber(number.tel, number.international_prefix_id) ?? number.tel
  const wanted = [{ ...number, group: 1, check: true }]
  return parts.lists.during(rule, wanted, () => fire(parts, rule, to, signal), signal)
}

async function fire(
  { client, clock, dialled, emit, follower }: DiallingParts,
  rule: string,
  to: string,
  signal: AbortSignal,
): Promise<{ readonly key: string }> {
  if (signal.aborted) throw fail('aborted')
  const call = { key: clock.newId(), to, at: clock.now() }
  const fact: CallFact = {
    type: 'call',
    key: call.key,
    direction: 'out',
    state: 'dialing',
    number: to,
    startedAt: call.at,
    endUnseen: true,
  }
  emit(fact)
  try {
    await client.fire(rule, signal)
  } catch (thrown) {
    const { outcome } = toFailure(thrown)
    const { endUnseen: _unseen, ...known } = fact
    if (outcome === 'unknown') emit({ ...known, state: 'unknown' })
    else emit({ ...known, state: 'ended', endedAt: clock.now(), result: 'failed' })
    if (outcome === 'unknown') await dialled.add(call)
    throw thrown
  }
  await dialled.add(call)
  follower.follow(fact)
  return { key: call.key }
}
