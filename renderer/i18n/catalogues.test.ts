import { describe, expect, it } from 'vitest'
import { en } from './en/index.ts'
import { ja } from './ja/index.ts'

type Tree = { readonly [key: string]: string | Tree }

function leaves(tree: Tree, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    const here = path ? `${path}.${key}` : key
    if (typeof value === 'string') found.set(here, value)
    else for (const [inner, text] of leaves(value, here)) found.set(inner, text)
  }
  return found
}

const english = leaves(en)
const japanese = leaves(ja)
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()

const sources = import.meta.glob<string>(['../**/*.vue', '../**/*.ts', '!../**/*.test.ts', '!./en/**', '!./ja/**'], {
  query: '?raw',
  import: 'default',
  eager: true,
})
const code = Object.values(sources).join('\n')

/** Keys that code makes from parts; each with what proves that it does. */
const made: readonly (readonly [RegExp, string])[] = [
  [/^failures\.\w+\.(title|meaning|action)$/, 't(`failures.${topic}.'],
  [/^reasons\.\w+\.(meaning|action)$/, 't(`reasons.${topic}.'],
  [/^fields\.choice\.\w+$/, '`fields.choice.${choice}`'],
  [/^fields\.\w+\.(label|help)$/, 't(`fields.${name}.'],
  [/^extension\.group\.\w+$/, 't(`extension.group.${group.group}`)'],
  [/^extension\.property\.\w+$/, 't(`extension.property.${name}`)'],
  [/^extension\.help\.\w+$/, 't(`extension.help.${name}`)'],
  [/^extension\.choice\.\w+$/, 't(`extension.choice.${value}`)'],
  [/^ringer\.(silent|manner|sound)$/, 't(`ringer.${named}`)'],
]

describe('the catalogues', () => {
  it('have the same keys', () => {
    expect([...japanese.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it.each([...english.keys()])('fill in the same things: %s', (key) => {
    expect(placeholders(japanese.get(key) ?? '')).toEqual(placeholders(english.get(key) ?? ''))
  })

  it('have no empty text', () => {
    for (const [key, text] of [...english, ...japanese]) expect(text.trim(), key).not.toBe('')
  })

  it('have no text that nobody shows', () => {
    const unused = [...english.keys()].filter(
      (key) =>
        !code.includes(`'${key}'`) && !made.some(([pattern, proof]) => pattern.test(key) && code.includes(proof)),
    )
    expect(unused).toEqual([])
  })

  it('are really in Japanese', () => {
    const same = [...english].filter(([key, text]) => japanese.get(key) === text && /[a-z]{4}/.test(text))
    expect(same.map(([key]) => key).sort()).toEqual(['app.name', 'fields.foneNumber.label', 'settings.key.enter'])
  })
})
