import type { CDPSession } from '@playwright/test'

/**
 * The DevTools protocol's types, taken from Playwright's declarations so that there is no second copy of them here.
 * Types only: nothing of Playwright is loaded by the host.
 */
declare const session: CDPSession

/** A request that waits for the host's decision. */
export type PausedRequest = Parameters<Parameters<typeof session.on<'Fetch.requestPaused'>>[1]>[0]

/** One attached target (or the browser itself): commands out, events in. */
export interface DevToolsSession {
  /** Rejects with an Error that names the command when Chromium refuses it or the session is gone. */
  readonly send: CDPSession['send']
  readonly on: CDPSession['on']
  readonly off: CDPSession['off']
}
