import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** The baseline: Node's own server, which reads the body, parses it, and answers 200. */
export async function startBareListener(): Promise<{
  readonly url: string
  readonly parsed: () => number
  end(): void
}> {
  let parsed = 0
  async function take(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    JSON.parse(await text(request))
    parsed += 1
    response.writeHead(200, { 'Content-Length': 0 }).end()
  }
  const server = http.createServer((request, response) => void take(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    parsed: () => parsed,
    end() {
      server.close()
      server.closeAllConnections()
    },
  }
}
