import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { foneNumber, startWireApp, type WireApp } from './testing/wire-app.ts'

let app: WireApp

beforeEach(async () => {
  app = await startWireApp()
  await app.signIn()
  await app.notify('receive')
})

afterEach(() => app[Symbol.asyncDispose]())

const settled = () => app.service.callbacksSettled()

function missedCall(): void {
  app.service.ring()
  app.service.hangUp()
}

function statuses(): unknown[] {
  return app.received.map(({ body }) => (JSON.parse(body) as { status: string }).status)
}

function states(): string[] {
  return app.service.callbacks().map(({ state }) => state)
}

/** Until the app got so many callbacks: what hangs is never settled. */
async function until(count: number): Promise<void> {
  while (app.received.length < count) await new Promise((resolve) => setImmediate(resolve))
}

describe('what may happen to callbacks', () => {
  it('nothing: each comes once, in order, though the app is slow', async () => {
    const answers: (() => void)[] = []
    app.callbackAnswer = (response) => answers.push(() => response.end())
    missedCall()
    await until(1)
    expect(statuses()).toEqual(['BEGIN'])
    answers[0]?.()
    await until(2)
    answers[1]?.()
    await settled()
    expect(statuses()).toEqual(['BEGIN', 'END'])
    expect(app.service.callbacks()).toMatchObject([
      { kind: 'receive', state: 'delivered', status: 200, attempts: 1 },
      { kind: 'receive', state: 'delivered', status: 200, attempts: 1 },
    ])
  })

  it('repeats', async () => {
    app.service.repeatCallbacks({ times: 2 })
    missedCall()
    await settled()
    expect(statuses()).toEqual(['BEGIN', 'BEGIN', 'BEGIN', 'END', 'END', 'END'])
    app.service.repeatCallbacks({ times: 0 })
    missedCall()
    await settled()
    expect(statuses().slice(6)).toEqual(['BEGIN', 'END'])
  })

  it('another order', async () => {
    app.service.reorderCallbacks()
    app.service.ring()
    await settled()
    expect(app.received).toEqual([])
    app.service.hangUp()
    await settled()
    expect(statuses()).toEqual(['END', 'BEGIN'])
    app.service.reorderCallbacks({ on: false })
    missedCall()
    await settled()
    expect(statuses().slice(2)).toEqual(['BEGIN', 'END'])
  })

  it('delay of some, which the others overtake', async () => {
    app.service.delayCallbacks({ ms: 5000, status: 'BEGIN', times: 1 })
    missedCall()
    await settled()
    expect(statuses()).toEqual(['END'])
    expect(states()).toEqual(['waiting', 'delivered'])
    app.clock.advance(5000)
    await settled()
    missedCall()
    await settled()
    expect(statuses()).toEqual(['END', 'BEGIN', 'BEGIN', 'END'])
  })

  it('loss', async () => {
    app.service.loseCallbacks({ status: 'END' })
    missedCall()
    await settled()
    expect(statuses()).toEqual(['BEGIN'])
    expect(states()).toEqual(['delivered', 'lost'])
    app.service.clear()
    missedCall()
    await settled()
    expect(statuses()).toEqual(['BEGIN', 'BEGIN', 'END'])
  })
})

