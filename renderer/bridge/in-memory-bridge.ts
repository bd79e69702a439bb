import type { SidetoneClient } from '../../contract/api.ts'
import type { Outcome } from '../../contract/define.ts'
import type { ProviderSummary } from '../../contract/model/account.ts'
import type { BroadcastResults, Recipient } from '../../contract/model/broadcast.ts'
import type { Call } from '../../contract/model/call.ts'
import type { CallbackTest } from '../../contract/model/callback.ts'
import type { Change, NumberedChange, Snapshot } from '../../contract/model/change.ts'
import type { DialPlan } from '../../contract/model/dial.ts'
import type { Extension } from '../../contract/model/extension.ts'
import type { Failure } from '../../contract/model/failure.ts'
import { emptySnapshot } from './in-memory-samples.ts'
import { readPlainly } from './in-memory-plan.ts'
import { createInMemoryRequests } from './in-memory-requests.ts'

/** `topic.name` of every request. */
export type RequestName = {
  [Topic in keyof SidetoneClient]: `${Topic}.${Exclude<keyof SidetoneClient[Topic] & string, 'changed'>}`
}[keyof SidetoneClient]

/** What the requests of the in-memory bridge work on. */
export interface InMemoryWorld {
  snapshot: Snapshot
  providers: readonly ProviderSummary[]
  /** Past calls, newest first. */
  history: Call[]
  /** The number lists of broadcast rules, by the rule's name. */
  readonly recipients: Map<string, readonly Recipient[]>
  results: BroadcastResults
  extension: Extension
  /** What a trial callback shows; without it, that the local address was reached. */
  callbackTest: CallbackTest | null
  plan: (text: string) => DialPlan
  now: () => string
  /** Changes the snapshot and tells the listeners, as main does. */
  readonly change: (change: Change) => void
}

export interface InMemoryBridge {
  readonly client: SidetoneClient
  readonly world: InMemoryWorld
  /** Every request that came, in order. */
  readonly asked: { readonly name: RequestName; readonly input: unknown }[]
  readonly copied: string[]
  /** The next request of this name fails so. */
  failNext(name: RequestName, failure: Failure): void
  /** Main changes something by itself. */
  change(change: Change): void
  /** Main tells a change with a number of the test's choosing: a gap, or one told twice. */
  tell(numbered: NumberedChange): void
  /** A live call goes on: whatever is given replaces what it was. */
  progress(id: string, next: Partial<Call>): void
  /** Holds back every answer of a request until `release` is called. */
  readonly hold: (name: RequestName) => () => void
}

export interface InMemoryOptions {
  readonly snapshot?: Partial<Snapshot>
  readonly providers?: readonly ProviderSummary[]
  readonly history?: readonly Call[]
  readonly plan?: (text: string) => DialPlan
  readonly now?: () => string
}

/** The whole client without a host: for component tests and for looking at the window in a browser. */
export function createInMemoryBridge(options: InMemoryOptions = {}): InMemoryBridge {
  const listeners = new Set<(change: NumberedChange) => void>()
  const failing = new Map<RequestName, Failure>()
  const held = new Map<RequestName, Promise<null>>()
  const asked: InMemoryBridge['asked'] = []
  const copied: string[] = []

  function tell(numbered: NumberedChange): void {
    for (const listener of listeners) listener(numbered)
  }

  const world: InMemoryWorld = {
    snapshot: { ...emptySnapshot, ...options.snapshot },
    providers: options.providers ?? [],
    history: [...(options.history ?? [])],
    recipients: new Map(),
    results: { calls: [], messages: [] },
    extension: { id: '54', properties: {} },
    callbackTest: null,
    plan: options.plan ?? readPlainly,
    now: options.now ?? (() => new Date().toISOString()),
    change(change) {
      world.snapshot = { ...withChange(world.snapshot, change), number: world.snapshot.number + 1 }
      tell({ number: world.snapshot.number, change })
    },
  }

  async function answer<Value>(name: RequestName, input: unknown, work: () => Outcome<Value>): Promise<Outcome<Value>> {
    asked.push({ name, input })
    await held.get(name)
    const failure = failing.get(name)
    failing.delete(name)
    return failure ? { ok: false, failure } : work()
  }

  return {
    client: createInMemoryRequests(world, {
      answer,
      copied,
      listen(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    }),
    world,
    asked,
    copied,
    failNext: (name, failure) => failing.set(name, failure),
    change: world.change,
    tell,
    progress(id, next) {
      const call = world.snapshot.calls.find((other) => other.id === id)
      if (call) world.change({ type: 'call', call: { ...call, ...next } })
    },
    hold(name) {
      const { promise, resolve } = Promise.withResolvers<null>()
      held.set(name, promise)
      return () => {
        held.delete(name)
        resolve(null)
      }
    },
  }
}

/** Main's side of a change. Written apart from the page's `applyChange`, so that a test compares two opinions. */
function withChange(snapshot: Snapshot, change: Change): Snapshot {
  switch (change.type) {
    case 'accounts':
      return { ...snapshot, accounts: change.accounts }
    case 'connection': {
      const others = snapshot.connections.filter((other) => other.account !== change.connection.account)
      return { ...snapshot, connections: [...others, change.connection] }
    }
    case 'call': {
      const others = snapshot.calls.filter((other) => other.id !== change.call.id)
      return { ...snapshot, calls: [...others, change.call] }
    }
    case 'call-left':
      return { ...snapshot, calls: snapshot.calls.filter((call) => call.id !== change.id) }
    case 'ringer': {
      const others = snapshot.ringers.filter((other) => other.account !== change.ringer.account)
      return { ...snapshot, ringers: [...others, change.ringer] }
    }
    case 'settings':
      return { ...snapshot, settings: change.settings }
    case 'history':
      return { ...snapshot, historyRevision: change.revision }
    case 'listener': {
      const others = snapshot.listeners.filter((other) => other.account !== change.listener.account)
      return { ...snapshot, listeners: [...others, change.listener] }
    }
    case 'firing': {
      const others = snapshot.firings.filter((other) => other.account !== change.firing.account)
      return { ...snapshot, firings: [...others, change.firing] }
    }
    case 'dial-intent':
      return { ...snapshot, dialIntent: change.intent }
  }
}
