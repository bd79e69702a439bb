import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The absolute path of the checkout; every script starts from it, whatever the current folder. */
export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url))

/** An absolute path inside the checkout. */
export function inRepository(...parts: string[]): string {
  return path.join(repositoryRoot, ...parts)
}
