import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest'
import { openBench } from './bench.ts'
import type { Bench } from './bench.ts'
import { badReplies } from './bad-replies.ts'
import { capabilitiesAreFacets } from './capabilities.ts'
import { closing } from './closing.ts'
import { dialling } from './dialling.ts'
import { disorder } from './disorder.ts'
import { loss } from './loss.ts'
import { signIn } from './sign-in.ts'
import type { ConformanceService, ConformanceSubject } from './subject.ts'

export type { ConformanceService, ConformanceSubject, Spoiling } from './subject.ts'

/** What every test of the suite is given: a fresh session against the service that all share. */
export interface Conformance {
  readonly subject: ConformanceSubject
  bench(): Bench
}

/** The one suite that every provider passes, against its face of the simulator. A topic that a provider's capabilities exclude is left out. */
export function conformance(subject: ConformanceSubject): void {
  const { definition } = subject
  describe(`${definition.title} conforms`, () => {
    let service: ConformanceService
    let current: Bench | undefined

    beforeAll(async () => {
      service = await subject.start()
    })
    beforeEach(async () => {
      service.reset()
      current = await openBench(subject, service)
    })
    afterEach(() => current?.close())
    afterAll(() => service.close())

    const suite: Conformance = {
      subject,
      bench() {
        if (current === undefined) throw new Error('there is a bench only in a test')
        return current
      },
    }
    capabilitiesAreFacets(suite)
    signIn(suite)
    closing(suite)
    if (definition.capabilities.dialing !== 'none') {
      dialling(suite)
      badReplies(suite)
    }
    if (definition.capabilities.live === 'push') {
      disorder(suite)
      loss(suite)
    }
  })
}
