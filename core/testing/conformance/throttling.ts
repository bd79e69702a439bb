import { describe, expect, it } from 'vitest'
import type { Conformance } from './conformance.ts'

const forever: AbortSignal = new AbortController().signal
const tooBusy = { code: expect.stringMatching(/^(rate\/limited|provider\/unavailable)$/), retry: 'after' }
/** A person would see the failure after minutes at most; here that takes a second. */
const speed = 200

/** A service that has had enough of us. */
export function throttling({ subject, tempo, bench }: Conformance): void {
  const { capabilities, id: provider } = subject.definition

  describe('throttled', () => {
    it.skipIf(capabilities.dialing === 'none')('a dialling is not repeated: one clear failure', async () => {
      const { session, service } = bench()
      tempo.hurry(speed)
      await session.check(forever)
      service.throttle()
      const failure = { ...tooBusy, provider }
      const thrown = await session.dialing!.place(subject.target, {}, forever).then(() => undefined, failureIn)
      expect(thrown).toMatchObject(failure)
      expect(thrown).not.toHaveProperty('outcome')
      // Who first has to read or write something else does not come so far.
      expect(service.diallings()).toBeLessThanOrEqual(1)
      service.reset()
      await session.dialing!.place(subject.target, {}, forever)
      expect(service.diallings()).toBe(1)
    })

    it('a reading waits, asks again and succeeds', async () => {
      const { session, service } = bench()
      tempo.hurry(speed)
      await session.check(forever)
      const before = service.requests()
      await session.check(forever)
      const usual = service.requests() - before
      service.throttle(1)
      await expect(session.check(forever)).resolves.toBeDefined()
      expect(service.requests() - before - usual).toBeGreaterThan(usual)
    })

    it('for ever is one clear failure after a few requests, and nothing goes on', async () => {
      const { session, service, clock } = bench()
      tempo.hurry(speed)
      await session.check(forever)
      const before = service.requests()
      service.throttle()
      await expect(session.check(forever)).rejects.toMatchObject({ failure: { ...tooBusy, provider } })
      const asked = service.requests() - before
      expect(asked).toBeGreaterThan(0)
      expect(asked).toBeLessThanOrEqual(8)
      expect(clock.running).toBe(0)
    })

    it('while it waits it can be given up', async () => {
      const { session, service, clock } = bench()
      await session.check(forever)
      service.throttle()
      const abort = new AbortController()
      const checking = session.check(abort.signal).then(() => undefined, failureIn)
      const first = service.requests()
      while (service.requests() === first) await new Promise(setImmediate)
      abort.abort()
      expect(await checking).toMatchObject({
        code: expect.stringMatching(/^(aborted|rate\/limited|provider\/unavailable)$/),
      })
      expect(clock.running).toBe(0)
    })

    it('many requests at once keep to the vendor’s limit, or come back within it', async ({ skip }) => {
      const { session, service } = bench()
      if (service.limitRate === undefined) return skip('the vendor names no limit that a person could reach')
      service.limitRate()
      tempo.hurry(20)
      const asked = Array.from({ length: 25 }, () => session.check(forever))
      await expect(Promise.all(asked)).resolves.toHaveLength(25)
    })
  })
}

function failureIn(thrown: unknown): unknown {
  return (thrown as { failure?: unknown }).failure ?? thrown
}
