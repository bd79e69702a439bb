import { randomUUID } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { diskFailure, systemCode } from '../disk-failure.ts'
import { makeHome } from '../files.ts'

const FILE = 'vault-id'

/**
 * Tells this home's keychain entries from those of another home on the same machine (a demo, a test). It stands in the home, so it stays the same when
 * the folder moves. Made at the first call; two processes that make it at the same time agree on one.
 */
export async function vaultId(home: string): Promise<string> {
  const file = path.join(home, FILE)
  try {
    return (await readId(file)) ?? (await makeId(home, file))
  } catch (thrown) {
    throw diskFailure(thrown, FILE)
  }
}

async function readId(file: string): Promise<string | undefined> {
  try {
    const text = (await readFile(file, 'utf8')).trim()
    return /^[0-9a-f]{8,32}$/.test(text) ? text : undefined
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') return undefined
    throw thrown
  }
}

/** Linking a finished file fails where there is one: whoever comes second takes what the first wrote. */
async function makeId(home: string, file: string): Promise<string> {
  await makeHome(home)
  const id = randomUUID().replaceAll('-', '').slice(0, 12)
  const draft = `${file}.${id}.new`
  await writeFile(draft, `${id}\n`, { mode: 0o600 })
  try {
    await link(draft, file)
    return id
  } catch (thrown) {
    if (systemCode(thrown) !== 'EEXIST') throw thrown
    return (await readId(file)) ?? (await replaceDamaged(file, id))
  } finally {
    await rm(draft, { force: true })
  }
}

/** A file that holds no id protects nothing. */
async function replaceDamaged(file: string, id: string): Promise<string> {
  await writeFile(file, `${id}\n`, { mode: 0o600 })
  return id
}
