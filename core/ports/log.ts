/** Facts beside an event. Every value passes the redactor before it is written. */
export type LogFields = Readonly<Record<string, unknown>>

/** Events are short fixed phrases; what varies goes into the fields. */
export interface Log {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}
