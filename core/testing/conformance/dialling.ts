import { describe, expect, it } from 'vitest'
import type { CallFact } from '../../provider.ts'
import type { Conformance } from './conformance.ts'

const forever: AbortSignal = new AbortController().signal

/** A call from its dialling to its end. */
export function dialling({ subject, bench }: Conformance): void {
  describe('dialling', () => {
    it('sends one request and tells of the call', async () => {
      const { session, service, untilCall } = bench()
      const { key } = await session.dialing!.place(subject.target, {}, forever)
      expect(service.diallings()).toBe(1)
      expect(await untilCall({ key })).toMatchObject({ direction: 'out' })
    })

    it.skipIf(subject.definition.capabilities.live !== 'push')('is followed to its end under one key', async () => {
      const { session, service, facts, untilCall, untilConnection } = bench()
      session.watch()
      await untilConnection('live')
      const { key } = await session.dialing!.place(subject.target, {}, forever)
      service.answer()
      const active = await untilCall({ key, state: 'active' })
      service.hangUp()
      const ended = await untilCall({ key, state: 'ended' })
      expect(ended).toMatchObject({ result: 'answered', startedAt: active.startedAt, answeredAt: active.answeredAt })
      expect(ended.endedAt).toBeGreaterThanOrEqual(ended.answeredAt!)
      const keys = facts.filter((fact): fact is CallFact => fact.type === 'call').map((fact) => fact.key)
      expect(new Set(keys)).toEqual(new Set([key]))
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
