import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchFixture, type Fixture, type FixtureWindow } from './launch-fixture.ts'

declare const window: FixtureWindow

let fixture: Fixture
beforeAll(async () => {
  fixture = await launchFixture()
}, 30_000)
afterAll(() => fixture.stop())

describe('a window', () => {
  it('shows the page of the app’s own scheme, in the size that was asked for', async () => {
    expect(await fixture.page.title()).toBe('Fixture')
    expect(await fixture.page.evaluate('[innerWidth, innerHeight]')).toEqual([640, 480])
  })

  it('is found by Playwright as the BrowserWindow it is', async () => {
    const handle = await fixture.app.browserWindow(fixture.page)
    await expect.poll(() => handle.evaluate((one) => [one.isVisible(), one.getTitle()])).toEqual([true, 'Fixture'])
  })

  it('takes a picture of itself', async () => {
    const handle = await fixture.app.browserWindow(fixture.page)
    const size = await handle.evaluate(async (one) => (await one.webContents.capturePage()).getSize())
    expect(size).toEqual({ width: 640, height: 480 })
  })
})

describe('invoke', () => {
  it('answers a click in the page', async () => {
    await fixture.page.click('#ask')
    await expect.poll(() => fixture.page.textContent('#answer')).toBe('answered')
  })

  it('carries structured clones there and back', async () => {
    const same = await fixture.page.evaluate(async () => {
      const sent = {
        map: new Map([[1, new Set(['a'])]]),
        when: new Date(5),
        bytes: new Uint8Array([1, 2]),
        none: undefined,
      }
      const [got] = (await window.fixture.echo(sent)) as [typeof sent]
      return [
        got.map.get(1)?.has('a'),
        got.when.getTime(),
        got.bytes instanceof Uint8Array,
        [...got.bytes],
        'none' in got,
      ]
    })
    expect(same).toEqual([true, 5, true, [1, 2], true])
  })

  it('words errors as Electron does', async () => {
    const messages = await fixture.page.evaluate(async () => {
      const wordsOf = (promise: Promise<unknown>) => promise.then(String, (error: unknown) => (error as Error).message)
      return [await wordsOf(window.fixture.fail()), await wordsOf(window.fixture.missing())]
    })
    expect(messages).toEqual([
      "Error invoking remote method 'fail': TypeError: no such thing",
      "Error invoking remote method 'missing': Error: No handler registered for 'missing'",
    ])
  })

  it('tells main who asks, in the app’s own address', async () => {
    const who = await fixture.page.evaluate(() => window.fixture.who())
    expect(who).toEqual({ url: 'fixture-app://window/index.html', origin: 'fixture-app://window', id: 1 })
  })

  it('reaches a worker thread of the main process', async () => {
    expect(await fixture.page.evaluate(() => window.fixture.worker())).toBe(42)
  })
})

describe('events', () => {
  it('reach the page until it unsubscribes', async () => {
    await fixture.page.evaluate(() => {
      window.heard = []
      window.stopHearing = window.fixture.onHeard((text) => window.heard?.push(text))
      window.fixture.say('one')
    })
    await expect.poll(() => fixture.page.evaluate(() => window.heard)).toEqual(['one!'])
    await fixture.page.evaluate(async () => {
      window.stopHearing?.()
      window.fixture.say('two')
      await window.fixture.echo('after two')
    })
    expect(await fixture.page.evaluate(() => window.heard)).toEqual(['one!'])
  })
})

describe('the context bridge', () => {
  it('keeps the preload’s world apart', async () => {
    expect(await fixture.page.evaluate(() => [typeof window.secretOfPreload, typeof require])).toEqual([
      'undefined',
      'undefined',
    ])
  })

  it('refuses Node’s modules to the preload, as the sandbox does', async () => {
    expect(await fixture.page.evaluate(() => window.fixture.fileSystem())).toBe('module not found: node:fs')
  })

  it('passes functions both ways, values, dates and thrown errors', async () => {
    const got = await fixture.page.evaluate(() => {
      let thrown = ''
      try {
        window.fixture.throwing()
      } catch (error) {
        thrown = `${error instanceof Error} ${(error as Error).message}`
      }
      const { nested } = window.fixture
      return [window.fixture.callBack((value) => value * 3, 2), thrown, nested.list[2], nested.when instanceof Date]
    })
    expect(got).toEqual([18, 'true thrown in the preload', { deep: true }, true])
  })

  it('gives an object that nobody can change', async () => {
    expect(await fixture.page.evaluate(() => [Object.isFrozen(window.fixture), Object.isFrozen(window.fixture.nested)])).toEqual([true, true]) // prettier-ignore
  })

  it('refuses a Proxy, which Electron cannot clone either', async () => {
    const message = await fixture.page.evaluate(() => {
      try {
        void window.fixture.echo(new Proxy({ a: 1 }, {}))
        return 'accepted'
      } catch (error) {
        return (error as Error).message
      }
    })
    expect(message).toBe('An object could not be cloned.')
  })

  it('is there again after a reload', async () => {
    await fixture.page.reload()
    expect(await fixture.page.evaluate(() => window.fixture.echo('again'))).toEqual(['again'])
  })
})
