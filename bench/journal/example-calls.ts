import { randomUUID } from 'node:crypto'
import type { Call } from '../../contract/model/call.ts'

/** The first call of every journal that is built here. */
const FIRST = Date.UTC(2024, 0, 1)
const SECONDS_BETWEEN = 60
const NAMES = ['田中 一郎', '佐藤 花子', 'Reception', 'Anna Schmidt', undefined, undefined] as const
const RESULTS = ['answered', 'answered', 'missed', 'rejected'] as const

/** A call as the app writes it down, the later the higher its number; ids are as random as the app's own. */
export function exampleCall(number: number): Call {
  const startedAt = new Date(FIRST + number * SECONDS_BETWEEN * 1000)
  const name = NAMES[number % NAMES.length]
  return {
    id: `phone:${randomUUID()}`,
    account: number % 5 === 0 ? 'office' : 'phone',
    provider: 'device-connect',
    direction: number % 3 === 0 ? 'out' : 'in',
    state: 'ended',
    number: `090${String((number * 7919) % 100_000_000).padStart(8, '0')}`,
    ...(name === undefined ? {} : { name }),
    startedAt: startedAt.toISOString(),
    endedAt: new Date(startedAt.getTime() + 45_000).toISOString(),
    durationSeconds: 45,
    result: RESULTS[number % RESULTS.length] ?? 'answered',
  }
}
