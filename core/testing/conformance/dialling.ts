import { describe, expect, it } from 'vitest'
import type { Fact } from '../../provider.ts'
import type { Conformance } from './conformance.ts'

const forever: AbortSignal = new AbortController().signal

/** A call from its dialling to its end. */
export function dialling({ subject, tempo, bench }: Conformance): void {
  const isPushed = subject.definition.capabilities.live === 'push'
  const isAnswerSeen = (subject.sees ?? 'answer') === 'answer'

  describe('dialling', () => {
    it('sends one request and tells of the call', async () => {
      const { session, service, untilCall } = bench()
      const { key } = await session.dialing!.place(subject.target, {}, forever)
      expect(service.diallings()).toBe(1)
      expect(await untilCall({ key })).toMatchObject({ direction: 'out' })
    })

    it.runIf(isAnswerSeen)('is followed to its end under one key', async () => {
      const { session, service, facts, untilCall, untilConnection } = bench()
      tempo.hurry(subject.speed ?? 1)
      session.watch()
      await untilConnection('live')
      const { key } = await session.dialing!.place(subject.target, {}, forever)
      service.answer()
      const active = await untilCall({ key, state: 'active' })
      service.hangUp()
      // Who polls may have to look up how it went.
      const ended = await untilCall({ key, state: 'ended', result: 'answered' })
      // Better times may come from elsewhere, in whole seconds; what the network takes is longer for who is in a hurry.
      const apart = isPushed ? 0 : 1_000 * (subject.speed ?? 1)
      expect(Math.abs(ended.startedAt - active.startedAt)).toBeLessThanOrEqual(apart)
      expect(Math.abs(ended.answeredAt! - active.answeredAt!)).toBeLessThanOrEqual(apart)
      expect(ended.endedAt).toBeGreaterThanOrEqual(ended.answeredAt!)
      expect(keysOf(facts)).toEqual([key])
    })

    it.skipIf(isAnswerSeen)('is told to its end under one key', async () => {
      const { session, service, facts, untilCall, untilConnection } = bench()
      tempo.hurry(subject.speed ?? 1)
      session.watch()
      if (subject.definition.capabilities.incoming !== 'never') await untilConnection('live')
      const { key } = await session.dialing!.place(subject.target, {}, forever)
      service.answer()
      service.hangUp()
      expect(await untilCall({ key, state: 'ended', result: 'answered' })).toMatchObject({ direction: 'out' })
      expect(keysOf(facts)).toEqual([key])
    })

    it('renews an expired sign-in first', async () => {
      const { session, service } = bench()
      await session.check(forever)
      service.expireSignIn()
      await session.dialing!.place(subject.target, {}, forever)
    })

    it('refuses what is no number, and sends nothing', async () => {
      const { session, service } = bench()
      await expect(async () => session.dialing!.place({ text: 'not a number' }, {}, forever)).rejects.toMatchObject({
        failure: { code: 'input/invalid' },
      })
      expect(service.diallings()).toBe(0)
    })
  })
}

function keysOf(facts: readonly Fact[]): string[] {
  return [...new Set(facts.flatMap((fact) => (fact.type === 'call' ? [fact.key] : [])))]
}
