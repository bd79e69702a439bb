import { dateFormat } from './date-format.ts'
import type { Language } from './i18n.ts'

/** 09:41, in the person's own clock. */
export function formatTime(iso: string, language: Language, timeZone?: string): string {
  return dateFormat(language, { hour: 'numeric', minute: '2-digit', ...zone(timeZone) }).format(new Date(iso))
}

/** The local calendar day of a moment, `2026-11-22`: what history is grouped by. */
export function dayOf(moment: string | number, timeZone?: string): string {
  // The Swedish locale writes dates as ISO 8601 does.
  return dateFormat('sv-SE', { dateStyle: 'short', ...zone(timeZone) }).format(new Date(moment))
}

/** "Today", "Yesterday", else weekday and date, with the year only when it is another one. */
export function formatDay(day: string, now: number, language: Language, timeZone?: string): string {
  const today = dayOf(now, timeZone)
  const distance = Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000)
  if (distance === 0 || distance === -1) {
    const word = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(distance, 'day')
    return word.charAt(0).toLocaleUpperCase(language) + word.slice(1)
  }
  const sameYear = day.slice(0, 4) === today.slice(0, 4)
  return dateFormat(language, {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    ...(sameYear ? {} : { year: 'numeric' as const }),
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))
}

/** A running timer: 0:07, 12:30, 1:02:03. */
export function formatTimer(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  const twoDigits = (value: number): string => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${twoDigits(whole % 60)}` : `${minutes}:${twoDigits(whole % 60)}`
}

/** The shortest that is in the language's own words: Japanese has Latin letters in its narrow form. */
const durationStyles = { en: 'narrow', ja: 'short' } as const satisfies Record<Language, string>

/** How long a call was: "1m 22s", 「1 分 22 秒」. */
export function formatDuration(seconds: number, language: Language): string {
  const whole = Math.max(0, Math.round(seconds))
  // Nothing at all would be an empty text.
  const secondsDisplay = whole === 0 ? 'always' : 'auto'
  return new Intl.DurationFormat(language, { style: durationStyles[language], secondsDisplay }).format({
    hours: Math.floor(whole / 3600),
    minutes: Math.floor((whole % 3600) / 60),
    seconds: whole % 60,
  })
}

function zone(timeZone: string | undefined): { timeZone?: string } {
  return timeZone ? { timeZone } : {}
}
