import { describe, expect, it } from 'vitest'
import type { CallFact } from '../../provider.ts'
import type { Conformance, ConformanceService } from './conformance.ts'

/** Facts twice, of unknown shape, and several calls at once. */
export function disorder({ subject, tempo, bench }: Conformance): void {
  const { live } = subject.definition.capabilities
  // Who polls may be told things as well; everybody else is.
  const isTold = live !== 'poll'

  function repeat({ repeatEvent }: ConformanceService): void {
    expect(repeatEvent !== undefined || !isTold).toBe(true)
    repeatEvent?.()
  }

  function tellNonsense({ sendNonsense }: ConformanceService): void {
    expect(sendNonsense !== undefined || !isTold).toBe(true)
    sendNonsense?.()
  }

  describe('events', () => {
    it('told twice change nothing', async () => {
      const { session, service, facts, untilCall, untilConnection } = bench()
      tempo.hurry(subject.speed ?? 1)
      session.watch()
      await untilConnection('live')
      service.ring('+81312345678')
      const { key } = await untilCall({ state: 'ringing' })
      repeat(service)
      service.hangUp()
      await untilCall({ key, state: 'ended' })
      const calls = facts.filter((fact): fact is CallFact => fact.type === 'call')
      expect(calls.map((fact) => fact.key)).toEqual(calls.map(() => key))
    })

    it('that nobody understands do no harm', async () => {
      const { session, service, untilCall, untilConnection } = bench()
      tempo.hurry(subject.speed ?? 1)
      session.watch()
      await untilConnection('live')
      tellNonsense(service)
      service.ring('+81312345678')
      expect(await untilCall({ state: 'ringing' })).toMatchObject({ direction: 'in' })
    })

    it('that come in the wrong order leave one call, and it is over', async ({ skip }) => {
      const { session, service, facts, untilCall, untilConnection } = bench()
      if (service.scramble === undefined) return skip('what is told names no call, or is looked up whole')
      tempo.hurry(subject.speed ?? 1)
      session.watch()
      await untilConnection('live')
      await service.scramble(() => {
        service.ring('+81312345678')
        service.answer()
        service.hangUp()
      })
      const { key } = await untilCall({ state: 'ended' })
      // Whatever is still on its way is there before this call is.
      service.ring('+81312345679')
      await untilCall({ state: 'ringing', direction: 'in', number: '+81312345679' })
      const first = facts.filter((fact): fact is CallFact => fact.type === 'call' && fact.number !== '+81312345679')
      expect(new Set(first.map((fact) => fact.key))).toEqual(new Set([key]))
      expect(first.at(-1)).toMatchObject({ state: 'ended' })
    })

    it('of a missed call say so', async () => {
      const { session, service, untilCall, untilConnection } = bench()
      tempo.hurry(subject.speed ?? 1)
      session.watch()
      await untilConnection('live')
      service.ring('+81312345678')
      const { key } = await untilCall({ state: 'ringing' })
      service.hangUp()
      expect(await untilCall({ key, state: 'ended', result: 'missed' })).toMatchObject({ direction: 'in' })
    })
  })
}
