const minute = 60_000

/** `2022-07-15 04:07:40`, as in histories. */
export function formatDateTime(at: number, timeZoneMinutes: number): string {
  return new Date(at + timeZoneMinutes * minute).toISOString().slice(0, 19).replace('T', ' ')
}

/** `220715040740`, the end of a firing id: two digits each of year, month, day, hour, minute and second. */
export function formatCompact(at: number, timeZoneMinutes: number): string {
  return formatDateTime(at, timeZoneMinutes).replace(/\D/g, '').slice(2)
}

/**
 * Milliseconds since 1970 of `2023-11-30 00:00:00`, or of `2023-11-30` with the time that is to be understood.
 * @returns undefined for anything else, and for days and hours that do not exist
 */
export function parseDateTime(text: string, understoodTime: string, timeZoneMinutes: number): number | undefined {
  const [, day, time = understoodTime] = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d))?$/.exec(text) ?? []
  if (day === undefined) return undefined
  const at = Date.parse(`${day}T${time}Z`) - timeZoneMinutes * minute
  // Date.parse makes the second of March out of the thirtieth of February.
  return Number.isNaN(at) || formatDateTime(at, timeZoneMinutes) !== `${day} ${time}` ? undefined : at
}
