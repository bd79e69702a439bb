import { describe, expect, it } from 'vitest'
import type { CallFact } from '../../provider.ts'
import type { Bench } from './bench.ts'
import type { Conformance } from './conformance.ts'

const forever: AbortSignal = new AbortController().signal

/** A service that goes and comes back: told within a second, live again within three of its return, no call stuck and none told twice. */
export function loss({ subject, tempo, bench }: Conformance): void {
  const isPushed = subject.definition.capabilities.live === 'push'

  async function inCall(): Promise<Bench & { key: string }> {
    const current = bench()
    tempo.hurry(subject.speed ?? 1)
    current.session.watch()
    await current.untilConnection('live')
    const { key } = await current.session.dialing!.place(subject.target, {}, forever)
    current.service.answer()
    await current.untilCall({ key, state: 'active' })
    current.forget()
    return { ...current, key }
  }

  describe('a service that is killed in a call', () => {
    it.runIf(isPushed)('is missed within a second and live again within three of its return', async () => {
      const { service, clock, untilConnection } = await inCall()
      const killed = clock.now()
      await service.stop()
      await untilConnection('reconnecting')
      expect(clock.now() - killed).toBeLessThan(1_000)
      await service.start()
      const back = clock.now()
      await untilConnection('live')
      expect(clock.now() - back).toBeLessThan(3_000)
    })

    it('leaves no call behind that is over, and tells none anew that is not', async () => {
      const { service, facts, key, until, untilConnection } = await inCall()
      await service.stop()
      await untilConnection('reconnecting')
      service.hangUp()
      await service.start()
      await untilConnection('live')
      await until('its end', (fact): fact is CallFact => fact.type === 'call' && isOver(fact))
      const keys = facts.filter((fact): fact is CallFact => fact.type === 'call').map((fact) => fact.key)
      expect(new Set(keys)).toEqual(new Set([key]))
    })

    it.runIf(isPushed)('is followed further when only the line broke', async () => {
      const { service, key, untilConnection, untilCall } = await inCall()
      service.dropSockets?.()
      await untilConnection('reconnecting')
      await untilConnection('live')
      service.hangUp()
      expect(await untilCall({ key, state: 'ended' })).toMatchObject({ result: 'answered' })
    })
  })
}

function isOver({ state }: CallFact): boolean {
  return state === 'ended' || state === 'unknown'
}