describe('an app that does not answer well', () => {
  it('is not asked again after an error, unless the service tries more than once', async () => {
    app.callbackAnswer = (response) => response.writeHead(500).end()
    app.service.ring()
    await settled()
    expect(app.service.callbacks()).toMatchObject([{ state: 'refused', status: 500, attempts: 1 }])
    app.clock.advance(86_400_000)
    app.service.clear()
    app.service.switches({ callbackAttempts: 3, callbackRetryMs: 1000 })
    app.service.ring()
    await settled()
    app.callbackAnswer = (response) => response.end()
    app.clock.advance(1000)
    await settled()
    app.clock.advance(1000)
    await settled()
    expect(app.service.callbacks()).toMatchObject([{ state: 'delivered', status: 200, attempts: 2 }])
  })

  it('is not followed elsewhere', async () => {
    app.callbackAnswer = (response) => response.writeHead(302, { location: `${app.callbackUrl}/elsewhere` }).end()
    app.service.ring()
    await settled()
    expect(app.received.map(({ path }) => path)).toEqual(['/callback'])
    expect(app.service.callbacks()).toMatchObject([{ state: 'refused', status: 302 }])
  })

  it('is given up on after a while, and the next callback comes', async () => {
    app.service.switches({ callbackTimeoutMs: 20 })
    app.callbackAnswer = null
    missedCall()
    app.clock.advance(3_600_000)
    expect(states()).not.toContain('failed')
    await settled()
    const failed = { state: 'failed', reason: 'No answer within 20 ms.', attempts: 1 }
    expect(app.service.callbacks()).toMatchObject([failed, failed])
  })

  it('is given up on when its answer never ends', async () => {
    app.service.switches({ callbackTimeoutMs: 20 })
    app.callbackAnswer = (response) => response.write('and so on ')
    app.service.ring()
    await settled()
    expect(app.service.callbacks()).toMatchObject([{ state: 'failed', reason: 'No answer within 20 ms.' }])
  })

  it('does not hang the end of the simulator', async () => {
    app.callbackAnswer = null
    app.service.switches({ callbackAttempts: 9 })
    missedCall()
    app.service.delayCallbacks({ ms: 1000 })
    missedCall()
    await until(1)
    await app.simulator.stop()
    await settled()
    app.clock.advance(60_000)
    await settled()
    expect(app.received).toHaveLength(1)
    expect(states()).toEqual(['failed', 'waiting', 'waiting', 'waiting'])
  })

  it('is not there', async () => {
    await app.notify('receive', { url: 'http://127.0.0.1:1/nobody' })
    app.service.ring()
    await settled()
    expect(app.service.callbacks()).toMatchObject([
      { state: 'failed', reason: expect.stringContaining('ECONNREFUSED') },
    ])
  })
})

it('sends nothing to other machines', async () => {
  for (const url of ['https://requestb.in/1h8v9c01', 'http://127.0.0.1.example/', 'http://192.0.2.1/']) {
    await app.notify('receive', { url })
    app.service.ring()
  }
  await settled()
  expect(app.service.callbacks()).toMatchObject(
    Array(3).fill({ state: 'failed', attempts: 0, reason: 'The simulator sends to its own machine only.' }),
  )
})

describe('calls that the world knows nothing of', () => {
  it('have callbacks with whatever data is wanted', async () => {
    app.service.sendCallback({ data: { uid: 'x', from: '<script>', status: 'END', disposition: 'FAILED:503:late' } })
    await settled()
    expect(JSON.parse(app.received[0]?.body ?? '')).toMatchObject({
      ...{ uid: 'x', from: '<script>', to: foneNumber, direction: 'INBOUND', disposition: 'FAILED:503:late' },
    })
    expect(() => {
      app.service.sendCallback({ kind: 'send' })
    }).toThrow('No send_notify callback is set for 3215551081.')
    expect(app.service.calls()).toEqual([])
  })

  it('come by the hundred, the same every time, each with an id of its own', async () => {
    await app.notify('send')
    expect(await app.service.burst({ calls: 200 })).toBe(400)
    const data = app.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>)
    expect(new Set(data.map(({ uid }) => uid)).size).toBe(200)
    expect(data.slice(0, 4)).toMatchObject([
      { direction: 'INBOUND', status: 'BEGIN', from: '+81312345678' },
      { direction: 'INBOUND', status: 'END', disposition: 'ANSWERED', billable_seconds: 5 },
      { direction: 'OUTBOUND', status: 'BEGIN', from: foneNumber, to: '+819012345678' },
      { direction: 'OUTBOUND', status: 'END', disposition: 'ANSWERED', billable_seconds: 42 },
    ])
    app.service.presetNotify({ kind: 'send' })
    app.service.presetNotify({ kind: 'receive' })
    await expect(app.service.burst({ calls: 1 })).rejects.toThrow('No callback is set for 3215551081.')
  })
})
