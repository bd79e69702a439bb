import type { DevToolsSession, PausedRequest } from '../chromium/protocol.ts'
import { fromWire, schemeOf } from '../schemes/address.ts'
import type { SchemeRegistry } from '../schemes/registry.ts'
import { cancelableEvent } from './cancelable-event.ts'
import type { HostWebContents } from './web-contents.ts'

/** Schemes whose navigations Chromium's network stack asks for, so that they can be stopped there. */
const INTERCEPTED = new Set(['http', 'https'])
/** Schemes that load nothing from outside and cannot be stopped from here. */
const INERT = new Set(['about', 'blob', 'data', 'javascript'])

/**
 * Which navigations the page itself asked for, and whether the app lets them be.
 *
 * Chromium announces a navigation that a page starts (`Page.frameRequestedNavigation`) before the request for it is
 * paused; one that the host or a test starts is not announced. That is how they are told apart, since Electron asks
 * `will-navigate` for the former only.
 */
export class NavigationGate {
  readonly #contents: HostWebContents
  readonly #schemes: SchemeRegistry
  /** Frame id to the address its page asked for. */
  readonly #requested = new Map<string, string>()

  constructor(session: DevToolsSession, contents: HostWebContents, schemes: SchemeRegistry) {
    this.#contents = contents
    this.#schemes = schemes
    session.on('Page.frameRequestedNavigation', ({ frameId, url }) => this.#announced(frameId, url))
  }

  /** Whether a paused request for a document must not go on. */
  refuses(paused: PausedRequest, url: string): boolean {
    if (paused.resourceType !== 'Document') return false
    const isMainFrame = this.#contents.isMainFrameId(paused.frameId)
    if (paused.redirectedRequestId !== undefined) return this.#ask(['will-redirect'], url, isMainFrame)
    const asked = this.#requested.get(paused.frameId)
    if (asked === undefined && isMainFrame) return false
    this.#requested.delete(paused.frameId)
    return this.#ask(isMainFrame ? ['will-frame-navigate', 'will-navigate'] : ['will-frame-navigate'], url, isMainFrame)
  }

  #announced(frameId: string, wireUrl: string): void {
    const scheme = schemeOf(wireUrl)
    if (INERT.has(scheme)) return
    if (INTERCEPTED.has(scheme)) {
      this.#requested.set(frameId, wireUrl)
      return
    }
    // tel:, mailto: or one of the app's own schemes: Chromium loads none of them, so the app is asked here.
    const url = fromWire(wireUrl, this.#schemes.names)
    const isMainFrame = this.#contents.isMainFrameId(frameId)
    const refused = this.#ask(
      isMainFrame ? ['will-frame-navigate', 'will-navigate'] : ['will-frame-navigate'],
      url,
      isMainFrame,
    )
    if (!refused && isMainFrame && this.#schemes.names.has(scheme)) {
      this.#contents.loadURL(url).catch((error: unknown) => console.error(error))
    }
  }

  /** True when a listener prevented one of the events. */
  #ask(events: readonly string[], url: string, isMainFrame: boolean): boolean {
    return events.some((name) => {
      const frame = isMainFrame ? this.#contents.mainFrame : null
      const event = cancelableEvent({
        url,
        isMainFrame,
        isSameDocument: false,
        frame,
        initiator: this.#contents.mainFrame,
      })
      this.#contents.emit(name, event, url, false, isMainFrame, 0, 0)
      return event.defaultPrevented
    })
  }
}
