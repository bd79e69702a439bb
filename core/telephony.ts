import { accountCommands } from './accounts/account-commands.ts'
import { Accounts } from './accounts/accounts.ts'
import { CallbackTrials } from './callbacks/callback-trials.ts'
import { CallBook } from './calls/call-book.ts'
import { CallCommands, offeredActions } from './calls/call-commands.ts'
import { Journal } from './calls/journal.ts'
import { NumberDisplay } from './calls/number-display.ts'
import { ClockSkews } from './diagnostics/clock-skews.ts'
import { diagnose } from './diagnostics/diagnose.ts'
import { fail } from './failure.ts'
import { historyCommands } from './history/history-commands.ts'
import type { TelephonyPorts } from './ports/index.ts'
import type { ProviderDefinition } from './provider.ts'
import { providers as builtIn } from './registry.ts'
import { Facets } from './sessions/facets.ts'
import { ringerCommands } from './sessions/ringer-commands.ts'
import { Ringers } from './sessions/ringers.ts'
import { Sessions } from './sessions/sessions.ts'
import { Watching } from './sessions/watching.ts'
import { Settings } from './settings/settings.ts'
import { ChangeFeed } from './state/change-feed.ts'
import { SmallFacts } from './state/small-facts.ts'
import { snapshotOf } from './state/snapshot.ts'
import type { Telephony } from './telephony-api.ts'

export interface TelephonyOptions {
  /** How national numbers are read until the person chooses: two capital letters, ISO 3166. Default US. */
  readonly region?: string
  /** Default: all built-in providers. */
  readonly providers?: readonly ProviderDefinition[]
}

/** Reads the home and composes the core. Opens no connection before it is needed or `watch` is called. */
export async function createTelephony(ports: TelephonyPorts, options: TelephonyOptions = {}): Promise<Telephony> {
  const definitions = options.providers ?? builtIn
  const parts = compose(ports, definitions, options.region ?? 'US')
  await Promise.all([parts.accounts.load(), parts.ringers.load(), parts.settings.load()])
  return faceOf(ports, definitions, parts)
}

type Parts = ReturnType<typeof compose>

/*
 * sessions ──facts──► book ──► feed ──► whoever listens
 *     ▲                └────► journal ──► store
 *     └── accounts, settings, ringers: what the home keeps
 */
function compose(ports: TelephonyPorts, definitions: readonly ProviderDefinition[], region: string) {
  const { clock, log, files, vault, store } = ports
  const feed = new ChangeFeed(log)
  const facts = new SmallFacts(feed)
  const journal = new Journal(store, log, () => facts.historyGrew())
  const accounts: Accounts = new Accounts({
    files,
    vault,
    log,
    definitionOf: (provider) => definitionOf(provider, definitions),
    changed: () => feed.tell({ type: 'accounts', accounts: [...accounts.list()] }),
  })
  const ringers = new Ringers({ files, log, changed: (ringer) => feed.tell({ type: 'ringer', ringer }) })
  const changed = (current: ReturnType<Settings['current']>) => feed.tell({ type: 'settings', settings: current })
  const settings = new Settings({ files, log, region, changed })
  const display = new NumberDisplay(() => settings.current().region)
  const book: CallBook = new CallBook({
    clock,
    log,
    journal,
    display,
    offeredBy: (account) => offeredActions(sessions.peek(account)?.session),
    listener: {
      changed: (call) => feed.tell({ type: 'call', call }),
      left: (id) => feed.tell({ type: 'call-left', id }),
    },
  })
  const trials = new CallbackTrials(ports)
  const skews = new ClockSkews(clock)
  const sessions = new Sessions({
    ports: { ...ports, callbacks: trials },
    accounts,
    skews,
    listener: {
      callFact: (account, fact) => void book.apply(fact, { account, provider: accounts.get(account).provider }),
      connection: (connection) => {
        feed.tell({ type: 'connection', connection })
        book.refreshActions(connection.account)
      },
      listener: (account, url) => facts.listens(account, url),
      firing: (account, id) => facts.fired(account, id),
    },
  })
  const watching = new Watching({ accounts, sessions, book, journal, facts, log })
  return { feed, facts, journal, accounts, ringers, settings, display, book, trials, skews, sessions, watching }
}

function faceOf(ports: TelephonyPorts, definitions: readonly ProviderDefinition[], parts: Parts): Telephony {
  const { clock, store } = ports
  const { accounts, sessions, settings, trials, watching } = parts
  const facets = new Facets(sessions, store)
  const face: Omit<Telephony, 'diagnose'> = {
    accounts: accountCommands({ ...parts, definitions }),
    calls: new CallCommands({ ...parts, store, clock, region: () => settings.current().region }),
    ringer: ringerCommands({ ...parts, clock }),
    history: historyCommands({ ...parts, store, clock, grew: () => parts.facts.historyGrew() }),
    broadcast: facets.broadcast,
    extension: facets.extension,
    notify: facets.notify,
    recordings: facets.recordings,
    callbacks: {
      async test(account, signal = new AbortController().signal) {
        const { callbackUrl } = accounts.get(account).settings
        return trials.test(account, typeof callbackUrl === 'string' ? callbackUrl : undefined, signal)
      },
    },
    settings: { current: () => settings.current(), change: (patch) => settings.change(patch) },
    state: {
      snapshot: () => snapshotOf({ ...parts, vault: ports.vault.kind }),
      onChange: (listener) => parts.feed.onChange(listener),
    },
    async watch(only) {
      await Promise.all([watching.start(only), parts.display.load()])
    },
    async close() {
      await sessions.closeAll()
      parts.book.putDown()
      parts.book.close()
      await parts.journal.settled()
    },
  }
  return { ...face, diagnose: (signal = new AbortController().signal) => diagnose(face, parts.skews, signal) }
}

function definitionOf(provider: string, definitions: readonly ProviderDefinition[]): ProviderDefinition {
  const definition = definitions.find((one) => one.id === provider)
  if (definition === undefined)
    throw fail('input/invalid', { params: { field: 'provider', reason: 'unknown-provider' } })
  return definition
}
