import { expect, it } from 'vitest'
import { SeenEvents } from './seen-events.ts'

it('knows an event that comes again', () => {
  const seen = new SeenEvents()
  expect([seen.isNew('17 BEGIN'), seen.isNew('17 END'), seen.isNew('17 BEGIN')]).toEqual([true, true, false])
})

it('forgets the oldest first, and what keeps coming back last', () => {
  const seen = new SeenEvents(2)
  for (const key of ['a', 'b', 'a', 'c']) seen.isNew(key)
  expect(seen.size).toBe(2)
  expect(seen.isNew('a')).toBe(false)
  expect(seen.isNew('b')).toBe(true)
})

it('lets an event come again that could not be worked on', () => {
  const seen = new SeenEvents()
  seen.isNew('a')
  seen.forget('a')
  expect(seen.isNew('a')).toBe(true)
})
