import type * as Electron from 'electron'
import type { PausedRequest } from '../chromium/protocol.ts'
import type { Verdict } from '../schemes/interception.ts'
import type { HostWebContents } from './web-contents.ts'

type BeforeRequest = NonNullable<Parameters<Electron.WebRequest['onBeforeRequest']>[0]>
type HeadersReceived = NonNullable<Parameters<Electron.WebRequest['onHeadersReceived']>[0]>
interface Rule<Listener> {
  readonly matches: (url: string) => boolean
  readonly listener: Listener
}

/** `session.webRequest`: the two listeners the app may use. The last one set counts, as in Electron. */
export class WebRequests {
  #before: Rule<BeforeRequest> | undefined
  #received: Rule<HeadersReceived> | undefined

  onBeforeRequest(first: Electron.WebRequestFilter | BeforeRequest | null, second?: BeforeRequest | null): void {
    this.#before = ruleOf(first, second)
  }

  onHeadersReceived(first: Electron.WebRequestFilter | HeadersReceived | null, second?: HeadersReceived | null): void {
    this.#received = ruleOf(first, second)
  }

  async beforeRequest(paused: PausedRequest, url: string, contents: HostWebContents): Promise<Verdict> {
    const rule = this.#before
    if (rule === undefined || !rule.matches(url)) return undefined
    const details = detailsOf(paused, url, contents) as unknown as Electron.OnBeforeRequestListenerDetails
    const answer = await new Promise<Electron.CallbackResponse>((resolve) => rule.listener(details, resolve))
    if (answer.cancel === true) return { cancel: true }
    return answer.redirectURL === undefined ? undefined : { redirectURL: answer.redirectURL }
  }

  async headersReceived(
    paused: PausedRequest,
    url: string,
    response: Response,
    contents: HostWebContents,
  ): Promise<Response | 'cancel'> {
    const rule = this.#received
    if (rule === undefined || !rule.matches(url)) return response
    const responseHeaders: Record<string, string[]> = {}
    for (const [name, value] of response.headers) (responseHeaders[name] ??= []).push(value)
    const details = { ...detailsOf(paused, url, contents), responseHeaders, statusCode: response.status }
    const answer = await new Promise<Electron.HeadersReceivedResponse>((resolve) =>
      rule.listener(details as unknown as Electron.OnHeadersReceivedListenerDetails, resolve),
    )
    if (answer.cancel === true) return 'cancel'
    if (answer.responseHeaders === undefined) return response
    const headers = new Headers()
    for (const [name, value] of Object.entries(answer.responseHeaders)) {
      for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one)
    }
    return new Response(response.body, { status: response.status, headers })
  }
}

function detailsOf(paused: PausedRequest, url: string, contents: HostWebContents) {
  const resourceType = paused.resourceType === 'Document' ? 'mainFrame' : paused.resourceType.toLowerCase()
  const { id } = contents
  return {
    id,
    url,
    method: paused.request.method,
    webContentsId: id,
    webContents: contents,
    resourceType,
    timestamp: Date.now(),
  }
}

function ruleOf<Listener>(
  first: Electron.WebRequestFilter | Listener | null,
  second?: Listener | null,
): Rule<Listener> | undefined {
  if (first === null) return undefined
  if (typeof first === 'function') return { matches: () => true, listener: first }
  if (second === null || second === undefined) return undefined
  const patterns = (first as Electron.WebRequestFilter).urls.map(patternOf)
  return { matches: (url) => patterns.length === 0 || patterns.some((pattern) => pattern.test(url)), listener: second }
}

function patternOf(pattern: string): RegExp {
  if (pattern === '<all_urls>') return /^/
  return new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  )
}
