import type { Connection, ConnectionState } from '../../../contract/model/connection.ts'
import type { MessageKey } from '../../i18n/i18n.ts'
import type { Translate } from '../../i18n/useText.ts'

type Tone = 'good' | 'busy' | 'bad' | 'quiet'

const words: Record<ConnectionState, { readonly key: MessageKey; readonly tone: Tone; readonly gravity: number }> = {
  idle: { key: 'connection.idle', tone: 'good', gravity: 0 },
  live: { key: 'connection.live', tone: 'good', gravity: 1 },
  connecting: { key: 'connection.connecting', tone: 'busy', gravity: 2 },
  reconnecting: { key: 'connection.reconnecting', tone: 'busy', gravity: 3 },
  offline: { key: 'connection.offline', tone: 'bad', gravity: 4 },
  refused: { key: 'connection.refused', tone: 'bad', gravity: 5 },
}

/** Nothing is kept open because it cannot be: dialing and history work all the same. */
const isLacking = (connection: Connection): boolean => connection.state === 'idle' && connection.failure !== undefined

export const connectionTone = (connection: Connection): Tone =>
  isLacking(connection) ? 'quiet' : words[connection.state].tone

export function connectionWord(connection: Connection, t: Translate): string {
  if (connection.waitingForPerson) return t('connection.waitingForPerson')
  return t(isLacking(connection) ? 'connection.noLiveCalls' : words[connection.state].key)
}

/** The one that a person should know of first. */
export function gravest(connections: readonly Connection[]): Connection | undefined {
  return connections.toSorted((a, b) => words[b.state].gravity - words[a.state].gravity)[0]
}

/** As it should be, whether live events are kept open or there are none to keep. */
export function isWell(connection: Connection): boolean {
  return words[connection.state].tone === 'good'
}
