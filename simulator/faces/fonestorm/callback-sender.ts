import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIPv4 } from 'node:net'
import type { CallbackRequest } from './callback-request.ts'

/**
 * Sends one callback and waits for the whole answer; redirects are not followed (ASSUMPTION).
 * @param timeoutMs of real time, as the network is real: a simulated hour that passes at once must not cut what is on its way
 * @param signal ends it at once, whatever the receiver does
 * @returns the HTTP status
 * @throws Error with a sentence when there is no answer
 */
export function sendCallback(callback: CallbackRequest, timeoutMs: number, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const url = new URL(callback.url)
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const headers = { ...callback.headers, 'content-length': String(Buffer.byteLength(callback.body)) }
    // Without an agent the connection is closed after the answer and keeps no receiver from ending.
    const outgoing = send(url, { method: callback.method, headers, agent: false, signal })
    const deadline = setTimeout(() => {
      outgoing.destroy(new Error(`No answer within ${timeoutMs} ms.`))
    }, timeoutMs)
    function fail(error: Error): void {
      clearTimeout(deadline)
      reject(error)
    }
    outgoing.on('error', fail)
    outgoing.on('response', (response) => {
      response.on('error', fail)
      response.on('end', () => {
        clearTimeout(deadline)
        resolve(response.statusCode ?? 0)
      })
      response.resume()
    })
    outgoing.end(callback.body)
  })
}

export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url)
  if (hostname === '[::1]' || hostname === 'localhost' || hostname.endsWith('.localhost')) return true
  return isIPv4(hostname) && hostname.startsWith('127.')
}
