/**
 * The two WebSocket handshakes.
 *
 *     modern (/gotapi/websocket)                        legacy (any other path)
 *
 *       opened ── {"accessToken"} ok ──▶ attached          opened ── {"sessionKey"} ──▶ attached (no reply;
 *         │  ▲         reply result 0      to the origin     │                            an older socket of that
 *         │  └── codes 1 2 3: reply,                         │                            key is closed)
 *         │      stays open                                  └── anything else: ignored
 *         └───── codes 4 5: reply, closed
 */
import type { Cancel, Clock } from '../../clock.ts'
import type { FaceSocket, SocketRequest } from '../../wire/face-socket.ts'
import type { EventBroker } from './event-broker.ts'
import type { LocalOAuth } from './local-oauth.ts'
import { claimedOrigin } from './origins.ts'
import type { DeviceConnectSwitches } from './switches.ts'

/** The handshake's own error numbers, which are not those of the REST table. */
const handshakeErrors = {
  1: 'accessToken is not specified.',
  2: 'origin is not specified.',
  3: 'accessToken is invalid.',
  4: 'already established.',
  5: 'The message could not be parsed.',
} as const

type HandshakeCode = keyof typeof handshakeErrors

/** The server pings every socket this often. */
const pingEveryMs = 3000

export interface SocketDoor {
  clock: Clock
  switches: DeviceConnectSwitches
  broker: EventBroker
  oauth: LocalOAuth
}

/** Decides about a WebSocket that is asked for. */
export function openDoor(door: SocketDoor, request: SocketRequest): ((socket: FaceSocket) => void) | number {
  const { switches } = door
  const path = switches.caseSensitivePaths ? request.path : request.path.toLowerCase()
  const modern = path === '/gotapi/websocket'
  if (!modern && switches.modernSocketOnly) return 404
  if (modern && switches.legacySocketOnly && !switches.silentModernSocket) return 404
  return (socket) => {
    keepPinging(socket, door.clock)
    const cancelDeadline = closeIfSilent(socket, door)
    socket.onText((text) => {
      cancelDeadline()
      if (!modern) legacyFrame(socket, text, door.broker)
      else if (!switches.silentModernSocket) modernFrame(socket, text, door)
    })
  }
}

function keepPinging(socket: FaceSocket, clock: Clock): void {
  let cancel: Cancel = () => undefined
  function again(): void {
    cancel = clock.after(pingEveryMs, () => {
      socket.ping()
      again()
    })
  }
  again()
  socket.onClose(() => {
    cancel()
  })
}

function closeIfSilent(socket: FaceSocket, { clock, switches }: SocketDoor): Cancel {
  if (switches.requireTokenWithinMs === null) return () => undefined
  const cancel = clock.after(switches.requireTokenWithinMs, () => {
    socket.close()
  })
  socket.onClose(cancel)
  return cancel
}

function modernFrame(socket: FaceSocket, text: string, { broker, oauth, switches }: SocketDoor): void {
  const frame = parseObject(text)
  if (!frame) {
    refuse(socket, 5)
    return
  }
  const origin = claimedOrigin(socket.headers)?.trim() ?? (switches.originRequired ? undefined : '<anonymous>')
  // A frame after the handshake says nothing new.
  if (origin !== undefined && broker.attached(origin) === socket) return
  const { accessToken } = frame
  if (typeof accessToken !== 'string' || accessToken === '') refuse(socket, 1)
  else if (!origin) refuse(socket, 2)
  else if (switches.localOAuth && !oauth.belongsTo(accessToken, origin)) refuse(socket, 3)
  else if (broker.attached(origin)) refuse(socket, 4)
  else {
    broker.attach(origin, socket)
    // ASSUMPTION: which further fields an ok-reply may carry; that there may be some is reported.
    socket.send(JSON.stringify(switches.extraFields ? { result: 0, errorCode: 0, errorMessage: '' } : { result: 0 }))
  }
}

/** ASSUMPTION: after codes 1, 2 and 3 the socket stays open and may try again; the documents have only 4 and 5 close it. */
function refuse(socket: FaceSocket, errorCode: HandshakeCode): void {
  socket.send(JSON.stringify({ result: 1, errorCode, errorMessage: handshakeErrors[errorCode] }))
  if (errorCode >= 4) socket.close()
}

/** ASSUMPTION: a frame without a sessionKey is ignored; the first generation never answers. */
function legacyFrame(socket: FaceSocket, text: string, broker: EventBroker): void {
  const sessionKey = parseObject(text)?.['sessionKey']
  if (typeof sessionKey !== 'string' || sessionKey === '') return
  const earlier = broker.attached(sessionKey)
  if (earlier === socket) return
  broker.attach(sessionKey, socket)
  earlier?.close()
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
