import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest'
import { openBench } from './bench.ts'
import type { Bench } from './bench.ts'
import type { ConformanceService, ConformanceSubject } from './subject.ts'
import { Tempo } from './tempo.ts'
import { topics, topicsOf } from './topics.ts'

export type { ConformanceService, ConformanceSubject, PastCalls, RecordedCalls, Spoiling } from './subject.ts'
export type { Tempo } from './tempo.ts'

/** What every test of the suite is given: a fresh session against the service that all share. */
export interface Conformance {
  readonly subject: ConformanceSubject
  /** Real time at the beginning of each test. */
  readonly tempo: Tempo
  bench(): Bench
}

/** The one suite that every provider passes, against its face of the simulator: the topics that its capabilities include, and conformance.test.ts sees to that. */
export function conformance(subject: ConformanceSubject): void {
  const { definition, way } = subject
  describe(`${definition.title} conforms${way === undefined ? '' : ` (${way})`}`, () => {
    const tempo = new Tempo()
    let service: ConformanceService
    let current: Bench | undefined

    beforeAll(async () => {
      service = await subject.start(tempo)
    })
    beforeEach(async () => {
      tempo.hurry(1)
      service.reset()
      current = await openBench(subject, service, { tempo })
    })
    afterEach(() => current?.close())
    afterAll(() => service.close())

    const suite: Conformance = {
      subject,
      tempo,
      bench() {
        if (current === undefined) throw new Error('there is a bench only in a test')
        return current
      },
    }
    for (const name of topicsOf(definition.capabilities)) topics[name].test(suite)
  })
}
