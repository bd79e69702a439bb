import { SerialQueue } from '../../net/serial-queue.ts'
import type { Log, Notebook } from '../../ports/index.ts'
import type { CallFact } from '../../provider.ts'
import { sameNumber } from './number-form.ts'
import type { TrackedCall } from './tracked-call.ts'

/*
 * A call has a CallID in webhooks, a call_api_id in the list of current calls and a call_uuid in the history, and no document says how they relate. Where the uuid is
 * the CallID (capitals apart) nothing is needed. Otherwise the row of the history that has the same direction, number and time is the call that we saw, and from
 * then on its uuid means that call; the notebook remembers, so that a row never becomes a second call.
 */

/** A call that was seen and not yet met in the history. */
interface Seen {
  readonly key: string
  readonly ids: readonly string[]
  readonly direction: string
  readonly number: string
  readonly startedAt: number
}

interface Names {
  readonly seen: readonly Seen[]
  /** From uuid to key. */
  readonly known: readonly (readonly [uuid: string, key: string])[]
}

const note = 'call-names'
const none: Names = { seen: [], known: [] }
const mostSeen = 500
const mostKnown = 5_000
/** A webhook's clock, the list's and the history's may differ by this. */
const alikeMs = 15_000

export class CallNames {
  readonly #notebook: Notebook
  readonly #log: Log
  readonly #turns = new SerialQueue()

  constructor(notebook: Notebook, log: Log) {
    this.#notebook = notebook
    this.#log = log
  }

  /** Remembers a call that was seen, until the history has told it. */
  async seen({ key, callId, apiId, direction, number, startedAt }: TrackedCall): Promise<void> {
    const ids = [key, callId, apiId].filter((id) => id !== undefined)
    await this.#change((names) => {
      const others = names.seen.filter((other) => other.key !== key)
      return { ...names, seen: [...others, { key, ids, direction, number, startedAt }].slice(-mostSeen) }
    })
  }

  /** The facts of history rows under the keys by which the calls are known here. */
  async named(facts: readonly CallFact[]): Promise<CallFact[]> {
    let named: CallFact[] = []
    await this.#change((names) => {
      const matched = match(facts, names)
      named = matched.facts
      return matched.names
    })
    return named
  }

  /** Notes that cannot be kept cost a call told twice, never a call. */
  #change(next: (names: Names) => Names): Promise<void> {
    return this.#turns.run(async () => {
      const before = await this.#read()
      const after = next(before)
      if (after === before) return
      try {
        await this.#notebook.write(note, JSON.stringify(after))
      } catch (thrown) {
        this.#log.warn('the names of calls could not be kept', { failure: thrown })
      }
    })
  }

  async #read(): Promise<Names> {
    try {
      const names = JSON.parse((await this.#notebook.read(note)) ?? 'null') as Partial<Names> | null
      return Array.isArray(names?.seen) && Array.isArray(names.known) ? { ...none, ...names } : none
    } catch (thrown) {
      this.#log.warn('the names of calls could not be read', { failure: thrown })
      return none
    }
  }
}

/** Pure. The names stay the same object where nothing was learnt. */
function match(facts: readonly CallFact[], names: Names): { readonly facts: CallFact[]; readonly names: Names } {
  const known = new Map(names.known)
  const seen = new Map(names.seen.map((call) => [call.key, call]))
  const named = facts.map((fact) => {
    const key = known.get(fact.key)
    if (key !== undefined) return { ...fact, key }
    const call = find([...seen.values()], fact)
    if (call === undefined) return fact
    seen.delete(call.key)
    if (call.key !== fact.key) known.set(fact.key, call.key)
    return { ...fact, key: call.key }
  })
  if (seen.size === names.seen.length) return { facts: named, names }
  return { facts: named, names: { seen: [...seen.values()], known: [...known].slice(-mostKnown) } }
}

function find(seen: readonly Seen[], fact: CallFact): Seen | undefined {
  const byId = seen.find(({ ids }) => ids.includes(fact.key))
  if (byId) return byId
  const distance = ({ startedAt }: Seen) => Math.abs(startedAt - fact.startedAt)
  return seen
    .filter(
      (call) => call.direction === fact.direction && distance(call) <= alikeMs && sameNumber(call.number, fact.number),
    )
    .sort((one, other) => distance(one) - distance(other))[0]
}
