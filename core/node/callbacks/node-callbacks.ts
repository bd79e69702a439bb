import { isIPv6 } from 'node:net'
import { fail, FailureError } from '../../failure.ts'
import { SerialQueue } from '../../net/serial-queue.ts'
import type { CallbackAddress, CallbackOptions, CallbackRequest, Callbacks } from '../../ports/callbacks.ts'
import type { Files, Log } from '../../ports/index.ts'
import { systemCode } from '../disk-failure.ts'
import { anyFirstPort, CallbackHome } from './callback-home.ts'
import { startCallbackServer } from './callback-server.ts'
import type { CallbackServer } from './callback-server.ts'
import type { Route } from './routes.ts'

/** Overrides the home's port for this run; 0 is any free one. Nothing of it is remembered. */
const PORT_VARIABLE = 'SIDETONE_CALLBACK_PORT'
const FIRST_ATTEMPTS = 5

export interface NodeCallbacksOptions {
  readonly files: Files
  readonly log: Log
  /** Default: the process's. */
  readonly env?: Readonly<Record<string, string | undefined>>
}

export interface NodeCallbacks extends Callbacks {
  /** Ends the listener, whoever still has an address. */
  close(): Promise<void>
}

/**
 * The listener for what services send by themselves:
 *
 *   none ──first open──► listening ──last close──► none
 *     └──no port──► none (the open fails; the next one tries again)
 *
 * Two processes on one home (the terminal beside the window) share paths and port: the second is told `port-taken`.
 * Also fails with store/unavailable where the home's callbacks.json cannot be read or written.
 */
export function nodeCallbacks({ files, log, env = process.env }: NodeCallbacksOptions): NodeCallbacks {
  const home = new CallbackHome(files, log)
  const routes = new Map<string, Route>()
  const turns = new SerialQueue()
  let listener: { readonly server: CallbackServer; readonly host: string } | undefined

  async function listen(): Promise<{ readonly server: CallbackServer; readonly host: string }> {
    const { host, port: kept } = await home.address()
    if (!isLoopback(host)) log.warn('callbacks are taken from the network', { host })
    const parts = { host, log, routes: () => routes.values() }
    const fixed = givenPort(env) ?? kept
    if (fixed !== undefined) return { host, server: await startOn({ ...parts, port: fixed }) }
    const server = await startSomewhere(parts)
    await home.rememberPort(server.port).catch(async (thrown: unknown) => {
      await server.close()
      throw thrown
    })
    return { host, server }
  }

  async function open(
    { account, basicAuth }: CallbackOptions,
    received: (request: CallbackRequest) => void,
  ): Promise<CallbackAddress> {
    const path = await home.pathOf(account)
    const { server, host } = (listener ??= await listen())
    const route: Route = {
      path,
      basicAuth,
      received: (request) => {
        // What was answered in the moment before the close is nobody's any more.
        if (routes.get(account) === route) received(request)
      },
    }
    routes.set(account, route)
    return {
      url: `http://${reachableName(host)}:${server.port}/${path}`,
      close: () => turns.run(() => leave(account, route)),
    }
  }

  /** Where the account was opened again meanwhile, the newer one stays. */
  async function leave(account: string, route: Route): Promise<void> {
    if (routes.get(account) === route) routes.delete(account)
    if (routes.size === 0) await stop()
  }

  async function stop(): Promise<void> {
    const { server } = listener ?? {}
    listener = undefined
    await server?.close()
  }

  return {
    open: (options, received) => turns.run(() => open(options, received)),
    close: () =>
      turns.run(async () => {
        routes.clear()
        await stop()
      }),
  }
}

type Parts = Omit<Parameters<typeof startCallbackServer>[0], 'port'>

async function startOn(parts: Parts & { readonly port: number }): Promise<CallbackServer> {
  try {
    return await startCallbackServer(parts)
  } catch (thrown) {
    throw listenFailure(thrown, parts.port)
  }
}

/** At the very first start any port will do. */
async function startSomewhere(parts: Parts): Promise<CallbackServer> {
  for (let attempt = 1; attempt <= FIRST_ATTEMPTS; attempt += 1) {
    try {
      return await startOn({ ...parts, port: anyFirstPort() })
    } catch (thrown) {
      if (!(thrown instanceof FailureError) || thrown.failure.params?.['reason'] !== 'port-taken') throw thrown
    }
  }
  return startOn({ ...parts, port: 0 })
}

const LISTEN_REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'port-taken',
  EACCES: 'port-forbidden',
  EADDRNOTAVAIL: 'no-such-address',
  ENOTFOUND: 'no-such-address',
  EAI_AGAIN: 'no-such-address',
}

function listenFailure(thrown: unknown, port: number): FailureError {
  const code = systemCode(thrown) ?? 'unknown'
  return fail('provider/unavailable', { retry: 'after', params: { reason: LISTEN_REASONS[code] ?? code, port } })
}

function givenPort(env: Readonly<Record<string, string | undefined>>): number | undefined {
  const text = env[PORT_VARIABLE]
  if (text === undefined || text === '') return undefined
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw fail('input/invalid', { params: { field: PORT_VARIABLE, reason: 'no port' } })
  }
  return port
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host)
}

/** All addresses of the machine are reached through this one too. */
function reachableName(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return isIPv6(host) ? `[${host}]` : host
}
