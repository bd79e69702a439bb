import { createPinia } from 'pinia'
import { createApp } from 'vue'
import type { App } from 'vue'
import type { SidetoneClient } from '../../contract/api.ts'
import { clientKey } from '../bridge/bridge.ts'
import { clockKey } from '../clock/clock.ts'
import type { PageClock } from '../clock/clock.ts'
import { createTexts, languageFor } from '../i18n/i18n.ts'
import AppShell from './AppShell.vue'

/** What the window needs of its surroundings. */
export interface Surroundings {
  readonly client: SidetoneClient
  readonly clock: PageClock
  /** BCP 47. */
  readonly systemLanguage: string
}

/** Puts the window together; the caller mounts it. */
export function createSidetone({ client, clock, systemLanguage }: Surroundings): App {
  const app = createApp(AppShell, { systemLanguage })
  app.provide(clientKey, client)
  app.provide(clockKey, clock)
  app.use(createPinia())
  app.use(createTexts(languageFor('system', systemLanguage)))
  return app
}
