import { mkdirSync, renameSync, statSync, chmodSync } from 'node:fs'
import path from 'node:path'
import { destination, pino } from 'pino'
import { redact, redactText } from '../net/redact.ts'
import type { Log, LogFields } from '../ports/log.ts'
import { systemCode } from './disk-failure.ts'

const LARGEST_LOG_BYTES = 5 * 1024 * 1024
const LOG_FILE = 'sidetone.log'

/** A log that can be ended; what was said before is on the disk afterwards. */
export interface ClosableLog extends Log {
  close(): void
}

/** Says nothing, to nobody. */
export const silentLog: ClosableLog = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  close: () => undefined,
}

/**
 * JSON lines in `<home>/logs/sidetone.log`, readable by its owner only; every value passes the redactor. A file of more than 5 MiB becomes `sidetone.log.1` at the next
 * start, so that at most two are kept. Where no log can be written the app works all the same: the answer is then the silent log.
 */
export function fileLog(home: string): ClosableLog {
  const folder = path.join(home, 'logs')
  const file = path.join(folder, LOG_FILE)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    rotate(file)
    // Synchronous: a line must not be lost with the crash it tells of, and lines are few.
    const lines = destination({ dest: file, append: true, sync: true, mode: 0o600 })
    chmodSync(file, 0o600)
    // A disk that fills up later: lines are lost, the app is not.
    lines.on('error', () => undefined)
    return pinoLog(lines)
  } catch (thrown) {
    if (systemCode(thrown) === undefined) throw thrown
    return silentLog
  }
}

function rotate(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > LARGEST_LOG_BYTES) renameSync(file, `${file}.1`)
}

function pinoLog(lines: ReturnType<typeof destination>): ClosableLog {
  const writer = pino(
    {
      level: 'debug',
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    lines,
  )
  let ended = false
  const say = (level: 'debug' | 'info' | 'warn' | 'error') => (event: string, fields?: LogFields) => {
    if (ended) return
    // Under one key: no field can take the place of the level, the time or the message.
    if (fields === undefined) writer[level](redactText(event))
    else writer[level]({ fields: redact(fields) }, redactText(event))
  }
  return {
    debug: say('debug'),
    info: say('info'),
    warn: say('warn'),
    error: say('error'),
    close: () => {
      if (!ended) lines.end()
      ended = true
    },
  }
}
