import { watchEffect } from 'vue'
import { useI18n } from 'vue-i18n'
import { languageFor } from '../../i18n/i18n.ts'
import { useLiveStore } from '../live/index.ts'
import { useSettingsStore } from './settings.store.ts'

/** Keeps the page in the chosen language and theme; `system` leaves the theme to the style sheet. */
export function useAppearance(systemLanguage: string): void {
  const live = useLiveStore()
  const settings = useSettingsStore()
  const { locale } = useI18n({ useScope: 'global' })

  watchEffect(() => {
    const wish = live.settings?.language ?? 'system'
    locale.value = languageFor(wish, settings.about?.systemLanguage ?? systemLanguage)
    document.documentElement.lang = locale.value
  })
  watchEffect(() => {
    const theme = live.settings?.theme ?? 'system'
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  })
}
