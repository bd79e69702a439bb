import type { WireApp, WireSocket } from './wire-app.ts'

export const bindings = ['call.CHANNEL_CREATE.*', 'call.CHANNEL_ANSWER.*', 'call.CHANNEL_DESTROY.*'] as const

/** What an event says, whichever protocol brought it. */
export type Payload = Record<string, string> & { 'Custom-Channel-Vars': Record<string, string> }

export interface Event {
  readonly name: string
  readonly payload: Payload
}

/** A connection to the event server in one protocol, written from that protocol's own description. */
export interface Listener {
  readonly wire: WireSocket
  subscribe(request: Record<string, unknown>): void
  /** The next event; heartbeats, acknowledgements and replies are passed over. */
  next(): Promise<Event>
}

/** Opens, subscribes to the three bindings, and waits until the server has them. */
export async function listen(app: WireApp, open: (app: WireApp) => Promise<Listener>): Promise<Listener> {
  const listener = await open(app)
  const auth_token = await app.authToken()
  for (const binding of bindings) {
    listener.subscribe({ account_id: app.account.accountId, auth_token, binding })
  }
  await app.service.waitFor(
    (entry) => entry.kind === 'frame' && entry.direction === 'in' && entry.text.includes(bindings[2]),
  )
  return listener
}

/** Socket.IO 4: Engine.IO packets 0 open, 2 ping, 3 pong, 4 message; in messages 0 connect, 2 event. */
export async function openSocketIo(app: WireApp, version = '4'): Promise<Listener> {
  const wire = await app.open(`/socket.io/?EIO=${version}&transport=websocket`)
  await frameBeginning(wire, '0{')
  if (version === '4') wire.send('40')
  await frameBeginning(wire, '40')
  return {
    wire,
    subscribe: (request) => {
      wire.send(`42${JSON.stringify(['subscribe', request])}`)
    },
    async next() {
      const frame = await frameBeginning(wire, '42')
      const [name, payload] = JSON.parse(frame.slice(2)) as [string, Payload]
      return { name, payload }
    },
  }
}

/** Socket.IO 0.9: a handshake in text, then packets `type:id:endpoint:data`; 1 connect, 2 heartbeat, 5 event. */
export async function openLegacy(app: WireApp): Promise<Listener> {
  const handshake = await (await fetch(`${app.events}/socket.io/1/?t=1`)).text()
  const [sid = ''] = handshake.split(':')
  const wire = await app.open(`/socket.io/1/websocket/${sid}`)
  await frameBeginning(wire, '1::')
  return {
    wire,
    subscribe: (request) => {
      wire.send(`5:::${JSON.stringify({ name: 'subscribe', args: [request] })}`)
    },
    async next() {
      const frame = await frameBeginning(wire, '5:::')
      const { name, args } = JSON.parse(frame.slice(4)) as { name: string; args: Payload[] | Payload }
      return { name, payload: (Array.isArray(args) ? args[0] : args) as Payload }
    },
  }
}

/** Kazoo's blackhole in bare frames. */
export async function openBlackhole(app: WireApp): Promise<Listener> {
  const wire = await app.open('/')
  let requests = 0
  return {
    wire,
    subscribe({ auth_token, ...data }) {
      requests += 1
      wire.send({ action: 'subscribe', auth_token, request_id: `request-${requests}`, data })
    },
    async next() {
      for (;;) {
        const frame = JSON.parse(await wire.next()) as { action?: string; name: string; data?: Payload; args?: Payload }
        if (frame.action !== 'reply') return { name: frame.name, payload: (frame.data ?? frame.args) as Payload }
      }
    },
  }
}

async function frameBeginning(wire: WireSocket, start: string): Promise<string> {
  for (;;) {
    const frame = await wire.next()
    if (frame.startsWith(start)) return frame
  }
}
