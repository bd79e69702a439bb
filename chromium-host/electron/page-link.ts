import type { Page } from '../chromium/page.ts'
import { fromWire } from '../schemes/address.ts'
import { Interception } from '../schemes/interception.ts'
import type { SchemeRegistry } from '../schemes/registry.ts'
import type { ToHost } from '../worlds/isolated-world.ts'
import { NavigationGate } from './navigation.ts'
import type { HostNativeTheme } from './native-theme.ts'
import { PreloadLink, type Answer } from './preload-link.ts'
import type { HostWebContents } from './web-contents.ts'
import type { WebRequests } from './web-request.ts'

export interface PageLinkParts {
  readonly schemes: SchemeRegistry
  readonly requests: WebRequests
  readonly preload: string | undefined
  readonly theme: HostNativeTheme
  readonly onMessage: (message: ToHost, answer: Answer) => void
}

/** A page of Chromium, wired to the webContents that stands for it. */
export interface PageLink {
  readonly page: Page
  readonly preload: PreloadLink
  /** Resolves when the page has loaded. @throws Error in Electron's wording when it cannot. */
  navigate(wireUrl: string, url: string): Promise<void>
}

/** Prepares an empty page: interception, preload, events. All commands go out at once; the pipe keeps their order. */
export async function connectPage(page: Page, contents: HostWebContents, parts: PageLinkParts): Promise<PageLink> {
  const { session } = page
  const gate = new NavigationGate(session, contents, parts.schemes)
  const interception = new Interception(session, parts.schemes, {
    beforeRequest: async (paused, url) => {
      if (gate.refuses(paused, url)) return { cancel: true }
      return parts.requests.beforeRequest(paused, url, contents)
    },
    headersReceived: (paused, url, response) => parts.requests.headersReceived(paused, url, response, contents),
  })
  const preload = new PreloadLink(session, parts.preload, parts.onMessage)
  follow(page, contents, parts.schemes)
  await Promise.all([
    session.send('Page.enable'),
    session.send('Runtime.enable'),
    session.send('Inspector.enable'),
    interception.enable(),
    preload.install(),
    parts.theme.apply(session),
  ])
  return { page, preload, navigate: (wireUrl, url) => navigate(page, contents, wireUrl, url) }
}

async function navigate({ session }: Page, contents: HostWebContents, wireUrl: string, url: string): Promise<void> {
  const loaded = new Promise<void>((resolve) => {
    contents.once('did-finish-load', resolve)
    contents.once('destroyed', resolve)
  })
  const { errorText } = await session.send('Page.navigate', { url: wireUrl })
  if (errorText === undefined || errorText === '') return loaded
  const name = errorText.replace('net::', '')
  const code = name === 'ERR_ABORTED' ? -3 : -2
  contents.emit('did-fail-load', {}, code, name, url, true, 0, 0)
  throw Object.assign(new Error(`${name} (${code}) loading '${url}'`), { errno: code, code: name, url })
}

const CONSOLE_LEVELS: Readonly<Record<string, 'info' | 'warning' | 'error' | 'debug'>> = {
  warning: 'warning',
  error: 'error',
  assert: 'error',
  debug: 'debug',
}

/** Chromium's events about the page, told as webContents tells them. */
function follow({ session, targetId }: Page, contents: HostWebContents, schemes: SchemeRegistry): void {
  session.on('Page.frameNavigated', ({ frame }) => {
    if (frame.id === targetId && frame.unreachableUrl === undefined)
      contents.committed(fromWire(frame.url + (frame.urlFragment ?? ''), schemes.names))
  })
  session.on('Page.domContentEventFired', () => {
    contents.emit('dom-ready', {})
    readTitle()
  })
  session.on('Page.loadEventFired', () => {
    contents.loaded()
    readTitle()
  })
  session.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
    const message = args.map((arg) => String(arg.value ?? arg.description ?? arg.type)).join(' ')
    const at = stackTrace?.callFrames[0]
    const level = CONSOLE_LEVELS[type] ?? 'info'
    const details = {
      message,
      level,
      lineNumber: at?.lineNumber ?? 0,
      sourceId: at?.url ?? '',
      frame: contents.mainFrame,
    }
    contents.emit('console-message', details)
  })
  session.on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
    const message = `Uncaught ${exceptionDetails.exception?.description ?? exceptionDetails.text}`
    const details = {
      message,
      level: 'error',
      lineNumber: exceptionDetails.lineNumber,
      sourceId: exceptionDetails.url ?? '',
    }
    contents.emit('console-message', { ...details, frame: contents.mainFrame })
  })
  session.on('Inspector.targetCrashed', () => {
    contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
  })

  function readTitle(): void {
    contents
      .executeJavaScript('document.title')
      .then((title) => contents.titled(String(title)))
      // The document went away meanwhile; the next one tells its own title.
      .catch(() => undefined)
  }
}
