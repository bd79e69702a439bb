import type { Call } from '../contract/model/call.ts'

/** A call as columns: when, direction, state or result, number, name, how long. */
export function callColumns(call: Call): string[] {
  return [
    localTime(call.startedAt),
    call.direction,
    call.state === 'ended' ? (call.result ?? 'ended') : call.state,
    call.number || '(withheld)',
    call.name ?? '',
    call.durationSeconds === undefined ? '' : clockTime(call.durationSeconds),
    call.account,
  ]
}

/** `2026-11-21 09:05:07` in this machine's time zone. */
export function localTime(iso: string): string {
  const time = new Date(iso)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`
}

function clockTime(seconds: number): string {
  const whole = Math.round(seconds)
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  return `${hours > 0 ? `${hours}:` : ''}${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`
}
