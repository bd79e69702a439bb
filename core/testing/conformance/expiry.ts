import { describe, expect, it } from 'vitest'
import type { Conformance } from './conformance.ts'

const forever: AbortSignal = new AbortController().signal

/** A sign-in that ends while a call goes on: the call is followed to its end, and the next one is placed. */
export function expiry({ subject, tempo, bench }: Conformance): void {
  const { capabilities } = subject.definition
  // Elsewhere the end of a call comes from the service by itself; here it is looked up.
  const isSeen = (subject.sees ?? 'answer') === 'answer'

  describe('a sign-in that expires in mid-call', () => {
    it('is renewed, and nobody notices', async () => {
      const { session, service, facts, untilCall, untilConnection } = bench()
      tempo.hurry(subject.speed ?? 1)
      session.watch()
      if (capabilities.incoming !== 'never') await untilConnection('live')
      const { key } = await session.dialing!.place(subject.target, {}, forever)
      service.answer()
      await untilCall(isSeen ? { key, state: 'active' } : { key })
      service.expireSignIn()
      service.hangUp()
      await untilCall({ key, state: 'ended', result: 'answered' })
      const next = await session.dialing!.place(subject.target, {}, forever)
      expect(next.key).not.toBe(key)
      expect(await untilCall({ key: next.key })).toMatchObject({ direction: 'out' })
      expect(facts.filter((fact) => fact.type === 'connection' && fact.failure !== undefined)).toEqual([])
    })

    it.skipIf(capabilities.live !== 'push')('is renewed for a line that breaks then, too', async () => {
      const { session, service, forget, untilCall, untilConnection } = bench()
      session.watch()
      await untilConnection('live')
      const { key } = await session.dialing!.place(subject.target, {}, forever)
      service.answer()
      await untilCall({ key, state: 'active' })
      forget()
      service.expireSignIn()
      service.dropSockets?.()
      await untilConnection('reconnecting')
      await untilConnection('live')
      service.hangUp()
      expect(await untilCall({ key, state: 'ended' })).toMatchObject({ result: 'answered' })
    })
  })
}
