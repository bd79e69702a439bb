import { expect, it, vi } from 'vitest'
import { SharedTask } from './shared-task.ts'

function task() {
  const deferred = Promise.withResolvers<string>()
  const start = vi.fn<(signal: AbortSignal) => Promise<string>>(() => deferred.promise)
  return { deferred, start, shared: new SharedTask<string>() }
}

it('runs once for all who come while it runs, and again for who comes later', async () => {
  const { deferred, start, shared } = task()
  const signal = new AbortController().signal
  const both = Promise.all([shared.run(start, signal), shared.run(start, signal)])
  deferred.resolve('token')
  expect(await both).toEqual(['token', 'token'])
  expect(start).toHaveBeenCalledTimes(1)
  await shared.run(start, signal)
  expect(start).toHaveBeenCalledTimes(2)
})

it('lets one give up without disturbing the others', async () => {
  const { deferred, start, shared } = task()
  const one = new AbortController()
  const first = shared.run(start, one.signal)
  const second = shared.run(start, new AbortController().signal)
  one.abort()
  await expect(first).rejects.toMatchObject({ failure: { code: 'aborted' } })
  expect(start.mock.calls[0]![0].aborted).toBe(false)
  deferred.resolve('token')
  expect(await second).toBe('token')
})

it('aborts the work when the last has given up, and begins anew for the next', async () => {
  const { start, shared } = task()
  const one = new AbortController()
  const waiting = shared.run(start, one.signal)
  one.abort()
  await expect(waiting).rejects.toMatchObject({ failure: { code: 'aborted' } })
  expect(start.mock.calls[0]![0].aborted).toBe(true)
  void shared.run(start, new AbortController().signal)
  expect(start).toHaveBeenCalledTimes(2)
})

it('tells everybody of a failure and keeps none of it', async () => {
  const { deferred, start, shared } = task()
  const signal = new AbortController().signal
  const waiting = [shared.run(start, signal), shared.run(start, signal)]
  deferred.reject(new Error('no'))
  for (const one of waiting) await expect(one).rejects.toThrow('no')
  start.mockResolvedValueOnce('token')
  expect(await shared.run(start, signal)).toBe('token')
})
