import { createHash } from 'node:crypto'
import type { Files } from '../ports/files.ts'
import type { Notebook } from '../ports/notebook.ts'

const LONGEST_NAME = 120

/** An account's notes as files of the home: `notebook-<account>-<name>.json`. Any text may be a note's name. */
export function accountNotebook(files: Files, account: string): Notebook {
  const fileOf = (name: string): string => `notebook-${account}-${fileSafe(name)}.json`
  return {
    read: (name) => files.read(fileOf(name)),
    write: (name, text) => files.write(fileOf(name), text),
    remove: (name) => files.remove(fileOf(name)),
  }
}

/**
 * Small letters and digits stay, all else becomes its code point in hex: without hyphens (account `a` with note `b-c` is not account `a-b` with note `c`), the
 * same whether or not the disk tells capitals from small letters, and never a path.
 */
function fileSafe(name: string): string {
  const safe = name.replace(/[^a-z0-9]/gu, (character) => `_${(character.codePointAt(0) ?? 0).toString(16)}_`)
  return safe.length <= LONGEST_NAME ? safe : `_long_${createHash('sha256').update(name).digest('hex')}`
}
