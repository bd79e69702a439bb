import { describe, expect, it } from 'vitest'
import type { Conformance } from './conformance.ts'
import type { Spoiling } from './subject.ts'

const forever: AbortSignal = new AbortController().signal
const spoilings: readonly Spoiling[] = ['truncate', 'not-json', 'html', 'wrong-types', 'empty', 'reset']

/** Malformed and truncated replies: one failure each, nothing repeated that may have been carried out, nothing lost. */
export function badReplies({ subject, bench }: Conformance): void {
  describe.each(spoilings)('a reply that is spoilt (%s)', (spoiling) => {
    const harmless = subject.harmless?.includes(spoiling) ?? false

    it.runIf(harmless)('to a dialling: its status says enough', async () => {
      const { session, service, untilCall } = bench()
      service.spoilDialling(spoiling, 1)
      const { key } = await session.dialing!.place(subject.target, {}, forever)
      expect(await untilCall({ key })).toMatchObject({ direction: 'out', state: 'dialing' })
      expect(service.diallings()).toBe(1)
    })

    it.skipIf(harmless)('to a dialling: nobody knows, nobody repeats', async () => {
      const { session, service, untilCall } = bench()
      await session.check(forever)
      service.spoilDialling(spoiling, 1)
      await expect(session.dialing!.place(subject.target, {}, forever)).rejects.toMatchObject({
        failure: { code: expect.stringMatching(/^(provider\/protocol|net\/offline)$/), outcome: 'unknown' },
      })
      expect(service.diallings()).toBe(1)
      expect(await untilCall({ state: 'unknown' })).toMatchObject({ direction: 'out' })
      await session.dialing!.place(subject.target, {}, forever)
      expect(service.diallings()).toBe(2)
    })

    it('to everything: one failure, and all is well afterwards', async () => {
      const { session, service } = bench()
      service.spoilEverything(spoiling)
      await expect(session.check(forever)).rejects.toMatchObject({
        failure: { code: expect.stringMatching(/^(provider\/protocol|net\/offline)$/) },
      })
      service.reset()
      await expect(session.check(forever)).resolves.toBeDefined()
    })
  })
}
