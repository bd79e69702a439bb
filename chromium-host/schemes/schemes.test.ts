import { describe, expect, it } from 'vitest'
import { fromWire, originOf, toWire } from './address.ts'
import { widenDocumentPolicies, widenPolicy } from './policy.ts'

const schemes = new Set(['sidetone-app', 'recording'])

describe('addresses on the wire', () => {
  it.each([
    ['sidetone-app://window/index.html?tab=1#top', 'https://window.sidetone-app.invalid/index.html?tab=1#top'],
    ['recording://a.b-1/x%20y', 'https://a.b-1.recording.invalid/x%20y'],
    ['recording://take_1%3a2/', 'https://x--74616b655f31253361 32.recording.invalid/'.replace(' ', '')],
  ])('%s travels as %s and comes back', (url, wire) => {
    expect(toWire(url, schemes)).toBe(wire)
    expect(fromWire(wire, schemes)).toBe(url)
  })

  it('leaves everybody else’s addresses alone', () => {
    for (const url of ['https://example.org/', 'https://x.other.invalid/', 'other://x/', 'data:,x']) {
      expect([toWire(url, schemes), fromWire(url, schemes)]).toEqual([url, url])
    }
  })

  it('tells the origin of a scheme the URL class calls opaque', () => {
    expect(originOf('sidetone-app://window/x')).toBe('sidetone-app://window')
    expect(originOf('https://example.org:8443/x')).toBe('https://example.org:8443')
  })
})

describe('policies on the wire', () => {
  it('allow the wire form of the app’s schemes and nothing else', () => {
    expect(widenPolicy("default-src 'self'; media-src recording: https:", schemes)).toBe(
      "default-src 'self'; media-src recording: https://*.recording.invalid https:",
    )
    expect(widenPolicy('img-src sidetone-app://window', schemes)).toBe(
      'img-src sidetone-app://window https://window.sidetone-app.invalid/',
    )
  })

  it('are widened in a document as well', () => {
    const html = `<meta http-equiv="Content-Security-Policy" content="media-src recording:"><p content="recording:">`
    expect(widenDocumentPolicies(html, schemes)).toBe(
      `<meta http-equiv="Content-Security-Policy" content="media-src recording: https://*.recording.invalid"><p content="recording:">`,
    )
  })
})
