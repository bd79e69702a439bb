/** What the event server is asked for. */
export interface Subscription {
  readonly accountId: string
  readonly token: string
}

/** What a frame says, in our words. */
export type DialectNews =
  /** The server speaks this dialect, and we may subscribe. */
  | { readonly kind: 'welcome' }
  /** It does not speak this dialect. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'event'; readonly name: string; readonly payload: unknown }
  | { readonly kind: 'subscribed' }
  | { readonly kind: 'refused'; readonly message: string }
  /** The server takes leave. */
  | { readonly kind: 'farewell' }
  /** From now on we must send this frame in such intervals. */
  | { readonly kind: 'beat'; readonly frame: string; readonly everyMs: number }

/** What to do about a frame: frames to send back, and what it said. */
export interface Reaction {
  readonly send?: readonly string[]
  readonly news?: readonly DialectNews[]
}

export type DialectName = 'socket.io' | 'socket.io-0.9' | 'kazoo'

/** The three protocols in which such an event server may speak; which one the vendor's does is not documented. One object a connection: it may remember what was said. */
export interface Dialect {
  readonly name: DialectName
  /** The server must have spoken within so long, in milliseconds. Undefined: it says nothing until it is asked. */
  readonly welcomeWithinMs: number | undefined
  hear(text: string): Reaction
  /** The frames that ask for all events of the account's calls. */
  subscribe(subscription: Subscription): readonly string[]
  /** What to send before we go. */
  readonly farewell: readonly string[]
}

/** One subscription each; the third is cut off on the vendor's page. */
export const bindings = ['call.CHANNEL_CREATE.*', 'call.CHANNEL_ANSWER.*', 'call.CHANNEL_DESTROY.*'] as const

/** The argument of `subscribe`, as the vendor's "use API" page prints it. */
export function subscribeArgument({ accountId, token }: Subscription, binding: string): object {
  return { account_id: accountId, auth_token: token, binding }
}

/** An event by its name: one of a channel, or the server's word about what we asked. */
export function newsOf(name: string, argument: unknown): readonly DialectNews[] {
  if (name === 'error') return [{ kind: 'refused', message: sentenceOf(argument) }]
  return [{ kind: 'event', name, payload: argument }]
}

/** The words of an error, whatever holds them. */
export function sentenceOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(sentenceOf).filter(Boolean).join('; ')
  if (typeof value !== 'object' || value === null) return ''
  return Object.values(value).map(sentenceOf).filter(Boolean).join(' ')
}
