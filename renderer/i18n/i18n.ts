import { createI18n } from 'vue-i18n'
import type { AppSettings } from '../../contract/model/settings.ts'
import { en } from './en/index.ts'
import { ja } from './ja/index.ts'
import type { LeafPath } from './messages.ts'

export type MessageKey = LeafPath<typeof en>
export type Language = 'en' | 'ja'

export const languages: readonly Language[] = ['en', 'ja']

/** The catalogue for a wish: what was chosen, else the nearest to the system's language, else English. */
export function languageFor(wish: AppSettings['language'], systemLanguage: string): Language {
  if (wish !== 'system') return wish
  return languages.find((language) => systemLanguage.toLowerCase().startsWith(language)) ?? 'en'
}

/** Messages are compiled to a tree and walked (no `new Function`), as the page's content policy demands. */
export function createTexts(language: Language) {
  return createI18n({
    legacy: false,
    locale: language,
    fallbackLocale: 'en',
    messages: { en, ja },
    missingWarn: true,
  })
}

export type Texts = ReturnType<typeof createTexts>
