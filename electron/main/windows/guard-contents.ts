import type { App, Session, WebContents } from 'electron/main'
import type { Log } from '../../../core/ports/index.ts'
import { isOurPage } from '../scheme/app-scheme.ts'

interface Preventable {
  preventDefault(): void
}

/**
 * Nothing leads out of the window: no navigation but to our own pages, no new windows, no webviews. Applies to every page the app will ever have, whoever makes it.
 */
export function guardEveryPage(app: Pick<App, 'on'>, developmentUrl: string | undefined, log: Log): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, developmentUrl, log))
}

export function guardContents(
  contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>,
  developmentUrl: string | undefined,
  log: Log,
): void {
  const stay = (event: Preventable, url: string): void => {
    if (isOurPage(url, developmentUrl)) return
    event.preventDefault()
    log.warn('navigation refused')
  }
  contents.on('will-navigate', (event) => stay(event, event.url))
  contents.on('will-frame-navigate', (event) => stay(event, event.url))
  contents.on('will-redirect', (event) => stay(event, event.url))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => {
    log.warn('new window refused')
    return { action: 'deny' }
  })
}

/** No permission, no device, no download: the page needs none. */
export function guardSession(
  session: Pick<
    Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'on'
  >,
): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
}
