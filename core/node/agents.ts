import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { SecureContext } from 'node:tls'
import { trustedContext } from './trusted-authorities.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** An idle connection is given up before the usual server does so (5 s): a request on a connection that is just being closed fails for nothing. */
const IDLE_LIMIT_MS = 4000

/** Where requests and sockets get their connections from. */
export interface Agents {
  /**
   * `reuse: false` always opens a new connection. A command goes out that way: on a kept one that the far end has just closed nobody could tell
   * whether the command arrived. May throw when the proxy variables hold no URL.
   */
  for(url: URL, options: { readonly reuse: boolean }): HttpAgent
  /** Cuts the idle connections. Requests under way go on. */
  close(): void
}

/**
 * Connections through the proxies that the environment names (HTTP_PROXY, HTTPS_PROXY, NO_PROXY in either case), never for this machine itself, and trusting
 * what the system trusts besides Node's own list and NODE_EXTRA_CA_CERTS. Made when first needed.
 */
export function networkAgents(env: Environment = process.env): Agents {
  const made = new Map<string, HttpAgent>()
  let context: SecureContext | undefined

  function make(secure: boolean, reuse: boolean, direct: boolean): HttpAgent {
    const options = {
      keepAlive: reuse,
      timeout: IDLE_LIMIT_MS,
      ...(direct ? {} : { proxyEnv: proxyVariables(env) }),
    }
    if (!secure) return new HttpAgent(options)
    context ??= trustedContext(env)
    return new HttpsAgent({ ...options, secureContext: context })
  }

  return {
    for(url, { reuse }) {
      const secure = url.protocol === 'https:' || url.protocol === 'wss:'
      const direct = isThisMachine(url.hostname)
      const key = `${secure} ${reuse} ${direct}`
      const agent = made.get(key) ?? make(secure, reuse, direct)
      made.set(key, agent)
      return agent
    },
    close() {
      for (const agent of made.values()) agent.destroy()
      made.clear()
    },
  }
}

/** Loopback in every spelling that a URL keeps. */
export function isThisMachine(hostname: string): boolean {
  return /^(?:localhost\.?|.+\.localhost\.?|127(?:\.\d{1,3}){3}|\[::1\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\])$/i.test(
    hostname,
  )
}

function proxyVariables(env: Environment): NodeJS.ProcessEnv {
  const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy']
  return Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])))
}
