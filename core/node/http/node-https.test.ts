import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { FailureError } from '../../failure.ts'
import { networkAgents } from '../agents.ts'
import { nodeHttp } from './node-http.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'sidetone-tls-'))
const certificate = path.join(folder, 'certificate.pem')
const hasOpenssl = makeCertificate()
const servers: net.Server[] = []

/** A certificate for `localhost` and a name that no DNS knows, so that 127.0.0.1 is the wrong host. */
function makeCertificate(): boolean {
  try {
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
        ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,DNS:phone.invalid'],
        ...['-keyout', path.join(folder, 'key.pem'), '-out', certificate],
      ],
      { stdio: 'ignore' },
    )
    return true
  } catch {
    return false
  }
}

let port = 0
let plainPort = 0

beforeAll(async () => {
  if (!hasOpenssl) return
  const secure = https.createServer(
    { key: readFileSync(path.join(folder, 'key.pem')), cert: readFileSync(certificate) },
    (request, response) => response.end(`${request.method} ${request.url}`),
  )
  const plain = net.createServer((socket) => socket.on('error', () => undefined).end('this is no TLS\r\n'))
  for (const server of [secure, plain]) {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    servers.push(server)
  }
  port = (secure.address() as AddressInfo).port
  plainPort = (plain.address() as AddressInfo).port
})

afterAll(() => {
  for (const server of servers) server.close()
  rmSync(folder, { recursive: true })
})

async function ask(baseUrl: string, trusted?: string, proxy?: string): Promise<unknown> {
  const agents = networkAgents({ NODE_EXTRA_CA_CERTS: trusted, HTTPS_PROXY: proxy })
  try {
    return (await nodeHttp(agents).open({ baseUrl }).send({ method: 'POST', path: '/x', timeoutMs: 5000 })).body
  } catch (thrown) {
    return thrown instanceof FailureError ? thrown.failure : thrown
  } finally {
    agents.close()
  }
}

it.runIf(hasOpenssl)('believes the authorities that NODE_EXTRA_CA_CERTS names', async () => {
  expect(await ask(`https://localhost:${port}`, certificate)).toBe('POST /x')
})

it.runIf(hasOpenssl)('a certificate nobody vouches for is net/tls, and the command did not leave', async () => {
  const failure = await ask(`https://localhost:${port}`)
  expect(failure).toMatchObject({ code: 'net/tls', retry: 'no', params: { reason: 'self-signed' } })
  expect(failure).not.toHaveProperty('outcome')
})

it.runIf(hasOpenssl)("another host's certificate is net/tls", async () => {
  const failure = await ask(`https://127.0.0.1:${port}`, certificate)
  expect(failure).toMatchObject({ code: 'net/tls', params: { reason: 'wrong-host' } })
})

it.runIf(hasOpenssl)('a server that speaks no TLS is net/tls', async () => {
  expect(await ask(`https://localhost:${plainPort}`)).toMatchObject({
    code: 'net/tls',
    params: { reason: 'handshake' },
  })
})

/** A proxy that leads every tunnel to our server, or refuses them all. */
async function startProxy(status: 200 | 407): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = []
  const proxy = http.createServer().on('connect', (request: http.IncomingMessage, socket: net.Socket) => {
    asked.push(request.url ?? '')
    if (status !== 200) return socket.end(`HTTP/1.1 ${status} Refused\r\n\r\n`)
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    const onward = net.connect(port, '127.0.0.1')
    return socket.pipe(onward).pipe(socket)
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  servers.push(proxy)
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked }
}

it.runIf(hasOpenssl)(
  "goes through the environment's proxy in a tunnel, and checks the certificate behind it",
  async () => {
    const proxy = await startProxy(200)
    expect(await ask('https://phone.invalid', certificate, proxy.url)).toBe('POST /x')
    expect(await ask('https://phone.invalid', undefined, proxy.url)).toMatchObject({ code: 'net/tls' })
    expect(await ask('https://other.invalid', certificate, proxy.url)).toMatchObject({
      code: 'net/tls',
      params: { reason: 'wrong-host' },
    })
    expect(proxy.asked).toEqual(['phone.invalid:443', 'phone.invalid:443', 'other.invalid:443'])
  },
)

it.runIf(hasOpenssl)('a proxy that refuses or is no URL is offline, and the command did not leave', async () => {
  const refusing = await startProxy(407)
  for (const proxy of [refusing.url, 'no url']) {
    const failure = await ask('https://phone.invalid', certificate, proxy)
    expect(failure).toMatchObject({ code: 'net/offline', retry: 'after' })
    expect(failure).not.toHaveProperty('outcome')
  }
})

it.runIf(hasOpenssl)('a file of authorities that holds nonsense changes nothing', async () => {
  const nonsense = path.join(folder, 'nonsense.pem')
  writeFileSync(nonsense, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')
  expect(await ask(`https://localhost:${port}`, nonsense)).toMatchObject({
    code: 'net/tls',
    params: { reason: 'self-signed' },
  })
})
