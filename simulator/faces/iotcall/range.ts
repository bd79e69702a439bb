import type { WireRequest } from '../../wire/message.ts'
import { parseDateTime } from './date-times.ts'
import { ApiError } from './errors.ts'
import type { IotCallSwitches } from './switches.ts'

/**
 * start_datetime and end_datetime (D of section ④): both, either or none, with a time or without. They are read from the query, as the manual's
 * URL has it, with `%20` or `+` for the space. ASSUMPTION: both ends are included; a time that is none answers 422.
 * @returns milliseconds since 1970
 */
export function readRange(request: WireRequest, switches: IotCallSwitches): { since?: number; until?: number } {
  const parameters = new URLSearchParams(request.rawQuery)
  if (switches.rangeInBody) {
    for (const [name, value] of new URLSearchParams(request.body.toString())) parameters.set(name, value)
  }
  const since = readTime(parameters, 'start_datetime', '00:00:00', switches)
  const endOfDay = switches.dateOnlyEnd === 'end-of-day' ? '23:59:59' : '00:00:00'
  const until = readTime(parameters, 'end_datetime', endOfDay, switches)
  return { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) }
}

function readTime(
  parameters: URLSearchParams,
  name: string,
  understoodTime: string,
  { timeZoneMinutes }: IotCallSwitches,
): number | undefined {
  const text = parameters.get(name)
  if (!text) return undefined
  const at = parseDateTime(text, understoodTime, timeZoneMinutes)
  if (at === undefined) throw new ApiError(422, `${name} が正しくありません。`)
  return at
}
