import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock, type ManualClock, type Simulator, startSimulator } from './index.ts'

let clock: ManualClock
let simulator: Simulator

beforeEach(async () => {
  clock = createManualClock()
  simulator = await startSimulator({ clock })
})

afterEach(() => simulator.stop())

async function post(path: string, body?: object, headers: Record<string, string> = {}) {
  const init = { method: 'POST', headers, ...(body ? { body: JSON.stringify(body) } : {}) }
  const response = await fetch(simulator.controlOrigin + path, init)
  return { status: response.status, ...((await response.json()) as { value?: unknown; error?: string }) }
}

describe('the control over HTTP', () => {
  it('does what the control in the process does', async () => {
    const rung = await post('/control/device-connect/ring', { from: 'Jane' })
    expect(rung).toMatchObject({ status: 200, value: { name: 'Jane Whitfield', state: 'ringing' } })
    expect(await post('/control/device-connect/answer')).toMatchObject({ value: { state: 'active' } })
    expect(simulator.control.face('device-connect').calls()).toMatchObject([{ state: 'active' }])
    expect(await post('/control/device-connect/ringerMode')).toEqual({ status: 200, value: 'sound' })
    expect(await post('/control/device-connect/clearFaults')).toEqual({ status: 200, value: null })
  })

  it('shows what was on the wire', async () => {
    await fetch(`${simulator.origins['device-connect']}/gotapi/availability?x=1`)
    const response = await fetch(`${simulator.controlOrigin}/control/device-connect/requests`)
    expect(await response.json()).toMatchObject({
      value: [{ method: 'GET', path: '/gotapi/availability', rawQuery: 'x=1' }],
    })
  })

  it('kills a service and brings it back', async () => {
    const origin = simulator.origins['device-connect']
    await post('/control/device-connect/stop')
    await expect(fetch(origin)).rejects.toThrow()
    await post('/control/device-connect/start')
    expect((await fetch(`${origin}/gotapi/availability`)).status).toBe(200)
  })

  it('lists faces and verbs, and refuses what it does not know', async () => {
    const list = await (await fetch(`${simulator.controlOrigin}/control`)).json()
    expect(list).toMatchObject({
      value: { 'device-connect': expect.arrayContaining(['ring', 'expireTokens', 'switches']) },
    })
    expect(JSON.stringify(list)).not.toContain('waitFor')
    expect(await post('/control/device-connect/explode')).toMatchObject({ status: 404 })
    expect(await post('/control/device-connect/constructor')).toMatchObject({ status: 404 })
    expect(await post('/control/nobody/ring')).toMatchObject({ status: 404 })
    expect(await post('/control/device-connect/answer')).toMatchObject({ status: 400, error: /no call/ })
    expect(await post('/control/device-connect/switches', { localOauth: false })).toMatchObject({
      status: 400,
      error: /no switch "localOauth"/,
    })
  })

  it('has nothing to say to web pages', async () => {
    expect(await post('/control/device-connect/ring', {}, { origin: 'http://page' })).toMatchObject({ status: 403 })
    expect(simulator.control.face('device-connect').calls()).toEqual([])
  })
})

describe('clear', () => {
  it('puts everything back to the start', async () => {
    const phone = simulator.control.face('device-connect')
    phone.switches({ localOAuth: false })
    phone.behaviour({ autoAnswerMs: null })
    phone.failWith({ status: 500 })
    phone.answerError({ code: 9 })
    phone.ring()
    await fetch(simulator.origins['device-connect'])
    phone.clear()
    expect(phone.switches().localOAuth).toBe(true)
    expect(phone.behaviour().autoAnswerMs).toBe(1500)
    expect([phone.calls(), phone.requests()]).toEqual([[], []])
    const init = { headers: { origin: 'app://sidetone' } }
    const reply = await fetch(`${simulator.origins['device-connect']}/gotapi/availability`, init)
    expect(await reply.json()).toMatchObject({ result: 0 })
  })
})

describe('starting and stopping', () => {
  it('gives demo accounts in the shape that the command line reads', () => {
    expect(simulator.accounts['device-connect']).toEqual({
      settings: { baseUrl: simulator.origins['device-connect'] },
      secrets: {},
    })
  })

  it('stops twice, and stopped faces too', async () => {
    await simulator.control.stopFace('device-connect')
    await simulator.stop()
    await simulator.stop()
    await expect(fetch(simulator.controlOrigin)).rejects.toThrow()
  })

  it('uses the port base, and says plainly when one of its ports is taken', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    await expect(startSimulator({ portBase: port })).rejects.toThrow(
      `Port ${port}, wanted for the simulated Device Connect, is in use by another program.`,
    )
    await new Promise((resolve) => other.close(resolve))
  })

  it('plays the scenario it was started with', async () => {
    const ownClock = createManualClock()
    const playing = await startSimulator({ clock: ownClock, scenario: 'missed-call' })
    ownClock.advance(3000)
    await new Promise((resolve) => setImmediate(resolve))
    expect(playing.control.face('device-connect').calls()).toMatchObject([
      { name: 'Nguyễn Thị Thu Trần', state: 'ringing' },
    ])
    await playing.stop()
  })

  it('refuses an unknown scenario by name', async () => {
    await expect(startSimulator({ scenario: 'quiet-evening' })).rejects.toThrow(/known: busy-morning/)
  })
})

describe('scenarios', () => {
  /** Lets a scenario run: time is moved on until it is over. */
  async function play(name: string): Promise<void> {
    let over = false
    const playing = simulator.control.play(name, 'device-connect').finally(() => {
      over = true
    })
    for (let second = 0; second < 3600 && !over; second += 1) {
      clock.advance(500)
      // The scenario goes on in a later turn of the event loop.
      await new Promise((resolve) => setImmediate(resolve))
    }
    await playing
  }

  function results(): (string | undefined)[] {
    return simulator.control
      .face('device-connect')
      .calls()
      .map((call) => call.result)
  }

  it('missed-call: nobody answers, twice', async () => {
    await play('missed-call')
    expect(results()).toEqual(['missed', 'missed'])
  })

  it('busy-morning: everything once, nothing left open', async () => {
    await play('busy-morning')
    expect(results()).toEqual(['answered', 'missed', 'busy', 'answered', 'missed', 'answered'])
  })

  it('flaky-network: calls come in all the while, and it leaves the network as it was', async () => {
    await play('flaky-network')
    expect(results()).toHaveLength(20)
    expect(results().every((result) => result === 'missed')).toBe(true)
    expect((await fetch(simulator.origins['device-connect'])).status).toBe(400)
  })

  it('end quietly when the simulator stops', async () => {
    const playing = simulator.control.play('busy-morning', 'device-connect')
    await simulator.stop()
    await expect(playing).resolves.toBeUndefined()
  })
})
