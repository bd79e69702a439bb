import type { AppSettings } from '../../../contract/model/settings.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'

export type TextKey = keyof typeof en
/** One language's catalogue; a missing or unknown key does not compile. */
export type Texts = Readonly<Record<TextKey, string>>

const catalogues = { en, ja } satisfies Record<string, Texts>

/** Which catalogue to speak. `system` is BCP 47, most wanted first; the first language we have wins, else English. */
export function textsFor(language: AppSettings['language'], system: readonly string[]): Texts {
  if (language !== 'system') return catalogues[language]
  for (const tag of system) {
    const spoken = tag.split('-')[0]?.toLowerCase()
    if (spoken === 'en' || spoken === 'ja') return catalogues[spoken]
  }
  return catalogues.en
}

/** Fills `{name}` in a text. What is not given stays as it is, so that a forgotten value is seen. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}
