import { expect, it } from 'vitest'
import { fail } from '../failure.ts'
import type { FailureError } from '../failure.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { intervalWithin, Poller, supervisedPolling } from './poller.ts'
import type { PollQuota } from './poller.ts'

function setUp(bears = 0) {
  const clock = new FakeClock()
  const start = clock.now()
  const asked: number[] = []
  const lost: FailureError[] = []
  const signals: AbortSignal[] = []
  /** What the next questions get, in order; then nothing special. */
  const answers: (PollQuota | Error | Promise<PollQuota | undefined>)[] = []
  const poll = async (signal: AbortSignal) => {
    asked.push(clock.now() - start)
    signals.push(signal)
    const answer = await answers.shift()
    if (answer instanceof Error) throw answer
    return answer
  }
  const options = { clock, intervalMs: 5000, poll, bears, backoff: { baseMs: 2000, capMs: 60_000 } }
  const poller = new Poller({ ...options, lost: (failure) => lost.push(failure) })
  return { clock, asked, lost, signals, answers, poller, options }
}

const limited = (retryAfterMs?: number) =>
  fail('rate/limited', { retry: 'after', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) })

it('asks at once and then after every interval, and leaves nothing when it is stopped', async () => {
  const { clock, asked, poller } = setUp()
  poller.start()
  await clock.advance(12_000)
  expect(asked).toEqual([0, 5000, 10_000])
  poller.stop()
  expect(clock.pending).toBe(0)
  poller.now()
  await clock.advance(20_000)
  expect(asked).toHaveLength(3)
})

it('never asks while a question is open; `now` meanwhile asks right after it', async () => {
  const { clock, asked, answers, poller } = setUp()
  const slow = Promise.withResolvers<undefined>()
  answers.push(slow.promise)
  poller.start()
  await clock.advance(30_000)
  poller.now()
  poller.now()
  expect(asked).toEqual([0])
  slow.resolve(undefined)
  await clock.advance(5000)
  expect(asked).toEqual([0, 30_000, 35_000])
})

it('`now` while it waits asks at once and begins a new interval', async () => {
  const { clock, asked, poller } = setUp()
  poller.start()
  await clock.advance(2000)
  poller.now()
  await clock.advance(5000)
  expect(asked).toEqual([0, 2000, 7000])
})

it('aborts the open question when it is stopped, and tells nothing of it', async () => {
  const { clock, signals, answers, lost, poller } = setUp()
  const open = Promise.withResolvers<undefined>()
  answers.push(open.promise)
  poller.start()
  await clock.advance(0)
  poller.stop()
  expect(signals[0]?.aborted).toBe(true)
  open.reject(limited())
  await clock.settle()
  expect(lost).toEqual([])
})

it('bears some failures in a row, waiting longer each time and at least as long as the service asks', async () => {
  const { clock, asked, answers, lost, poller } = setUp(2)
  answers.push(limited(), limited(20_000))
  poller.start()
  // 5 s and half of 2 s; then what the service asked for.
  await clock.advance(6000 + 20_000 + 5000)
  expect(asked).toEqual([0, 6000, 26_000, 31_000])
  expect(lost).toEqual([])
})

it('is lost with one failure too many, or at once with one that cannot mend', async () => {
  const bearing = setUp(1)
  bearing.answers.push(limited(), limited())
  bearing.poller.start()
  await bearing.clock.advance(60_000)
  expect(bearing.lost.map(({ failure }) => failure.code)).toEqual(['rate/limited'])
  expect(bearing.clock.pending).toBe(0)

  const fatal = setUp(5)
  fatal.answers.push(fail('auth/rejected'))
  fatal.poller.start()
  await fatal.clock.advance(0)
  expect(fatal.lost.map(({ failure }) => failure.code)).toEqual(['auth/rejected'])
})

it.each([
  ['nothing', undefined, 5000],
  ['plenty', { remaining: 10_000, resetMs: 3_600_000 }, 5000],
  ['little', { remaining: 100, resetMs: 3_600_000 }, 72_000],
  ['one', { remaining: 1, resetMs: 60_000 }, 60_000],
  ['none', { remaining: 0, resetMs: 60_000 }, 60_000],
  ['none, and nearly over', { remaining: 0, resetMs: 100 }, 5000],
])('of a quota of which is left: %s', (_what, quota, expected) => {
  expect(intervalWithin(quota, 5000)).toBe(expected)
})

it('`now` during the question that used the quota up does not ask again at once', async () => {
  const { clock, asked, answers, poller } = setUp()
  const open = Promise.withResolvers<PollQuota>()
  answers.push(open.promise)
  poller.start()
  await clock.advance(0)
  poller.now()
  open.resolve({ remaining: 0, resetMs: 60_000 })
  await clock.advance(59_999)
  expect(asked).toEqual([0])
  await clock.advance(1)
  expect(asked).toEqual([0, 60_000])
})

it('as a connection it is live after the first answer, asks on a hint, and is lost once', async () => {
  const { clock, asked, answers, lost, options } = setUp()
  const connection = await supervisedPolling(options, new AbortController().signal, (failure) => lost.push(failure))
  expect(asked).toEqual([0])
  await clock.advance(1000)
  connection.suspect()
  await clock.settle()
  expect(asked).toEqual([0, 1000])
  answers.push(fail('net/offline', { retry: 'after' }))
  await clock.advance(60_000)
  expect(asked).toEqual([0, 1000, 6000])
  expect(lost.map(({ failure }) => failure.code)).toEqual(['net/offline'])
  answers.push(fail('auth/rejected'))
  await expect(supervisedPolling(options, new AbortController().signal, () => undefined)).rejects.toMatchObject({
    failure: { code: 'auth/rejected' },
  })
  await connection.close()
  expect(clock.pending).toBe(0)
})
