import { expect, it } from 'vitest'
import { Tempo } from './tempo.ts'

it('is real time until somebody is in a hurry, for what waits already too', async () => {
  const tempo = new Tempo()
  const began = tempo.now()
  expect(Math.abs(began - Date.now())).toBeLessThan(1_000)
  const hour = new Promise<undefined>((resolve) => void tempo.after(3_600_000, () => resolve(undefined)))
  tempo.hurry(1_000_000)
  await hour
  expect(tempo.now() - began).toBeGreaterThanOrEqual(3_600_000)
})

it('never goes back, and cancels', () => {
  const tempo = new Tempo()
  tempo.hurry(1_000_000)
  tempo.after(0, () => expect.unreachable())()
  const before = tempo.now()
  tempo.hurry(1)
  expect(tempo.now()).toBeGreaterThanOrEqual(before)
})
