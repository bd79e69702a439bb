/*
 * The document prints times without a zone. The service is Japanese and so are its examples: they are read as Asia/Tokyo, which has been UTC+9 without summer time
 * since 1952.
 */
const offsetMs = 9 * 3_600_000

const written =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)?(?:\s?(Z|[+-]\d{2}:?\d{2}))?$/

/** Milliseconds since 1970 of `2022-07-15 04:07:40`; a zone that is written counts. Undefined for what is no time, or no day of the calendar. */
export function timeOf(text: string | null | undefined): number | undefined {
  const [, year, month, day, hour = '0', minute = '0', second = '0', zone] = written.exec(text?.trim() ?? '') ?? []
  if (year === undefined || month === undefined || day === undefined) return undefined
  const two = (part: string) => part.padStart(2, '0')
  const iso = `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}.000Z`
  const utc = Date.parse(iso)
  // Date.parse makes the second of March out of the thirtieth of February.
  return Number.isNaN(utc) || new Date(utc).toISOString() !== iso ? undefined : utc - zoneMs(zone)
}

/** `2023-11-30 00:00:00`, as start_datetime and end_datetime are written. */
export function tokyoText(at: number): string {
  return new Date(at + offsetMs).toISOString().slice(0, 19).replace('T', ' ')
}

/**
 * A date that a person gave, as the service wants it: a day alone stays one ("年月日のみの指定も可能です"), a time without a zone is the service's own, one with a
 * zone is converted. Undefined for what is no date.
 */
export function vendorDateOf(text: string): string | undefined {
  const at = timeOf(text)
  if (at === undefined) return undefined
  const onlyDay = !/:/.test(text)
  return onlyDay ? tokyoText(at).slice(0, 10) : tokyoText(at)
}

function zoneMs(zone: string | undefined): number {
  if (zone === undefined) return offsetMs
  if (zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}
