import { fail } from '../../failure.ts'
import type { AccountVault } from '../../provider.ts'

/*
 * Two secrets: the account's AuthCode goes raw into the Authorization header (the document: "Authorization:AuthCode", no scheme word); a rule's URL key is a part
 * of the path, and whoever has it and the AuthCode can have everybody in the rule called.
 */

/** Reads the account's secrets, each from the vault once a session: a new one means a new session. */
export class Credentials {
  readonly #vault: AccountVault
  readonly #known = new Map<string, string>()

  constructor(vault: AccountVault) {
    this.#vault = vault
  }

  /** @throws FailureError auth/rejected where there is none, input/invalid for what cannot be a header */
  async authCode(): Promise<string> {
    const code = await this.#read('authCode')
    if (code === undefined) throw fail('auth/rejected', { provider: 'iotcall', params: { reason: 'no-auth-code' } })
    if (!/^[\x21-\x7e]{1,512}$/.test(code)) throw invalid('authCode', 'not-an-auth-code')
    return code
  }

  /** @throws FailureError input/invalid where the rule has no key, or one that is none */
  async urlKey(rule: string): Promise<string> {
    const field = `rule:${rule}`
    const text = await this.#read(field)
    if (text === undefined) throw invalid(field, 'required')
    const key = keyOf(text)
    if (key === undefined) throw invalid(field, 'not-a-url-key')
    return key
  }

  async #read(field: string): Promise<string | undefined> {
    const known = this.#known.get(field)
    if (known !== undefined) return known
    const secret = (await this.#vault.read(field))?.trim()
    if (secret) this.#known.set(field, secret)
    return secret || undefined
  }
}

/** Names in the place of a key that mean the whole account. */
const accountWide: ReadonlySet<string> = new Set(['callog', 'calllog', 'smslog'])

/** The console shows a key only inside an address (`…/ar/<key>`, `…/mc/<key>`); pasted whole, it is understood too. */
function keyOf(text: string): string | undefined {
  const key = /\/(?:ar|mc|pattern)\/([^/?#\s]+)/.exec(text)?.[1] ?? text
  return /^[\w.~-]{1,256}$/.test(key) && !/^\.+$/.test(key) && !accountWide.has(key) ? key : undefined
}

function invalid(field: string, reason: string) {
  return fail('input/invalid', { provider: 'iotcall', params: { field, reason } })
}
