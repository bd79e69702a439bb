import type { Log, LogFields } from '../../../core/ports/index.ts'

export interface LogLine {
  readonly level: keyof Log
  readonly event: string
  readonly fields: LogFields
}

/** A log that tests can read. */
export function recordingLog(): Log & { readonly lines: readonly LogLine[] } {
  const lines: LogLine[] = []
  const at =
    (level: keyof Log) =>
    (event: string, fields: LogFields = {}): void => {
      lines.push({ level, event, fields })
    }
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}
