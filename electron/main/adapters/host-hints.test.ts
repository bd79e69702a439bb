import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { ElectronHostHints } from './host-hints.ts'

function setUp() {
  const power = new EventEmitter()
  const network = { online: true }
  let look: () => void = () => undefined
  const hints = new ElectronHostHints({
    power,
    isOnline: () => network.online,
    every: (_intervalMs, action) => {
      look = action
    },
  })
  const heard: string[] = []
  const unsubscribe = hints.onHint((hint) => heard.push(hint))
  return { power, network, look: () => look(), heard, unsubscribe }
}

it('tells when the machine woke up', () => {
  const { power, heard, unsubscribe } = setUp()
  power.emit('resume')
  unsubscribe()
  power.emit('resume')
  expect(heard).toEqual(['resume'])
})

it('tells when the network came back, once', () => {
  const { network, look, heard } = setUp()
  for (const online of [true, false, false, true, true]) {
    network.online = online
    look()
  }
  expect(heard).toEqual(['online'])
})
