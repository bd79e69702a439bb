import { fail } from '../../failure.ts'
import type { Vault } from '../../ports/vault.ts'
import { giveUpOn } from './given-up.ts'
import { keychainFailure } from './keychain-failure.ts'

const SERVICE = 'Sidetone'
/** Beside the secrets, an entry that holds none: a locked keyring on Linux answers every question with "not there" instead of an error, this one too. */
const MARKER_SERVICE = 'Sidetone marker'
const MARKER = 'Sidetone can use this keychain'
/** A keychain that asks the person for a password answers when they have typed it; one that hangs never does. */
const DEFAULT_LIMIT_MS = 30_000
/** The first question must not hold up the start. */
const PROBE_LIMIT_MS = 10_000

/** The part of keytar that is used. */
export interface Keychain {
  getPassword(service: string, slot: string): Promise<string | null>
  setPassword(service: string, slot: string, secret: string): Promise<void>
  deletePassword(service: string, slot: string): Promise<boolean>
}

export interface KeychainVaultOptions {
  /** Tells this home's entries from another's; see vault-id.ts. */
  readonly homeId: string
  /** Loaded at the first use: where libsecret is missing loading fails, and that must be a failure and not a crash. */
  readonly load?: () => Promise<Keychain>
  readonly limitMs?: number
  readonly probeLimitMs?: number
}

/** The operating system's keychain. */
export interface KeychainVault extends Vault {
  readonly kind: 'keychain'
  /** Reads an entry of ours, or makes it. Rejects with vault/unavailable where the keychain cannot be used. */
  probe(): Promise<void>
}

/**
 * Secrets in the operating system's keychain, under the service `Sidetone` as `<home id>/<account>/<field>`. Reads and writes of one slot follow each other.
 * Failures: vault/unavailable with `reason` no-library, no-keyring, locked, refused or timeout; vault/unreadable.
 */
export function keychainVault(options: KeychainVaultOptions): KeychainVault {
  const { homeId, load = loadKeytar, limitMs = DEFAULT_LIMIT_MS, probeLimitMs = PROBE_LIMIT_MS } = options
  const turns = new Map<string, Promise<unknown>>()
  let keychain: Promise<Keychain> | undefined

  /** Once loaded it stays; what could not be loaded is tried again at the next question. */
  function loaded(): Promise<Keychain> {
    keychain ??= load().catch((thrown: unknown) => {
      keychain = undefined
      throw thrown
    })
    return keychain
  }

  async function ask<Result>(action: (keychain: Keychain) => Promise<Result>, limit: number): Promise<Result> {
    try {
      return await within(limit, loaded().then(action))
    } catch (thrown) {
      throw keychainFailure(thrown)
    }
  }

  function inTurn<Result>(slot: string, action: (keychain: Keychain) => Promise<Result>): Promise<Result> {
    const turn = (turns.get(slot) ?? Promise.resolve()).then(() => ask(action, limitMs))
    const settled = turn.then(
      () => undefined,
      () => undefined,
    )
    turns.set(slot, settled)
    void settled.then(() => turns.get(slot) === settled && turns.delete(slot))
    return turn
  }

  const slotOf = (account: string, field: string): string => `${homeId}/${account}/${field}`
  return {
    kind: 'keychain',
    async probe() {
      await ask((open) => provideMarker(open, homeId), probeLimitMs)
    },
    async read(account, field) {
      const slot = slotOf(account, field)
      return inTurn(slot, async (open) => {
        const secret = await open.getPassword(SERVICE, slot)
        if (secret === null) await provideMarker(open, homeId)
        return secret ?? undefined
      })
    },
    async write(account, field, secret) {
      if (secret === '') throw fail('input/invalid', { params: { field, reason: 'empty' } })
      const slot = slotOf(account, field)
      await inTurn(slot, (open) => open.setPassword(SERVICE, slot, secret))
    },
    async forget(account, field) {
      const slot = slotOf(account, field)
      await inTurn(slot, async (open) => {
        if (!(await open.deletePassword(SERVICE, slot))) await provideMarker(open, homeId)
      })
    },
  }
}

/** Where the marker can be neither read nor made, "not there" means "locked": nobody may take the secrets for lost. */
async function provideMarker(keychain: Keychain, homeId: string): Promise<void> {
  if ((await keychain.getPassword(MARKER_SERVICE, homeId)) === null) {
    await keychain.setPassword(MARKER_SERVICE, homeId, MARKER)
  }
}

async function within<Result>(limitMs: number, answer: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      giveUpOn(answer)
      reject(fail('vault/unavailable', { retry: 'after', params: { reason: 'timeout' } }))
    }, limitMs)
  })
  try {
    return await Promise.race([answer, limit])
  } finally {
    clearTimeout(timer)
  }
}

/** keytar is CommonJS: under Node its functions are on `default`, in some bundles on the module itself. */
async function loadKeytar(): Promise<Keychain> {
  const module = (await import('keytar')) as Keychain & { default?: Keychain }
  return module.default ?? module
}
