import type { SidetoneClient } from '../../contract/api.ts'
import type { NumberedChange } from '../../contract/model/change.ts'
import type { AppSettings } from '../../contract/model/settings.ts'
import { inMemoryAccounts } from './in-memory-accounts.ts'
import { done } from './in-memory-answers.ts'
import type { Answer } from './in-memory-answers.ts'
import type { InMemoryWorld } from './in-memory-bridge.ts'
import { inMemoryBroadcast } from './in-memory-broadcast.ts'
import { inMemoryCalls } from './in-memory-calls.ts'
import { inMemoryCallbacks, inMemoryExtension } from './in-memory-services.ts'

interface Wiring {
  readonly answer: Answer
  readonly listen: (listener: (change: NumberedChange) => void) => () => void
  readonly copied: string[]
}

/** Every request of the contract over the in-memory world. */
export function createInMemoryRequests(world: InMemoryWorld, { answer, listen, copied }: Wiring): SidetoneClient {
  return {
    state: { snapshot: () => answer('state.snapshot', null, () => done(world.snapshot)), changed: listen },
    accounts: inMemoryAccounts(world, answer),
    calls: inMemoryCalls(world, answer),
    ringer: {
      set: (input) =>
        answer('ringer.set', input, () => {
          const ringer = { ...input, certainty: 'assumed' as const, at: world.now() }
          world.change({ type: 'ringer', ringer })
          world.change({ type: 'settings', settings: { ...world.snapshot.settings, ringerMode: input.mode } })
          return done(ringer)
        }),
    },
    history: {
      page: (input) =>
        answer('history.page', input, () => {
          const start = input.before === undefined ? 0 : Number(input.before)
          const end = start + input.limit
          const more = end < world.history.length ? { next: String(end) } : {}
          return done({ calls: world.history.slice(start, end), ...more })
        }),
      sync: (input) =>
        answer('history.sync', input, () => done({ account: input.account, read: world.history.length, changed: 0 })),
    },
    recordings: { save: (input) => answer('recordings.save', input, () => done({ saved: true })) },
    broadcast: inMemoryBroadcast(world, answer),
    extension: inMemoryExtension(world, answer),
    callbacks: inMemoryCallbacks(world, answer),
    settings: {
      change: (input) =>
        answer('settings.change', input, () => {
          const named = Object.entries(input).filter(([, value]) => value !== undefined)
          const settings: AppSettings = { ...world.snapshot.settings, ...Object.fromEntries(named) }
          world.change({ type: 'settings', settings })
          return done(settings)
        }),
    },
    app: {
      about: () =>
        answer('app.about', null, () =>
          done({
            version: '0.1.0',
            host: 'in-memory',
            platform: 'test',
            systemLanguage: 'en-US',
            versions: { node: '24.21.0' },
          }),
        ),
      copyText: (input) =>
        answer('app.copyText', input, () => {
          copied.push(input.text)
          return done(undefined)
        }),
    },
  }
}
