import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  createManualClock,
  type DemoAccount,
  type FaceControl,
  type ManualClock,
  type Simulator,
  startSimulator,
} from '../../../index.ts'

/** A reply: `body` is its JSON, or null where it has none; `text` is what was on the wire. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: Record<string, unknown> | null
}

/** What a customer's server for firing notices got. */
export interface ReceivedNotice {
  readonly method: string
  readonly target: string
  readonly type: string | undefined
  readonly body: string
}

export interface NoticeReceiver {
  readonly url: string
  /** The next notice that was not taken yet. */
  next(): Promise<ReceivedNotice>
  pending(): number
}

/** An app as it is on the wire: plain fetch and nothing of the simulator's own code, so that the two cannot agree on one mistake. */
export interface WireApp {
  readonly simulator: Simulator
  readonly account: DemoAccount
  readonly service: FaceControl<'iotcall'>
  readonly clock: ManualClock
  /** The URL key of a rule of the demo account. */
  key(rule: string): string
  /** With the account's AuthCode, unless `headers` says otherwise. */
  send(method: string, path: string, init?: RequestInit): Promise<Answer>
  get(path: string): Promise<Answer>
  /** PUT tel with exactly this body, urlencoded by whoever calls. */
  put(rule: string, body: string): Promise<Answer>
  /** The `list` of a reply. */
  list(path: string): Promise<Record<string, unknown>[]>
  /** @param respond absent: answers 204 at once; `never`: does not answer */
  receiveNotices(respond?: number | 'never'): Promise<NoticeReceiver>
  [Symbol.asyncDispose](): Promise<void>
}

/** The first of the manual's own times that a test can compare with: 2022-07-15 04:14:48 in Japan. */
export const manualTime = Date.UTC(2022, 6, 14, 19, 14, 48)

export async function startWireApp(start = manualTime): Promise<WireApp> {
  const clock = createManualClock(start)
  const simulator = await startSimulator({ clock })
  const base = simulator.origins.iotcall
  const account = simulator.accounts.iotcall
  const receivers: Server[] = []

  function key(rule: string): string {
    return account.secrets[`rule:${rule}`] ?? 'no such rule'
  }

  async function send(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = init.headers ?? { authorization: account.secrets['authCode'] ?? '' }
    const response = await fetch(base + path, { method, ...init, headers })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: parsed(text) }
  }

  return {
    simulator,
    account,
    service: simulator.control.face('iotcall'),
    clock,
    key,
    send,
    get: (path) => send('GET', path),
    put: (rule, body) =>
      send('PUT', `/pattern/${key(rule)}/tel`, {
        headers: {
          authorization: account.secrets['authCode'] ?? '',
          'content-type': 'application/x-www-form-urlencoded',
        },
        body,
      }),
    list: async (path) => (await send('GET', path)).body?.['list'] as Record<string, unknown>[],
    receiveNotices: (respond = 204) => startReceiver(receivers, respond),
    async [Symbol.asyncDispose]() {
      await simulator.stop()
      for (const receiver of receivers) {
        receiver.closeAllConnections()
        await new Promise((resolve) => receiver.close(resolve))
      }
    },
  }
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return null
  }
}

async function startReceiver(receivers: Server[], respond: number | 'never'): Promise<NoticeReceiver> {
  const taken: ReceivedNotice[] = []
  const waiting: ((notice: ReceivedNotice) => void)[] = []

  async function receive(request: IncomingMessage): Promise<void> {
    let body = ''
    for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>) body += chunk
    const { method = '', url = '', headers } = request
    const notice = { method, target: url, type: headers['content-type'], body }
    const taker = waiting.shift()
    if (taker) taker(notice)
    else taken.push(notice)
  }

  const server = createServer((request, response) => {
    void receive(request).then(() => {
      if (respond !== 'never') response.writeHead(respond).end()
    })
  })
  receivers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/iotcall/fired`,
    pending: () => taken.length,
    next() {
      const notice = taken.shift()
      return notice ? Promise.resolve(notice) : new Promise((resolve) => waiting.push(resolve))
    },
  }
}
