import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchFixture, type Fixture } from './launch-fixture.ts'

declare const navigator: {
  geolocation: {
    getCurrentPosition(found: (value: unknown) => void, failed: (value: unknown) => void, options: object): void
  }
  permissions: { query(descriptor: { name: string }): Promise<{ state: string }> }
}

let fixture: Fixture
beforeAll(async () => {
  fixture = await launchFixture()
}, 30_000)
afterAll(() => fixture.stop())

const address = () => fixture.page.evaluate<string>('location.href')

describe('the window’s guards', () => {
  it('applies the policy the app sends with its page', async () => {
    expect(await fixture.page.evaluate('typeof inlineRan')).toBe('undefined')
  })

  it('asks the window-open handler and opens nothing', async () => {
    expect(await fixture.page.evaluate("open('https://outside.example/pop') === null")).toBe(true)
    await fixture.page.click('#blank')
    await expect.poll(() => fixture.log()).toContainEqual(['window-open', 'https://outside.example/pop'])
    await expect.poll(() => fixture.log()).toContainEqual(['window-open', 'https://outside.example/new'])
    expect(fixture.app.windows()).toHaveLength(1)
  })

  it('asks will-navigate and stays', async () => {
    const before = await address()
    await fixture.page.click('#outside', { noWaitAfter: true })
    await expect.poll(() => fixture.log()).toContainEqual(['will-navigate', 'https://outside.example/'])
    expect(await address()).toBe(before)
  })

  it('does not ask will-navigate about a reload that nobody in the page asked for', async () => {
    const navigations = async () =>
      (await fixture.log()).filter((entry) => Array.isArray(entry) && entry[0] === 'will-navigate')
    const before = await navigations()
    await fixture.page.reload()
    expect(await navigations()).toEqual(before)
  })

  it('lets the app decide about permissions', async () => {
    expect(await fixture.page.evaluate('Notification.requestPermission()')).toBe('denied')
    const location = await fixture.page.evaluate(async () => {
      await new Promise((resolve) => navigator.geolocation.getCurrentPosition(resolve, resolve, { timeout: 1 }))
      const states = ['geolocation', 'notifications'].map(
        async (name) => (await navigator.permissions.query({ name })).state,
      )
      return Promise.all(states)
    })
    expect(location).toEqual(['granted', 'denied'])
    const asked = await fixture.app.evaluate(
      () => (globalThis as unknown as { fixture: { permissions: string[] } }).fixture.permissions,
    )
    expect(asked).toEqual(['notifications', 'geolocation'])
  })
})

describe('media on a scheme of the app', () => {
  it('plays and seeks with Range requests', async () => {
    const time = await fixture.page.evaluate(async () => {
      const audio = (globalThis as unknown as { document: { getElementById(id: string): AudioLike } }).document.getElementById('audio') // prettier-ignore
      if (audio.readyState < 1) await new Promise((resolve) => audio.addEventListener('loadedmetadata', resolve))
      audio.currentTime = 45
      await new Promise((resolve) => audio.addEventListener('seeked', resolve))
      return [Math.round(audio.duration), audio.currentTime]
    })
    expect(time).toEqual([60, 45])
    const ranges = (await fixture.log()).filter((entry) => Array.isArray(entry) && entry[0] === 'range')
    expect(ranges).toContainEqual(['range', 'recording://take-1/file.wav', expect.stringMatching(/^bytes=\d+-/)])
  })
})

interface AudioLike {
  readonly readyState: number
  readonly duration: number
  currentTime: number
  addEventListener(event: string, listener: (value: unknown) => void): void
}
