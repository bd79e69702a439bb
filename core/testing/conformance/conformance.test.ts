import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { providers } from '../../registry.ts'
import { topics, topicsOf } from './topics.ts'

const here = import.meta.dirname
const everybody = ['capabilities', 'signIn', 'closing', 'throttling', 'dialling', 'badReplies', 'expiry']

/** Written out, so that a provider or a topic that drops out is seen. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'device-connect': [...everybody, 'disorder', 'loss'],
  iotcall: [...everybody, 'history'],
  antbuddy: [...everybody, 'disorder', 'loss', 'history', 'recordings'],
  fonestorm: [...everybody, 'disorder'],
  telphin: [...everybody, 'disorder', 'loss', 'history', 'recordings'],
}

describe('the conformance suite', () => {
  it('tries every provider that is built in, by every topic that its capabilities include', () => {
    expect(Object.fromEntries(providers.map(({ id, capabilities }) => [id, topicsOf(capabilities)]))).toEqual(expected)
  })

  it.each(providers.map(({ id }) => id))('is run for %s', (id) => {
    const text = readFileSync(path.join(here, `../../providers/${id}/${id}.conformance.test.ts`), 'utf8')
    expect(text).toMatch(/^conformance\(\{$/m)
    expect(text).toContain("from './index.ts'")
    expect(text).not.toMatch(/\b(?:skip|only|todo)\b/)
  })

  it('is run for nobody else', () => {
    const folders = readdirSync(path.join(here, '../../providers'), { withFileTypes: true })
    const names = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name)
    expect(names.sort()).toEqual(providers.map(({ id }) => id).sort())
  })

  it('has a topic for every file of tests beside it', () => {
    const files = readdirSync(here).filter((name) =>
      /\bdescribe\(|\bit\(/.test(readFileSync(path.join(here, name), 'utf8')),
    )
    const tests = files.filter((name) => !name.endsWith('.test.ts') && name !== 'conformance.ts')
    expect(tests).toHaveLength(Object.keys(topics).length)
  })
})
