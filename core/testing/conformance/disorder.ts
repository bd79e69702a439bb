import { describe, expect, it } from 'vitest'
import type { CallFact } from '../../provider.ts'
import type { Conformance } from './conformance.ts'

/** Facts twice, of unknown shape, and several calls at once. */
export function disorder({ subject, bench }: Conformance): void {
  const incoming = subject.definition.capabilities.incoming !== 'never'

  describe.runIf(incoming)('events', () => {
    it('told twice change nothing', async () => {
      const { session, service, facts, untilCall, untilConnection } = bench()
      session.watch()
      await untilConnection('live')
      service.ring('+81312345678')
      const { key } = await untilCall({ state: 'ringing' })
      service.repeatEvent?.()
      service.hangUp()
      await untilCall({ key, state: 'ended' })
      const calls = facts.filter((fact): fact is CallFact => fact.type === 'call')
      expect(calls.map((fact) => fact.key)).toEqual(calls.map(() => key))
    })

    it('that nobody understands do no harm', async () => {
      const { session, service, untilCall, untilConnection } = bench()
      session.watch()
      await untilConnection('live')
      service.sendNonsense?.()
      service.ring('+81312345678')
      expect(await untilCall({ state: 'ringing' })).toMatchObject({ direction: 'in' })
    })

    it('of a missed call say so', async () => {
      const { session, service, untilCall, untilConnection } = bench()
      session.watch()
      await untilConnection('live')
      service.ring('+81312345678')
      const { key } = await untilCall({ state: 'ringing' })
      service.hangUp()
      expect(await untilCall({ key, state: 'ended' })).toMatchObject({ result: 'missed' })
    })
  })
}
