import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Conformance } from './conformance.ts'

/** close() leaves nothing running. */
export function closing({ subject, bench }: Conformance): void {
  describe('close', () => {
    it.skipIf(subject.definition.capabilities.live !== 'push')('ends the socket and every timer', async () => {
      const { session, service, clock, untilConnection } = bench()
      session.watch()
      await untilConnection('live')
      await session.close()
      for (let turn = 0; turn < 200 && service.openSockets() > 0; turn += 1) await nextTurn()
      expect(clock.running).toBe(0)
      expect(service.openSockets()).toBe(0)
    })

    it('tells nothing more, twice is fine, and nothing comes back to life', async () => {
      const { session, facts, clock } = bench()
      session.watch()
      await session.close()
      await session.close()
      const told = facts.length
      session.watch()
      await nextTurn()
      expect(facts).toHaveLength(told)
      expect(clock.running).toBe(0)
    })
  })
}
