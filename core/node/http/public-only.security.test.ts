import dns from 'node:dns'
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { FailureError } from '../../failure.ts'
import { networkAgents } from '../agents.ts'
import type { Environment } from '../agents.ts'
import { nodeHttp } from './node-http.ts'

const afterwards: (() => void)[] = []
afterEach(() => {
  for (const action of afterwards.splice(0)) action()
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

/** Every name leads to this machine, as somebody's own name server may say. */
function everyNameIsThisMachine(): void {
  const address = { address: '127.0.0.1', family: 4 }
  const lookup = (_name: string, options: dns.LookupOptions, found: (...answer: unknown[]) => void): void => {
    setImmediate(() => {
      if (options.all === true) found(null, [address])
      else found(null, address.address, address.family)
    })
  }
  vi.spyOn(dns, 'lookup').mockImplementation(lookup as unknown as typeof dns.lookup)
}

async function serve(): Promise<{ port: number; requests: string[] }> {
  const requests: string[] = []
  const server = http.createServer((request, response) => {
    requests.push(request.url ?? '')
    response.end('secret of this machine')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterwards.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  return { port: (server.address() as AddressInfo).port, requests }
}

function open(baseUrl: string, publicOnly: boolean, env: Environment = {}) {
  const agents = networkAgents(env)
  afterwards.push(() => agents.close())
  return nodeHttp(agents).open({ baseUrl, publicOnly })
}

const recording = { method: 'GET', path: '/recording' } as const

it('a foreign name that leads to this machine is not asked', async () => {
  everyNameIsThisMachine()
  const { port, requests } = await serve()
  const foreign = open(`http://recordings.example:${port}`, true)
  for (const ask of [foreign.send, foreign.download]) {
    const thrown: unknown = await ask(recording).catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(FailureError)
    expect((thrown as FailureError).failure).toMatchObject({
      code: 'provider/protocol',
      params: { reason: 'url-private', host: `recordings.example:${port}` },
    })
  }
  expect(requests).toEqual([])
})

it('not even over a connection that another client kept', async () => {
  everyNameIsThisMachine()
  const { port, requests } = await serve()
  const agents = networkAgents({})
  afterwards.push(() => agents.close())
  const baseUrl = `http://recordings.example:${port}`
  expect((await nodeHttp(agents).open({ baseUrl }).send(recording)).status).toBe(200)
  await expect(nodeHttp(agents).open({ baseUrl, publicOnly: true }).send(recording)).rejects.toBeInstanceOf(
    FailureError,
  )
  expect(requests).toHaveLength(1)
})

it('an address of this machine is refused before anything is opened', () => {
  expect(() => open('http://127.0.0.1:1', true)).toThrow(FailureError)
  expect(() => open('http://[::1]:1', true)).toThrow(FailureError)
})

it('goes through a proxy whose own address is private', async () => {
  everyNameIsThisMachine()
  const { port, requests } = await serve()
  const proxy = `http://proxy.example:${port}`
  vi.stubEnv('http_proxy', proxy)
  const client = open('http://recordings.example', true, { http_proxy: proxy })
  expect((await client.send(recording)).status).toBe(200)
  expect(requests).toEqual(['http://recordings.example/recording'])
})
