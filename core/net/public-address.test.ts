import { expect, it } from 'vitest'
import { publicAddress } from './public-address.ts'

const listener = 'http://127.0.0.1:24680/kX3-unguessable'

it.each([
  ['https://relay.example.com', 'https://relay.example.com/kX3-unguessable'],
  ['https://relay.example.com/', 'https://relay.example.com/kX3-unguessable'],
  ['https://relay.example.com/desk/', 'https://relay.example.com/desk/kX3-unguessable'],
  ['https://relay.example.com/desk/kX3-unguessable', 'https://relay.example.com/desk/kX3-unguessable'],
  ['https://relay.example.com/?key=1', 'https://relay.example.com/kX3-unguessable?key=1'],
])('%s leads to the listener as %s', (callbackUrl, registered) => {
  expect(publicAddress(callbackUrl, listener)).toBe(registered)
})
