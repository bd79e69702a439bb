import { expect, it } from 'vitest'
import { FakeClock } from '../testing/fake-clock.ts'
import { RateLimiter } from './rate-limiter.ts'

function setUp(limit: number) {
  const clock = new FakeClock()
  const start = clock.now()
  const limiter = new RateLimiter(clock, limit)
  const gone: [name: string, atMs: number][] = []
  const take = (name: string, signal?: AbortSignal) =>
    limiter.take(signal).then(() => void gone.push([name, clock.now() - start]))
  return { clock, gone, take }
}

it('lets the first go at once and the rest when the window allows, in their order', async () => {
  const { clock, gone, take } = setUp(2)
  for (const name of ['a', 'b', 'c', 'd', 'e']) void take(name)
  await clock.advance(5000)
  expect(gone).toEqual([
    ['a', 0],
    ['b', 0],
    ['c', 1000],
    ['d', 1000],
    ['e', 2000],
  ])
  expect(clock.pending).toBe(0)
})

it('slides: never more than the limit in any second', async () => {
  const { clock, gone, take } = setUp(10)
  for (let index = 0; index < 200; index += 1) {
    void take(String(index))
    await clock.advance(37)
  }
  await clock.advance(30_000)
  expect(gone).toHaveLength(200)
  for (const [, at] of gone) {
    expect(gone.filter(([, other]) => other >= at && other < at + 1000).length).toBeLessThanOrEqual(10)
  }
})

it('gives the place of one who gave up to the next', async () => {
  const { clock, gone, take } = setUp(1)
  const abort = new AbortController()
  void take('a')
  const given = take('b', abort.signal)
  void take('c')
  abort.abort()
  await expect(given).rejects.toMatchObject({ failure: { code: 'aborted' } })
  await clock.advance(1000)
  expect(gone).toEqual([
    ['a', 0],
    ['c', 1000],
  ])
  await expect(take('d', abort.signal)).rejects.toMatchObject({ failure: { code: 'aborted' } })
})

it('leaves no timer when the last who waits gives up', async () => {
  const { clock, take } = setUp(1)
  const abort = new AbortController()
  await take('a')
  const given = take('b', abort.signal)
  expect(clock.pending).toBe(1)
  abort.abort()
  await expect(given).rejects.toMatchObject({ failure: { code: 'aborted' } })
  expect(clock.pending).toBe(0)
})
