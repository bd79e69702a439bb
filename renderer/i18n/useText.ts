import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Language, MessageKey } from './i18n.ts'

type Params = Readonly<Record<string, string | number>>

/** A text in the chosen language; `count` chooses between the plural forms of a message written `one | many`. */
export type Translate = (key: MessageKey, params?: Params, count?: number) => string

/** The texts of the window. Keys are checked by the compiler. */
export function useText(): { readonly t: Translate; readonly language: ComputedRef<Language> } {
  const { t, locale } = useI18n({ useScope: 'global' })
  return {
    t: (key, params = {}, count) => (count === undefined ? t(key, params) : t(key, params, count)),
    language: computed(() => locale.value as Language),
  }
}
