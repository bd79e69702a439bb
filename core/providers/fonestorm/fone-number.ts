import { FailureError } from '../../failure.ts'
import type { AuthorisedClient } from './authorised-client.ts'
import { isLacking, withUnknownOutcome } from './failures.ts'
import { CallReply, FoneNumberReply, readBody, writeBody } from './wire.ts'
import type { ReplyBody } from './wire.ts'

/** Outbound calls are told by send_notify, inbound ones by receive_notify. */
export const notifyKinds = ['send', 'receive'] as const
export type NotifyKind = (typeof notifyKinds)[number]

/** A callback as it is set at the service. Its name and password are never told. */
export interface Registered {
  readonly url: string
  readonly method: string
}

/** One callback a kind; null where none is set. */
export type Registrations = Readonly<Record<NotifyKind, Registered | null>>

/** What the service tells of the number, as far as it does. */
export interface FoneNumberDetails {
  readonly facts: Readonly<Record<string, string>>
  /** Undefined where the reply does not say. */
  readonly registered: Registrations | undefined
}

const timeoutMs = 30_000

/** The requests about the account's numbers. */
export class FoneNumbers {
  readonly #client: AuthorisedClient

  constructor(client: AuthorisedClient) {
    this.#client = client
  }

  /** "Create Call", once. Resolves to the call's id. */
  async call(foneNumber: string, to: string, tts: string | undefined, signal: AbortSignal): Promise<string> {
    const body = writeBody([
      ['fonenumber', foneNumber],
      ['to', to],
      ['tts', tts],
    ])
    const reply = await this.#client.send({ method: 'POST', path: '/calls', body, once: true, timeoutMs }, signal)
    try {
      return readBody(CallReply, reply).call.id
    } catch (thrown) {
      // The service said yes, and not to what.
      throw withUnknownOutcome(thrown)
    }
  }

  /** What is known of a number; undefined where this generation of the service has no such request (the document has none). */
  async read(foneNumber: string, signal: AbortSignal): Promise<FoneNumberDetails | undefined> {
    const path = `/fonenumbers/${encodeURIComponent(foneNumber)}`
    try {
      return detailsOf(await this.#client.send({ method: 'GET', path, timeoutMs }, signal))
    } catch (thrown) {
      if (thrown instanceof FailureError && isLacking(thrown)) return undefined
      throw thrown
    }
  }

  /** "Send Notify" and "Receive Notify". The reply's echo is not looked at: the document's own example names another URL than the request. */
  async notify(
    kind: NotifyKind,
    foneNumber: string,
    { url, method }: Registered,
    credentials: { readonly username: string; readonly password: string } | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const body = writeBody([
      ['fonenumber', foneNumber],
      ['method', method],
      ['url', url],
      ['url_username', credentials?.username],
      ['url_password', credentials?.password],
    ])
    await this.#send(kind, body, signal)
  }

  /** Sets none. The document knows no way to do so; newer generations have this one. */
  async notifyNobody(kind: NotifyKind, foneNumber: string, signal: AbortSignal): Promise<void> {
    const body = writeBody([
      ['fonenumber', foneNumber],
      ['type', 'None'],
    ])
    await this.#send(kind, body, signal)
  }

  async #send(kind: NotifyKind, body: string, signal: AbortSignal): Promise<void> {
    await this.#client.send({ method: 'POST', path: `/calls/${kind}_notify`, body, timeoutMs }, signal)
  }
}

function detailsOf(body: ReplyBody): FoneNumberDetails | undefined {
  const read = FoneNumberReply.safeParse(body)
  if (!read.success) return undefined
  const { state, rate_center, is_active, label, voice_options, call_options } = read.data.fonenumber
  const options = voice_options ?? call_options
  const active = is_active === undefined || is_active === null ? undefined : String(is_active)
  return {
    facts: {
      ...(label && { label }),
      ...(state && { state }),
      ...(rate_center && { rateCenter: rate_center }),
      ...(active && { active }),
    },
    registered: options
      ? { send: registeredOf(options.send_notify), receive: registeredOf(options.receive_notify) }
      : undefined,
  }
}

/** Where none is set, the service tells empty texts, or leaves it out. */
function registeredOf(
  told: { readonly url?: string | null | undefined; readonly method?: string | null | undefined } | null | undefined,
) {
  return told?.url ? { url: told.url, method: told.method || 'JSON' } : null
}
