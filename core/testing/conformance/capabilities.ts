import { expect, it } from 'vitest'
import type { Conformance } from './conformance.ts'

/** What is declared is what a session has, both ways. */
export function capabilitiesAreFacets({ subject, bench }: Conformance): void {
  it('has exactly the facets that its capabilities declare', () => {
    const { capabilities } = subject.definition
    const { session } = bench()
    expect({
      dialing: session.dialing !== undefined,
      callControl: session.callControl !== undefined,
      ringer: session.ringer !== undefined,
      history: session.history !== undefined,
      recordings: session.recordings !== undefined,
      broadcast: session.broadcast !== undefined,
      extension: session.extension !== undefined,
    }).toEqual({
      dialing: capabilities.dialing !== 'none',
      callControl: capabilities.callControl !== 'none',
      ringer: capabilities.ringer !== 'none',
      history: capabilities.history === 'provider',
      recordings: capabilities.recordings,
      broadcast: capabilities.broadcast,
      extension: capabilities.extension,
    })
  })

  it('has a form field for everything that its accounts are made of', () => {
    const { fields } = subject.definition
    const names = fields.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names).toContain('baseUrl')
    expect(fields.filter(({ store }) => store === 'vault').every((field) => field.default === undefined)).toBe(true)
  })
}
