import { expect, it } from 'vitest'
import { isThisMachine } from './agents.ts'

it.each([
  'http://localhost',
  'http://LOCALHOST.',
  'http://phone.localhost:80',
  'http://127.0.0.1',
  'http://127.1',
  'http://127.9.9.9',
  'http://0x7f000001',
  'http://[::1]:4035',
  'http://[0:0:0:0:0:0:0:1]',
  'http://[::ffff:127.0.0.1]',
])('%s is this machine', (url) => {
  expect(isThisMachine(new URL(url).hostname)).toBe(true)
})

it.each([
  'http://example.com',
  'http://localhost.example.com',
  'http://notlocalhost',
  'http://127.0.0.1.example.com',
  'http://128.0.0.1',
  'http://[::2]',
  'http://[::ffff:8.8.8.8]',
])('%s is not', (url) => {
  expect(isThisMachine(new URL(url).hostname)).toBe(false)
})
