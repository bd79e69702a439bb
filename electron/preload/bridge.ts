import type { Client, Api, Definition } from '../../contract/define.ts'
import { channelOf } from '../../contract/define.ts'

/** What the bridge needs of Electron's ipcRenderer. */
export interface Messages {
  invoke(channel: string, ...input: unknown[]): Promise<unknown>
  on(channel: string, listener: (event: unknown, payload: unknown) => void): unknown
  removeListener(channel: string, listener: (event: unknown, payload: unknown) => void): unknown
}

/**
 * One function for each request and each event of the list. The page never names a channel and never sees Electron's event; a subscription
 * returns its unsubscribe function, because a listener that crosses the bridge twice is two different functions.
 */
export function bridgeOf<A extends Api>(api: A, messages: Messages): Client<A> {
  const bridge: Record<string, Record<string, unknown>> = {}
  for (const [topic, definitions] of Object.entries(api)) {
    const functions: Record<string, unknown> = {}
    for (const [name, definition] of Object.entries(definitions)) {
      functions[name] = functionFor(channelOf(topic, name), definition, messages)
    }
    bridge[topic] = functions
  }
  return bridge as Client<A>
}

function functionFor(channel: string, definition: Definition, messages: Messages): unknown {
  if (definition.kind === 'request') return (input?: unknown) => messages.invoke(channel, input)
  return (listener: (payload: unknown) => void) => {
    const forward = (_event: unknown, payload: unknown): void => listener(payload)
    messages.on(channel, forward)
    return () => {
      messages.removeListener(channel, forward)
    }
  }
}
