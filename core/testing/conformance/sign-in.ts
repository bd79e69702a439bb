import { describe, expect, it } from 'vitest'
import type { Conformance } from './conformance.ts'

const forever: AbortSignal = new AbortController().signal

/** Good, bad and expiring credentials. */
export function signIn({ subject, bench }: Conformance): void {
  describe('signing in', () => {
    it('works, and says facts for people without any secret', async () => {
      const { session, vault } = bench()
      const details = await session.check(forever)
      expect(Object.keys(details)).not.toEqual([])
      for (const secret of vault.slots.values()) expect(JSON.stringify(details)).not.toContain(secret)
    })

    it('with credentials that are refused is one clear failure', async () => {
      const { session, service } = bench()
      service.refuseSignIn()
      await expect(session.check(forever)).rejects.toMatchObject({
        failure: { code: expect.stringMatching(/^auth\//), provider: subject.definition.id },
      })
    })

    it('is done again when it has expired, and nobody notices', async () => {
      const { session, service } = bench()
      await session.check(forever)
      service.expireSignIn()
      await expect(session.check(forever)).resolves.toBeDefined()
    })

    it('to a service that is not there is one clear failure, and works when it is back', async () => {
      const { session, service } = bench()
      await service.stop()
      await expect(session.check(forever)).rejects.toMatchObject({
        failure: { code: 'net/offline', provider: subject.definition.id },
      })
      await service.start()
      await expect(session.check(forever)).resolves.toBeDefined()
    })

    it('can be given up', async () => {
      const { session } = bench()
      const abort = new AbortController()
      const checking = session.check(abort.signal)
      abort.abort()
      await expect(checking).rejects.toMatchObject({ failure: { code: 'aborted' } })
    })

    it('leaves no secret in the log', async () => {
      const { session, service, log, vault } = bench()
      await session.check(forever)
      service.expireSignIn()
      await session.check(forever)
      for (const secret of vault.slots.values()) expect(JSON.stringify(log.entries)).not.toContain(secret)
    })
  })
}
