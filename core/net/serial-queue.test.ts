import { expect, it, vi } from 'vitest'
import { SerialQueue } from './serial-queue.ts'

it('runs one at a time in the order of the calls, whatever fails', async () => {
  const queue = new SerialQueue()
  const steps: string[] = []
  const gates = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
  const task = (index: number) => () => {
    steps.push(`begin ${index}`)
    return gates[index]!.promise.finally(() => steps.push(`end ${index}`))
  }
  const first = queue.run(task(0))
  const second = queue.run(task(1))
  const third = queue.run(() => {
    throw new Error('at once')
  })
  gates[1]!.resolve('two')
  gates[0]!.reject(new Error('one'))
  await expect(first).rejects.toThrow('one')
  expect(await second).toBe('two')
  await expect(third).rejects.toThrow('at once')
  expect(steps).toEqual(['begin 0', 'end 0', 'begin 1', 'end 1'])
  expect(await queue.run(async () => 'after')).toBe('after')
})

it('never starts what was given up while it waited, and says so at once', async () => {
  const queue = new SerialQueue()
  const gate = Promise.withResolvers<undefined>()
  const running = queue.run(() => gate.promise)
  const abort = new AbortController()
  const task = vi.fn<() => Promise<string>>(async () => 'done')
  const waiting = queue.run(task, abort.signal)
  abort.abort()
  await expect(waiting).rejects.toMatchObject({ failure: { code: 'aborted' } })
  gate.resolve(undefined)
  await running
  await queue.run(async () => undefined)
  expect(task).not.toHaveBeenCalled()
  await expect(queue.run(task, abort.signal)).rejects.toMatchObject({ failure: { code: 'aborted' } })
})
