import { randomUUID } from 'node:crypto'
import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { fail } from '../failure.ts'
import type { Files } from '../ports/files.ts'
import { diskFailure, systemCode } from './disk-failure.ts'

const OWNER_ONLY_FILE = 0o600
const OWNER_ONLY_FOLDER = 0o700

/**
 * The small files of one home folder, which is made (0700) at the first write.
 *
 * A write goes to a temporary file beside the target, is forced to the disk and then renamed over it: whoever reads, also after a crash or in
 * another process, finds the old text or the new one. Writes to one name follow each other in the order of the calls.
 */
export function homeFiles(home: string): Files {
  const lastWrite = new Map<string, Promise<void>>()

  async function write(name: string, text: string): Promise<void> {
    const target = pathOf(home, name)
    const turn = (lastWrite.get(name) ?? Promise.resolve()).then(() => replaceFile(home, target, text))
    const settled = turn.catch(() => undefined)
    lastWrite.set(name, settled)
    try {
      await turn
    } catch (thrown) {
      throw diskFailure(thrown, name)
    } finally {
      if (lastWrite.get(name) === settled) lastWrite.delete(name)
    }
  }

  /** After the writes that were asked for before it. */
  async function remove(name: string): Promise<void> {
    const target = pathOf(home, name)
    await lastWrite.get(name)
    try {
      await rm(target, { force: true })
    } catch (thrown) {
      throw diskFailure(thrown, name)
    }
  }

  return {
    read: (name) => readText(pathOf(home, name), name),
    write,
    setAside: (name) => setAside(home, name),
    remove,
  }
}

/** Makes the home so that only its owner can look into it. */
export async function makeHome(home: string): Promise<void> {
  try {
    await mkdir(home, { recursive: true, mode: OWNER_ONLY_FOLDER })
  } catch (thrown) {
    throw diskFailure(thrown, path.basename(home))
  }
}

/** The name under which a damaged file is put aside. */
export function asideName(name: string, now: Date = new Date()): string {
  return `${name}.damaged-${now.toISOString().replaceAll(':', '-')}`
}

/** Names come from code, but one that climbs out of the home would be a hole all the same. */
function pathOf(home: string, name: string): string {
  if (path.basename(name) !== name || name === '' || name === '.' || name === '..') {
    throw fail('bug', { params: { reason: 'not a plain file name' } })
  }
  return path.join(home, name)
}

async function readText(target: string, name: string): Promise<string | undefined> {
  try {
    return await readFile(target, 'utf8')
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') return undefined
    throw diskFailure(thrown, name)
  }
}

async function replaceFile(home: string, target: string, text: string): Promise<void> {
  await makeHome(home)
  const temporary = `${target}.${randomUUID()}.new`
  try {
    const file = await open(temporary, 'wx', OWNER_ONLY_FILE)
    try {
      await file.writeFile(text, 'utf8')
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, target)
  } catch (thrown) {
    await rm(temporary, { force: true })
    throw thrown
  }
  await syncFolder(home)
}

/** Makes the rename itself survive a power cut. Windows cannot open a folder, and does not need to. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function setAside(home: string, name: string): Promise<string> {
  const aside = asideName(name)
  try {
    const target = pathOf(home, aside)
    await rename(pathOf(home, name), target)
    await chmod(target, OWNER_ONLY_FILE)
    return aside
  } catch (thrown) {
    throw diskFailure(thrown, name)
  }
}
