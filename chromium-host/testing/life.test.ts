import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { EXECUTABLE, FIXTURE_APP, fixtureEnvironment, launchFixture, type Fixture } from './launch-fixture.ts'

/** Profiles and processes that belong to the host of that id. */
function traces(pid: number): string[] {
  const mark = `sidetone-chromium-${pid}-`
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(mark))
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && commandLine(name).includes(mark))
  return [...folders, ...processes]
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return '' // ended while we looked
  }
}

const processOf = (fixture: Fixture) => fixture.app.process()
const inMain = (fixture: Fixture, script: string) => fixture.app.evaluate((_electron, text) => (0, eval)(text), script)

let fixture: Fixture | undefined
afterEach(async () => {
  // A test that failed half-way may have left the window unwilling to close.
  if (fixture) await inMain(fixture, 'fixture.mayClose = true').catch(() => undefined)
  await fixture?.stop().catch(() => undefined)
  fixture = undefined
})

describe('closing', () => {
  it('is vetoed by a close listener; the window hides and comes back', async () => {
    fixture = await launchFixture()
    // Shown by `ready-to-show`, which a busy machine can bring after the launch: a window that is hidden before it would come up again.
    await expect.poll(() => inMain(fixture as Fixture, 'fixture.window.isVisible()')).toBe(true)
    await inMain(fixture, 'fixture.mayClose = false; fixture.window.close()')
    expect(await inMain(fixture, '[fixture.window.isDestroyed(), fixture.window.isVisible()]')).toEqual([false, false])
    await inMain(fixture, "fixture.tray.contextMenu.getMenuItemById('show').click()")
    expect(await inMain(fixture, 'fixture.window.isVisible()')).toBe(true)
    await inMain(fixture, 'fixture.mayClose = true')
  }, 30_000)

  it('ends in Electron’s order and leaves nothing behind', async () => {
    fixture = await launchFixture()
    const child = processOf(fixture)
    const { pid = 0 } = child
    expect(traces(pid).length).toBeGreaterThan(1)
    const ended = once(child, 'exit')
    const log = await fixture.app.evaluate(({ app }) => {
      const { log } = (globalThis as unknown as { fixture: { log: unknown[] } }).fixture
      app.quit()
      return log.filter((entry) => typeof entry === 'string')
    })
    expect(log).toEqual(['before-quit', 'close', 'will-quit', 'quit'])
    expect(await ended).toEqual([0, null])
    await expect.poll(() => traces(pid), { timeout: 5000 }).toEqual([])
  }, 30_000)

  it('passes the exit code on', async () => {
    fixture = await launchFixture()
    const ended = once(processOf(fixture), 'exit')
    await fixture.app.evaluate(({ app }) => app.exit(3))
    expect(await ended).toEqual([3, null])
  }, 30_000)

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'by %s takes Chromium and its profile along',
    async (signal) => {
      fixture = await launchFixture()
      const { pid = 0 } = processOf(fixture)
      process.kill(pid, signal)
      await expect.poll(() => traces(pid), { timeout: 8000 }).toEqual([])
    },
    30_000,
  )
})

describe('a second start', () => {
  it('tells the first one and ends', async () => {
    fixture = await launchFixture()
    const second = spawn(EXECUTABLE, [FIXTURE_APP, 'sidetone:dial'], {
      env: { ...fixtureEnvironment(fixture.home), FIXTURE_HELLO: 'second' },
      stdio: 'ignore',
    })
    expect(await once(second, 'exit')).toEqual([7, null])
    await expect.poll(fixture.log).toContainEqual(['second-instance', 'sidetone:dial', 'second'])
  }, 30_000)

  it('takes over from one that was killed', async () => {
    const killed = await launchFixture()
    const { pid = 0 } = processOf(killed)
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => traces(pid), { timeout: 8000 }).toEqual([])
    const env = fixtureEnvironment(killed.home)
    const next = spawn(EXECUTABLE, [FIXTURE_APP], { env, stdio: 'ignore' })
    await expect
      .poll(() => readFileSync(join(killed.home, 'chromium-host-instance', 'owner'), 'utf8'))
      .toBe(String(next.pid))
    next.kill('SIGTERM')
    expect(await once(next, 'exit')).toEqual([0, null])
    rmSync(killed.home, { recursive: true })
  }, 30_000)
})

describe('a start that cannot be', () => {
  it('ends when no lock can be made in the home', async () => {
    const child = spawn(EXECUTABLE, [FIXTURE_APP], { env: fixtureEnvironment('/proc/self/home'), stdio: 'ignore' })
    expect(await once(child, 'exit')).toEqual([7, null])
  }, 30_000)

  it('says so in a sentence', async () => {
    const home = mkdtempSync(join(tmpdir(), 'host-fixture-'))
    const env = { ...fixtureEnvironment(home), SIDETONE_CHROMIUM: '/nowhere/chromium' }
    const child = spawn(EXECUTABLE, [FIXTURE_APP], { env, stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    expect(await once(child, 'close')).toEqual([1, null])
    expect(said).toBe('chromium-host: SIDETONE_CHROMIUM names /nowhere/chromium, which does not exist.\n')
    rmSync(home, { recursive: true })
  }, 30_000)
})
