import { FailureError } from '../../failure.ts'
import type { TelphinClient } from './client.ts'
import { chooseExtension, isMissing } from './failures.ts'
import type { TelphinSettings } from './settings.ts'
import { ExtensionRow, readReply, readRows, UserReply } from './wire.ts'

/** A client with more phones than this has other means. */
const mostPages = 200

/**
 * Whose things we ask for. Paths take an extension's id ("the internal number with the ID 54"), people dial the number in its name `prefix*number`; the list of
 * extensions leads from one to the other. The client is `@me`, or its number where the service does not know that word.
 */
export class Directory {
  readonly #client: TelphinClient
  readonly #setting: string | undefined
  #user: UserReply | undefined
  #clientPath: string | undefined
  #id: string | undefined
  #name: string | undefined

  constructor(client: TelphinClient, { extensionId }: TelphinSettings) {
    this.#client = client
    this.#setting = extensionId
    if (extensionId !== undefined && !extensionId.includes('*')) this.#id = extensionId
  }

  /** The own extension as far as it is known without asking. */
  get known(): { readonly id: string | undefined; readonly name: string | undefined } {
    return { id: this.#id, name: this.#name }
  }

  /** The id of the own extension. @throws FailureError input/invalid where the person must choose one */
  async extensionId(signal: AbortSignal): Promise<string> {
    if (this.#id !== undefined) return this.#id
    const own = this.#setting === undefined ? (await this.user(signal)).extension_id : undefined
    if (own) this.#id = own
    return own || (await this.#find(signal)).id
  }

  /** The number at which the own phone rings. */
  async innerNumber(signal: AbortSignal): Promise<string> {
    const fromSetting = this.#setting?.includes('*') ? this.#setting : undefined
    const name = fromSetting ?? this.#name ?? (await this.#find(signal)).name
    const number = name?.split('*').at(-1)
    if (!number) throw chooseExtension('not-found')
    return number
  }

  async user(signal: AbortSignal): Promise<UserReply> {
    const response = await this.#client.send({ method: 'GET', path: '/user/' }, signal)
    this.#user = readReply(UserReply, response, 'request')
    return this.#user
  }

  /** Asks for something of the client's; `path` comes after `/client/{client_id}`. */
  async ofClient<T>(ask: (clientPath: string) => Promise<T>, signal: AbortSignal): Promise<T> {
    if (this.#clientPath !== undefined) return ask(this.#clientPath)
    try {
      const answer = await ask('/client/@me')
      this.#clientPath = '/client/@me'
      return answer
    } catch (thrown) {
      if (!isMissing(thrown) && !isUnexplained(thrown)) throw thrown
      const number = await this.#clientNumber(signal)
      if (number === undefined) throw thrown
      const answer = await ask(`/client/${number}`)
      this.#clientPath = `/client/${number}`
      return answer
    }
  }

  async #clientNumber(signal: AbortSignal): Promise<string | undefined> {
    const user = this.#user ?? (await this.user(signal))
    return /^\d{1,18}$/.test(user.client_id ?? '') ? (user.client_id ?? undefined) : undefined
  }

  /** The own extension in the list. A bare number may be the id, or else what people dial. */
  async #find(signal: AbortSignal): Promise<ExtensionRow> {
    const wanted = this.#setting ?? this.#id
    const rows = await this.#phones(({ id, name }) => id === wanted || name === wanted, signal)
    const found =
      wanted === undefined
        ? onlyOne(rows)
        : (rows.find(({ id }) => id === wanted) ??
          rows.find(({ name }) => name === wanted || name?.endsWith(`*${wanted}`)))
    if (found === undefined) throw chooseExtension(wanted === undefined ? 'required' : 'not-found')
    this.#id = found.id
    this.#name = found.name ?? undefined
    return found
  }

  /** All phones, or those up to the one that is surely meant. */
  async #phones(isMeant: (row: ExtensionRow) => boolean, signal: AbortSignal): Promise<ExtensionRow[]> {
    const all = new Map<string, ExtensionRow>()
    for (let page = 1; page <= mostPages; page += 1) {
      const rows = await this.#page(page, signal)
      const before = all.size
      for (const row of rows) all.set(row.id, row)
      // A service without pages gives the same ones again.
      if (all.size === before || rows.some(isMeant)) break
    }
    return [...all.values()]
  }

  async #page(page: number, signal: AbortSignal): Promise<ExtensionRow[]> {
    const query = [
      ['type', 'phone'],
      ['page', String(page)],
    ] as const
    const ask = (path: string) =>
      this.#client.send({ method: 'GET', path: `${path}/extension/`, query, wanted: 'extension' }, signal)
    try {
      return readRows(ExtensionRow, await this.ofClient(ask, signal)).rows
    } catch (thrown) {
      // A page beyond the last one may be an empty list or nothing at all.
      if (page > 1 && isMissing(thrown)) return []
      throw thrown
    }
  }
}

function onlyOne(rows: readonly ExtensionRow[]): ExtensionRow | undefined {
  return rows.length === 1 ? rows[0] : undefined
}

/** Refused without a word that explains it: the path may be what it does not like. */
function isUnexplained(thrown: unknown): boolean {
  const reason = thrown instanceof FailureError ? String(thrown.failure.params?.['reason']) : ''
  return ['access-denied', 'forbidden', 'refused'].includes(reason)
}
