import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWireApp, type WireApp } from './testing/wire-app.ts'

// Section 4 of the document, and the media host behind it.
let app: WireApp
let media: string

beforeEach(async () => {
  app = await startWireApp()
  await app.clickToCall('0901234567')
  app.clock.advance(2500)
  app.clock.advance(10_000)
  app.service.hangUp()
  const { body } = await app.histories()
  media = (body as { recording: string }[])[0]?.recording ?? ''
})

afterEach(() => app[Symbol.asyncDispose]())

function play(changes: Record<string, string | undefined> = {}) {
  return app.get('/oapi/v1/call/play_recording', { media }, changes)
}

async function address(): Promise<string> {
  return (await play()).body as string
}

describe('play_recording', () => {
  it('gives an address on another origin, signed there', async () => {
    const url = new URL(await address())
    expect(url.origin).not.toBe(app.origin)
    expect(url.origin).not.toBe(app.events)
    expect(url.pathname).toContain(media)
    expect(url.href).not.toContain(app.account.appId)
  })

  it('gives it in every form', async () => {
    const isAddress = expect.stringMatching(/^http:/)
    app.service.switches({ playRecordingReply: 'object' })
    expect(await play()).toMatchObject({ status: 200, body: { url: isAddress } })
    app.service.switches({ playRecordingReply: 'text' })
    expect(await play()).toMatchObject({ status: 200, text: isAddress })
    app.service.switches({ playRecordingReply: 'redirect' })
    const redirect = await play()
    expect([redirect.status, redirect.headers.get('location')]).toEqual([302, isAddress])
  })

  it('may give any address that a test wants to see refused', async () => {
    app.service.switches({ mediaUrlOverride: 'file:///etc/passwd' })
    expect(await address()).toBe('file:///etc/passwd')
  })

  it('checks the hash over appId, media and the secret', async () => {
    expect(await play({ hash: 'f'.repeat(64) })).toMatchObject({ status: 400, body: { message: 'HASH_NOT_MATCH' } })
    expect(await play({ media: 'call_recording_other.mp3' })).toMatchObject({ body: { message: 'HASH_NOT_MATCH' } })
    media = 'call_recording_other.mp3'
    expect(await play()).toMatchObject({ status: 400, body: { success: false, message: 'MEDIA_NOT_FOUND' } })
    media = ''
    expect(await play()).toMatchObject({ status: 400, body: { message: 'MEDIA_NOT_FOUND' } })
  })

  it('knows the recordings of preloaded calls', async () => {
    app.service.clear()
    app.service.preload({ calls: 50, days: 5 })
    const { body } = await app.histories({ limit: '100' })
    media = (body as { recording: string }[]).find((row) => row.recording !== '')?.recording ?? 'none'
    const file = await fetch(await address())
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'audio/mpeg'])
  })
})

describe('the media host', () => {
  it('serves MP3 as long as the talk, whole or in part', async () => {
    const url = await address()
    const whole = Buffer.from(await (await fetch(url)).arrayBuffer())
    // 16 kbit/s is 2,000 bytes a second; frames of MPEG-2.5 Layer III begin with ff e3.
    expect(whole.length / 2000).toBeCloseTo(10, 0)
    expect(whole.subarray(0, 2).toString('hex')).toBe('ffe3')
    const part = await fetch(url, { headers: { range: 'bytes=144-287' } })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 144-287/${whole.length}`])
    expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(144, 288))).toBe(true)
    expect((await fetch(url, { headers: { range: `bytes=${whole.length}-` } })).status).toBe(416)
    app.service.switches({ mediaRanges: false })
    expect((await fetch(url, { headers: { range: 'bytes=0-9' } })).status).toBe(200)
  })

  it('lets in only signed addresses, for a time', async () => {
    const url = await address()
    expect((await fetch(url.replace(/signature=./, 'signature=-'))).status).toBe(403)
    expect((await fetch(url.replace(/\?.*/, ''))).status).toBe(403)
    expect((await fetch(url.replace(media, 'other.mp3'))).status).toBe(404)
    expect((await fetch(url, { method: 'POST' })).status).toBe(405)
    app.clock.advance(3_601_000)
    expect((await fetch(url)).status).toBe(403)
  })

  it('remembers what it was sent, so that a leak is seen', async () => {
    await fetch(await address(), { headers: { 'x-auth-app-hash': 'leaked' } })
    expect(app.service.mediaRequests()).toMatchObject([{ method: 'GET', headers: { 'x-auth-app-hash': 'leaked' } }])
    app.service.clear()
    expect(app.service.mediaRequests()).toEqual([])
  })
})
