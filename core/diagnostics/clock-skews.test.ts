import { expect, it } from 'vitest'
import { FakeClock } from '../testing/fake-clock.ts'
import { ScriptedHttp } from '../testing/scripted-http.ts'
import { ClockSkews } from './clock-skews.ts'

it.each([
  ['Sat, 21 Nov 2026 09:05:00 GMT', 300_000],
  ['Sat, 21 Nov 2026 08:59:59 GMT', -1_000],
  ['yesterday', undefined],
])('reads off %j that the service is ahead by %s ms', async (date, skew) => {
  const skews = new ClockSkews(new FakeClock(Date.UTC(2026, 10, 21, 9)))
  const http = new ScriptedHttp(() => ({ status: 200, headers: { date }, body: '' }))
  await skews.watching(http, 'desk').open({ baseUrl: 'http://localhost' }).send({ method: 'GET', path: '/' })
  expect(skews.of('desk')).toBe(skew)
})
