import type { Change, Snapshot } from '../../../contract/model/change.ts'

/**
 * The picture after one change. Changes are whole values, so applying one twice gives the same picture. Nothing is mutated: what did not change
 * keeps its identity and is not drawn again.
 */
export function applyChange(picture: Snapshot, change: Change): Snapshot {
  switch (change.type) {
    case 'accounts': {
      const known = new Set(change.accounts.map((account) => account.id))
      return {
        ...picture,
        accounts: change.accounts,
        connections: picture.connections.filter((connection) => known.has(connection.account)),
        ringers: picture.ringers.filter((ringer) => known.has(ringer.account)),
        listeners: picture.listeners.filter((listener) => known.has(listener.account)),
        firings: picture.firings.filter((firing) => known.has(firing.account)),
      }
    }
    case 'connection':
      return { ...picture, connections: put(picture.connections, change.connection, (item) => item.account) }
    case 'call':
      return { ...picture, calls: put(picture.calls, change.call, (item) => item.id) }
    case 'call-left':
      return { ...picture, calls: picture.calls.filter((call) => call.id !== change.id) }
    case 'ringer':
      return { ...picture, ringers: put(picture.ringers, change.ringer, (item) => item.account) }
    case 'settings':
      return { ...picture, settings: change.settings }
    case 'history':
      return { ...picture, historyRevision: Math.max(picture.historyRevision, change.revision) }
    case 'listener':
      return { ...picture, listeners: put(picture.listeners, change.listener, (item) => item.account) }
    case 'firing':
      return { ...picture, firings: put(picture.firings, change.firing, (item) => item.account) }
    case 'dial-intent':
      return { ...picture, dialIntent: change.intent }
    default:
      return assertNever(change)
  }
}

function put<Item>(items: readonly Item[], item: Item, keyOf: (item: Item) => string): Item[] {
  const place = items.findIndex((other) => keyOf(other) === keyOf(item))
  return place < 0 ? [...items, item] : items.with(place, item)
}

function assertNever(change: never): never {
  throw new Error(`unknown change ${JSON.stringify(change)}`)
}
