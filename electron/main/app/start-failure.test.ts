import { mkdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { fail } from '../../../core/index.ts'
import { en } from '../texts/en.ts'
import { startFailureText } from './start-failure.ts'

function thrownBy(action: () => unknown): unknown {
  try {
    return action()
  } catch (error) {
    return error
  }
}

it.each([
  ['the core', fail('store/unavailable', { params: { reason: 'read-only' } })],
  ['the file system', thrownBy(() => mkdirSync('/dev/null/home'))],
])('names the home when %s says so', (_who, error) => {
  expect(startFailureText(error, '/srv/home', en)).toMatch(/^The folder \/srv\/home cannot be used/)
})

it('says of anything else that it is a fault, with what support needs', () => {
  expect(startFailureText(new TypeError('x is undefined'), '/srv/home', en)).toContain('x is undefined')
  expect(startFailureText('odd', '/srv/home', en)).toContain('odd')
})
