import { fail } from '../../failure.ts'
import type { FailureError } from '../../failure.ts'
import { LiveSocket } from '../../net/live-socket.ts'
import type { Greeting, LiveSocketEnd, LiveSocketOptions, Welcome } from '../../net/live-socket.ts'
import type { Clock, Sockets } from '../../ports/index.ts'
import { originHeaders } from './client.ts'
import { failureOf, offline, protocolFailure, refused, statusFailure } from './failures.ts'
import type { DeviceConnectSettings } from './settings.ts'
import { isPhoneEvent, readFrame, readHandshakeAnswer } from './wire.ts'

/** The second generation says who we are by the token and answers; the first by a key of ours, and does not. */
export type Handshake = 'modern' | 'legacy'

/** The socket opened, but not as this handshake has it: the other one may be meant. */
export class OtherHandshakeNeeded extends Error {
  readonly failure: FailureError

  constructor(failure: FailureError) {
    super('the service does not know this handshake')
    this.name = 'OtherHandshakeNeeded'
    this.failure = failure
  }
}

export interface EventSocketListener {
  received(text: string): void
  /** Only after it was live. */
  ended(failure: FailureError): void
}

/** The service is on this machine or on its network. */
const openTimeoutMs = 3_000
const answerWithinMs = 3_000
/** The service pings every 3 s. */
const liveness = { silenceMs: 15_000, answerMs: 10_000 }

export interface EventSocketParts {
  readonly sockets: Sockets
  readonly clock: Clock
  readonly settings: DeviceConnectSettings
}

/**
 * Opens the event socket and shakes hands. Resolves when it is live.
 * @throws OtherHandshakeNeeded, or FailureError; params.reason `token` where another token may help
 */
export function openEventSocket(
  parts: EventSocketParts,
  handshake: Handshake,
  secret: string,
  listener: EventSocketListener,
  signal: AbortSignal,
): Promise<LiveSocket> {
  return new Promise((resolve, reject) => {
    let live = false
    const socket = new LiveSocket(parts.sockets, parts.clock, socketOptions(parts.settings, handshake, secret), {
      live() {
        live = true
        signal.removeEventListener('abort', giveUp)
        resolve(socket)
      },
      received: (text) => listener.received(text),
      ended(end) {
        signal.removeEventListener('abort', giveUp)
        if (live) return end.how === 'closed' ? undefined : listener.ended(failureOfEnd(end))
        reject(
          handshake === 'modern' && isOtherHandshake(end)
            ? new OtherHandshakeNeeded(failureOfEnd(end))
            : failureOfEnd(end),
        )
      },
    })
    const giveUp = () => socket.terminate()
    if (signal.aborted) return giveUp()
    signal.addEventListener('abort', giveUp, { once: true })
  })
}

function socketOptions(settings: DeviceConnectSettings, handshake: Handshake, secret: string): LiveSocketOptions {
  const modern = handshake === 'modern'
  const greeting: Greeting = modern
    ? { frame: JSON.stringify({ accessToken: secret }), answer: { withinMs: answerWithinMs, read: readWelcome } }
    : { frame: JSON.stringify({ sessionKey: secret }) }
  return {
    url: `${settings.socketUrl}${modern ? '/gotapi/websocket' : '/websocket'}`,
    headers: originHeaders(settings),
    openTimeoutMs,
    greeting,
    liveness,
  }
}

/** An event instead of the answer proves that we are in. */
function readWelcome(text: string): Welcome {
  const frame = readFrame(text)
  if (frame === undefined) return protocolFailure('handshake')
  const answer = readHandshakeAnswer(frame)
  if (answer === undefined) return isPhoneEvent(frame) ? 'welcome-with-frame' : 'not-yet'
  return answer.result === 0 ? 'welcome' : refusalOf(answer.refusal)
}

/**
 * The handshake numbers its errors apart from the requests: 1 no token, 2 no origin, 3 token of nobody or of another origin, 4 this origin is connected already,
 * 5 not understood. Another server (node-gotapi) uses HTTP's numbers.
 */
function refusalOf(refusal: Parameters<typeof failureOf>[0]): FailureError {
  const { code } = refusal
  const params = code === undefined ? {} : { vendorCode: code }
  switch (code) {
    case 1:
    case 3:
    case 401:
    case 408:
      return fail('auth/rejected', { provider: 'device-connect', params: { ...params, reason: 'token' } })
    case 2:
      return fail('auth/rejected', { provider: 'device-connect', params: { ...params, reason: 'origin' } })
    case 4:
      return refused('already-connected')
    case 5:
      return protocolFailure('handshake')
    default:
      return failureOf(refusal)
  }
}

/** A first-generation service knows no such path, or opens any path and waits for a session key. */
function isOtherHandshake(end: LiveSocketEnd): boolean {
  return end.how === 'unanswered' || (end.how === 'refused' && (end.status < 500 || end.status === 501))
}

function failureOfEnd(end: LiveSocketEnd): FailureError {
  switch (end.how) {
    case 'closed':
      return fail('aborted')
    case 'refused':
      return statusFailure(end.status) ?? protocolFailure('no-socket', end.status)
    case 'unreachable':
      return offline('unreachable')
    case 'unanswered':
      return protocolFailure('handshake')
    case 'rejected':
      return end.failure
    case 'silent':
      return offline('silent')
    case 'dropped':
      return offline('dropped')
  }
}
