import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Everything that this process made. */
const folders: string[] = []

/** A folder for this process; removed when it ends, also by Ctrl-C: a journal of a million calls is large. */
export function temporaryFolder(): string {
  if (folders.length === 0) removeAllAtExit()
  const folder = mkdtempSync(path.join(tmpdir(), 'sidetone-bench-'))
  folders.push(folder)
  return folder
}

function removeAllAtExit(): void {
  process.once('exit', () => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
}
