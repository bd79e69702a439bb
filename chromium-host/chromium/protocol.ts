import type { CDPSession } from '@playwright/test'

/**
 * One attached target (or the browser itself): commands out, events in. The protocol's types are taken from Playwright's
 * declarations, so that there is no second copy of them here; nothing of Playwright is loaded by the host.
 */
export interface DevToolsSession {
  /** Rejects with an Error that names the command when Chromium refuses it or the session is gone. */
  readonly send: CDPSession['send']
  readonly on: CDPSession['on']
  readonly off: CDPSession['off']
}

/** A request that waits for the host's decision: what the host reads of `Fetch.requestPaused`. */
export interface PausedRequest {
  readonly requestId: string
  readonly frameId: string
  readonly resourceType: string
  /** There when this request follows a redirect. */
  readonly redirectedRequestId?: string | undefined
  readonly request: {
    readonly url: string
    readonly method: string
    readonly headers: Readonly<Record<string, string>>
    readonly postDataEntries?: readonly { readonly bytes?: string | undefined }[] | undefined
  }
}
