import { badRequest } from './errors.ts'

/** `YYYY-MM-DD HH:MM:SS` in UTC, as every time of this API is written; `hundredths` adds them with a point, trailing zeros cut. */
export function formatTime(milliseconds: number, hundredths = false): string {
  const text = new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')
  const fraction = Math.floor((milliseconds % 1000) / 10)
  return hundredths && fraction > 0 ? `${text}.${String(fraction).padStart(2, '0').replace(/0$/, '')}` : text
}

/** @throws ApiError 400 for anything but `YYYY-MM-DD HH:MM:SS` (hundredths allowed, as replies carry them) */
export function parseTime(text: string, name: string): number {
  const parsed = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?$/.test(text)
    ? Date.parse(`${text.replace(' ', 'T')}Z`)
    : Number.NaN
  if (Number.isNaN(parsed)) throw badRequest(`${name} must be in the format YYYY-MM-DD HH:MM:SS`)
  return parsed
}

/** The parts of a time in a recording's file name: `2021-01-01-00-00-18-UTC`. */
export function fileTime(milliseconds: number): string {
  return `${formatTime(milliseconds).replace(/[ :]/g, '-')}-UTC`
}
