import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
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

/** A certificate for `localhost` only, so that 127.0.0.1 is the wrong host. */
function makeCertificate(): boolean {
  try {
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
        ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
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

async function ask(baseUrl: string, trusted?: string): Promise<unknown> {
  const agents = networkAgents(trusted === undefined ? {} : { NODE_EXTRA_CA_CERTS: trusted })
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
