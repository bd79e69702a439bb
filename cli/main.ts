import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { text } from 'node:stream/consumers'
import { fail } from '../core/index.ts'
import type { Terminal } from './output.ts'
import { run } from './run.ts'

const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => interrupted.abort(fail('aborted')))
// The reader of a pipe has gone (`sidetone watch | head`): nobody is left to tell.
process.stdout.on('error', () => interrupted.abort(fail('aborted')))

const terminal: Terminal = {
  write: (line) => void process.stdout.write(line),
  writeError: (line) => void process.stderr.write(line),
  interactive: process.stdin.isTTY && process.stderr.isTTY,
  async confirm(question, signal) {
    const lines = createInterface({ input: process.stdin, output: process.stderr })
    try {
      return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `, { signal })).trim())
    } finally {
      lines.close()
    }
  },
  progress(line) {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`)
  },
  readInput: () => text(process.stdin),
}

function signalWithLimit(seconds: number | undefined): AbortSignal {
  if (seconds === undefined) return interrupted.signal
  const limit = new AbortController()
  setTimeout(() => limit.abort(fail('net/timeout', { retry: 'now' })), seconds * 1000).unref()
  return AbortSignal.any([interrupted.signal, limit.signal])
}

function packageVersion(): string {
  // Beside the sources in a checkout (cli/), two folders up from the bundle (out/main/).
  for (const path of ['../package.json', '../../package.json']) {
    try {
      return String((JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as { version: unknown }).version)
    } catch {
      // Not at this depth: the next one is tried.
      continue
    }
  }
  return 'unknown'
}

process.exitCode = await run(process.argv.slice(2), { terminal, version: packageVersion(), signal: signalWithLimit })
// Everything is closed by now; only a keychain that never answered can still hold the process.
setTimeout(() => process.exit(), 1000).unref()
