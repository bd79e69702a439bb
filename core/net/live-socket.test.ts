import { describe, expect, it } from 'vitest'
import { fail } from '../failure.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { ScriptedSockets } from '../testing/scripted-sockets.ts'
import { LiveSocket } from './live-socket.ts'
import type { Greeting, LiveSocketEnd, Welcome } from './live-socket.ts'

const read = (text: string): Welcome => {
  if (text === 'welcome') return 'welcome'
  if (text === 'event') return 'welcome-with-frame'
  return text === 'no' ? fail('auth/rejected') : 'not-yet'
}

function open(greeting: Greeting | undefined = { frame: 'hello', answer: { withinMs: 3_000, read } }) {
  const clock = new FakeClock()
  const sockets = new ScriptedSockets()
  const seen: string[] = []
  const ends: LiveSocketEnd[] = []
  const socket = new LiveSocket(
    sockets,
    clock,
    {
      url: 'ws://phone/events',
      headers: { Origin: 'http://a' },
      openTimeoutMs: 3_000,
      liveness: { silenceMs: 15_000, answerMs: 10_000 },
      ...(greeting && { greeting }),
    },
    { live: () => seen.push('live'), received: (text) => seen.push(text), ended: (end) => ends.push(end) },
  )
  return { clock, peer: sockets.last, seen, ends, socket }
}

describe('greeting', () => {
  it('goes out at once when the socket opens, and the answer makes it live', () => {
    const { peer, seen } = open()
    peer.open()
    expect(peer.sent).toEqual(['hello'])
    expect(seen).toEqual([])
    peer.receive('welcome')
    peer.receive('something')
    expect(seen).toEqual(['live', 'something'])
  })

  it('takes an event for the answer and delivers it', () => {
    const { peer, seen } = open()
    peer.open()
    peer.receive('event')
    expect(seen).toEqual(['live', 'event'])
  })

  it('is over when no answer comes in time', async () => {
    const { clock, peer, ends } = open()
    peer.open()
    peer.receive('noise')
    await clock.advance(2_999)
    expect(ends).toEqual([])
    await clock.advance(1)
    expect(ends).toEqual([{ how: 'unanswered' }])
    expect(peer.state).toBe('ended')
  })

  it('is over when the answer is a refusal', () => {
    const { peer, ends, seen } = open()
    peer.open()
    peer.receive('no')
    expect(ends).toMatchObject([{ how: 'rejected', failure: { failure: { code: 'auth/rejected' } } }])
    expect(seen).toEqual([])
  })

  it('counts as unanswered when the peer only hangs up', () => {
    const { peer, ends } = open()
    peer.open()
    peer.end({ code: 1000, reason: '' })
    expect(ends).toEqual([{ how: 'unanswered' }])
  })

  it('is live at once where no answer is due', () => {
    const { peer, seen } = open({ frame: 'key' })
    peer.open()
    expect(seen).toEqual(['live'])
    expect(peer.sent).toEqual(['key'])
  })
})

describe('ends', () => {
  it('tells a refused upgrade from an unreachable peer', () => {
    const refused = open()
    refused.peer.end({ status: 404, reason: 'not found' })
    expect(refused.ends).toEqual([{ how: 'refused', status: 404 }])
    const gone = open()
    gone.peer.end({ reason: 'ECONNREFUSED' })
    expect(gone.ends).toEqual([{ how: 'unreachable', reason: 'ECONNREFUSED' }])
  })

  it('tells a drop once, and nothing after it', () => {
    const { peer, ends, seen } = open({ frame: 'key' })
    peer.open()
    peer.end({ code: 1006, reason: '' })
    peer.receive('late')
    expect(ends).toEqual([{ how: 'dropped', code: 1006 }])
    expect(seen).toEqual(['live'])
  })

  it('leaves no timer behind when we close', () => {
    const { clock, peer, ends, socket } = open({ frame: 'key' })
    peer.open()
    expect(clock.pending).toBe(1)
    socket.close()
    socket.close()
    expect(ends).toEqual([{ how: 'closed' }])
    expect(clock.pending).toBe(0)
  })
})

describe('liveness', () => {
  it('asks a silent peer and cuts it off when it stays silent', async () => {
    const { clock, peer, ends } = open({ frame: 'key' })
    peer.open()
    await clock.advance(15_000)
    expect(peer.pings).toBe(1)
    await clock.advance(10_000)
    expect(ends).toEqual([{ how: 'silent' }])
    expect(clock.pending).toBe(0)
  })

  it('is content with any sign of life', async () => {
    const { clock, peer, ends } = open({ frame: 'key' })
    peer.open()
    for (let round = 0; round < 4; round += 1) {
      await clock.advance(14_000)
      if (round % 2 === 0) peer.pulse()
      else peer.receive('event')
    }
    expect(peer.pings).toBe(0)
    await clock.advance(15_000)
    peer.pulse()
    await clock.advance(14_999)
    expect(peer.pings).toBe(1)
    expect(ends).toEqual([])
  })

  it('asks at once when told to doubt', async () => {
    const { clock, peer, ends, socket } = open({ frame: 'key' })
    peer.open()
    socket.probe()
    expect(peer.pings).toBe(1)
    await clock.advance(10_000)
    expect(ends).toEqual([{ how: 'silent' }])
  })
})
