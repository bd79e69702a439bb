import { describe, expect, it } from 'vitest'
import { refuseSender } from './sender.ts'

const page = { name: 'our page' }
const rules = { owns: (sender: object) => sender === page, developmentUrl: undefined }
const url = 'sidetone-app://window/index.html'

describe('who may send', () => {
  it('takes the main frame of our window on our page', () => {
    expect(refuseSender({ sender: page, senderFrame: { url, parent: null } }, rules)).toBeUndefined()
  })

  it('refuses a page that is not one of our windows', () => {
    const stranger = {}
    expect(refuseSender({ sender: stranger, senderFrame: { url, parent: null } }, rules)).toBe('not-our-window')
  })

  it('refuses a frame inside the page', () => {
    expect(refuseSender({ sender: page, senderFrame: { url, parent: {} } }, rules)).toBe('not-the-main-frame')
  })

  it('refuses a frame that has gone', () => {
    expect(refuseSender({ sender: page, senderFrame: null }, rules)).toBe('frame-gone')
  })

  it.each([
    'https://window/index.html',
    'sidetone-app://elsewhere/index.html',
    'sidetone-app-x://window/index.html',
    'file:///index.html',
    'about:blank',
    'not an address',
    '',
  ])('refuses %j', (foreign) => {
    expect(refuseSender({ sender: page, senderFrame: { url: foreign, parent: null } }, rules)).toBe('foreign-origin')
  })

  it('takes the dev server only while there is one', () => {
    const sending = { sender: page, senderFrame: { url: 'http://localhost:5173/', parent: null } }
    expect(refuseSender(sending, rules)).toBe('foreign-origin')
    expect(refuseSender(sending, { ...rules, developmentUrl: 'http://localhost:5173' })).toBeUndefined()
    expect(refuseSender(sending, { ...rules, developmentUrl: 'http://localhost:5174' })).toBe('foreign-origin')
  })
})
