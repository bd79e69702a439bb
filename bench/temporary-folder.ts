import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A folder for this process; removed when it ends, also by Ctrl-C: a journal of a million calls is large. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'sidetone-bench-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  return folder
}
