/** `2021-01-01 00:00:38`, also with a fraction (`…38.76`), always UTC, as milliseconds. Undefined for what is no such time. */
export function timeOf(text: string | null | undefined): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?Z?$/.exec(text?.trim() ?? '')
  if (match === null) return undefined
  const [, day, time, fraction = ''] = match
  const whole = Date.parse(`${day}T${time}Z`)
  return Number.isNaN(whole) ? undefined : whole + Number(fraction.slice(0, 3).padEnd(3, '0'))
}

/** As requests name a time: UTC, whole seconds. */
export function wireTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
}

/** EventTime counts microseconds; milliseconds and seconds are told by their size. Undefined for what is no time. */
export function eventTimeOf(text: string | undefined): number | undefined {
  if (!/^\d{9,17}$/.test(text ?? '')) return undefined
  const value = Number(text)
  if (value >= 1e14) return Math.floor(value / 1000)
  return value >= 1e11 ? value : value * 1000
}

/** Durations in events are microseconds, although those of the history are seconds. In seconds. */
export function eventSeconds(text: string | undefined): number | undefined {
  return /^\d{1,15}$/.test(text ?? '') ? Math.round(Number(text) / 1_000_000) : undefined
}
