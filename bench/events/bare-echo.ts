import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { machineClock } from './machine-clock.ts'

export interface BareEcho {
  /** Milliseconds from just before the frame is sent to the handler of the client in its own process. */
  send(frame: string): Promise<number>
  end(): Promise<void>
}

/** The baseline: `ws` here, `ws` in another plain Node process, nothing else. */
export async function startBareEcho(): Promise<BareEcho> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const client = fileURLToPath(new URL('echo-client.ts', import.meta.url))
  const child = spawn(process.execPath, [client, `ws://127.0.0.1:${port}`], { stdio: ['ignore', 'inherit', 'inherit'] })
  const ended = once(child, 'close')
  const [socket] = (await once(server, 'connection')) as [WebSocket]
  return {
    async send(frame) {
      const answered = once(socket, 'message') as Promise<[Buffer]>
      const from = machineClock()
      socket.send(frame)
      const [at] = await answered
      return Number(at.toString()) - from
    },
    async end() {
      socket.close()
      await ended
      server.close()
    },
  }
}
