import type { SidetoneClient } from '../../contract/api.ts'
import { done, refuse } from './in-memory-answers.ts'
import type { Answer } from './in-memory-answers.ts'
import type { InMemoryWorld } from './in-memory-bridge.ts'

/** The requests about a phone terminal's properties: what is sent is taken over as it is. */
export function inMemoryExtension(world: InMemoryWorld, answer: Answer): SidetoneClient['extension'] {
  return {
    read: (input) => answer('extension.read', input, () => done(world.extension)),
    change: (input) =>
      answer('extension.change', input, () => {
        world.extension = { ...world.extension, properties: { ...world.extension.properties, ...input.properties } }
        return done(world.extension)
      }),
  }
}

/** The requests about callbacks: the local address is reached, and the public one as the world says. */
export function inMemoryCallbacks(world: InMemoryWorld, answer: Answer): SidetoneClient['callbacks'] {
  const urlOf = (account: string): string | undefined =>
    world.snapshot.listeners.find((listener) => listener.account === account)?.url

  return {
    register: (input) =>
      answer('callbacks.register', input, () => {
        const url = urlOf(input.account)
        return url === undefined ? refuse('not-found') : done({ url })
      }),
    unregister: (input) => answer('callbacks.unregister', input, () => done(undefined)),
    test: (input) =>
      answer('callbacks.test', input, () => {
        const url = urlOf(input.account)
        if (url === undefined) return refuse('not-found')
        return done(world.callbackTest ?? { local: { url, arrived: true } })
      }),
  }
}
