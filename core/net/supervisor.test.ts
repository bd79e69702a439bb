import { beforeEach, describe, expect, it } from 'vitest'
import type { Failure } from '../../contract/model/failure.ts'
import { fail } from '../failure.ts'
import type { FailureError } from '../failure.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { FakeHints } from '../testing/fake-ports.ts'
import { Supervisor } from './supervisor.ts'
import type { SupervisedConnection } from './supervisor.ts'

interface Attempt {
  readonly signal: AbortSignal
  readonly succeed: () => void
  readonly refuse: (failure: FailureError) => void
  readonly lose: (failure: FailureError) => void
  readonly happened: string[]
}

let clock: FakeClock
let hints: FakeHints
let attempts: Attempt[]
let told: string[]
let supervisor: Supervisor

beforeEach(() => {
  clock = new FakeClock()
  hints = new FakeHints()
  attempts = []
  told = []
  supervisor = new Supervisor({
    clock,
    hints,
    attempt(signal, lost) {
      const { promise, resolve, reject } = Promise.withResolvers<SupervisedConnection>()
      const happened: string[] = []
      const note = (what: string) => () => void happened.push(what)
      const connection = { close: async () => note('closed')(), abandon: note('abandoned'), suspect: note('suspected') }
      attempts.push({ signal, succeed: () => resolve(connection), refuse: reject, lose: lost, happened })
      return promise
    },
    treatmentOf: ({ code }: Failure) =>
      code.startsWith('auth/') ? 'fatal' : code.startsWith('net/') ? 'soon' : 'rarely',
    soon: { baseMs: 250, capMs: 2_000 },
    rarely: { baseMs: 4_000, capMs: 60_000 },
    stableAfterMs: 10_000,
    offlineAfterMs: 30_000,
    report: (state, failure) => void told.push(failure ? `${state} ${failure.code}` : state),
  })
})

const last = () => attempts.at(-1)!
const gone = () => fail('net/offline')

async function goLive() {
  last().succeed()
  await clock.settle()
}

async function startLive() {
  supervisor.start()
  await goLive()
}

it('connects when it is started, once', async () => {
  supervisor.start()
  supervisor.start()
  await goLive()
  supervisor.start()
  expect(attempts).toHaveLength(1)
  expect(told).toEqual(['connecting', 'live'])
})

describe('loss', () => {
  it('is told at once and mended after a jittered wait', async () => {
    await startLive()
    last().lose(gone())
    expect(told.at(-1)).toBe('reconnecting net/offline')
    await clock.advance(124)
    expect(attempts).toHaveLength(1)
    await clock.advance(1)
    expect(attempts).toHaveLength(2)
    await goLive()
    expect(told.at(-1)).toBe('live')
  })

  it('is told once however many attempts fail, then as offline, and never given up', async () => {
    await startLive()
    last().lose(gone())
    for (let second = 0; second < 60; second += 1) {
      await clock.advance(1_000)
      last().refuse(gone())
    }
    expect(told).toEqual(['connecting', 'live', 'reconnecting net/offline', 'offline net/offline'])
    const tried = attempts.length
    await clock.advance(2_000)
    expect(attempts.length).toBeGreaterThan(tried)
    await goLive()
    expect(told.at(-1)).toBe('live')
  })

  it('of a superseded connection means nothing', async () => {
    await startLive()
    const first = last()
    first.lose(gone())
    await clock.advance(1_000)
    await goLive()
    first.lose(gone())
    expect(told.at(-1)).toBe('live')
  })

  it('waits longer each time until a connection has been stable', async () => {
    await startLive()
    clock.chances.push(0.99, 0.99, 0.99)
    last().lose(gone())
    await clock.advance(250)
    await goLive()
    last().lose(gone())
    await clock.advance(250)
    expect(attempts).toHaveLength(2)
    await clock.advance(250)
    await goLive()
    await clock.advance(10_000)
    last().lose(gone())
    await clock.advance(250)
    expect(attempts).toHaveLength(4)
  })
})

describe('failures', () => {
  it('that need a person stop it until it is started again', async () => {
    supervisor.start()
    last().refuse(fail('auth/rejected'))
    await clock.advance(600_000)
    expect(attempts).toHaveLength(1)
    expect(told).toEqual(['connecting', 'refused auth/rejected'])
    supervisor.start()
    await goLive()
    expect(told.slice(2)).toEqual(['connecting', 'live'])
  })

  it('that mend slowly are tried rarely', async () => {
    supervisor.start()
    last().refuse(fail('provider/refused'))
    await clock.advance(1_999)
    expect(attempts).toHaveLength(1)
    await clock.advance(1)
    expect(attempts).toHaveLength(2)
  })

  it('that name a time are not tried before', async () => {
    supervisor.start()
    last().refuse(fail('net/timeout', { retryAfterMs: 9_000 }))
    await clock.advance(8_999)
    expect(attempts).toHaveLength(1)
    await clock.advance(1)
    expect(attempts).toHaveLength(2)
  })

  it('of another kind are told too', async () => {
    supervisor.start()
    last().refuse(gone())
    await clock.advance(2_000)
    last().refuse(fail('provider/protocol'))
    await clock.settle()
    expect(told).toEqual(['connecting', 'reconnecting net/offline', 'reconnecting provider/protocol'])
  })
})

describe('hints', () => {
  it('start over at once after sleep, whatever an open socket says', async () => {
    await startLive()
    hints.give('resume')
    expect(attempts[0]!.happened).toEqual(['abandoned'])
    expect(attempts).toHaveLength(2)
    expect(told.at(-1)).toBe('reconnecting')
    await goLive()
    expect(told.at(-1)).toBe('live')
  })

  it('make it look at a live connection when a network came', async () => {
    await startLive()
    hints.give('online')
    expect(attempts[0]!.happened).toEqual(['suspected'])
    expect(attempts).toHaveLength(1)
  })

  it('cut a wait and a hanging attempt short', async () => {
    supervisor.start()
    last().refuse(gone())
    await clock.settle()
    hints.give('online')
    expect(attempts).toHaveLength(2)
    hints.give('resume')
    expect(attempts).toHaveLength(3)
    expect(attempts[1]!.signal.aborted).toBe(true)
    attempts[1]!.succeed()
    await clock.settle()
    expect(attempts[1]!.happened).toEqual(['abandoned'])
  })
})

describe('stop', () => {
  it('closes what is live and leaves nothing running', async () => {
    await startLive()
    await supervisor.stop()
    expect(last().happened).toEqual(['closed'])
    expect(clock.pending).toBe(0)
    expect(hints.listeners).toBe(0)
  })

  it('aborts an attempt and throws away what comes of it', async () => {
    supervisor.start()
    await supervisor.stop()
    expect(last().signal.aborted).toBe(true)
    await goLive()
    expect(last().happened).toEqual(['abandoned'])
    expect(told).toEqual(['connecting'])
    expect(clock.pending).toBe(0)
  })
})
