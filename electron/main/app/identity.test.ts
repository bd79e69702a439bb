import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { APP_ID, takeIdentity } from './identity.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'identity-'))
})
afterEach(() => rm(folder, { recursive: true }))

function fakeApp() {
  return { setName: vi.fn(), setPath: vi.fn(), setAppUserModelId: vi.fn(), enableSandbox: vi.fn() }
}

it('keeps everything below the home, which only the person can read', async () => {
  const home = path.join(folder, 'new', 'home')
  const app = fakeApp()
  takeIdentity(app, home)
  expect(app.setPath.mock.calls).toEqual([
    ['userData', home],
    ['sessionData', path.join(home, 'window')],
  ])
  expect(existsSync(path.join(home, 'window'))).toBe(true)
  if (process.platform !== 'win32') expect((await stat(home)).mode & 0o077).toBe(0)
})

it('puts every window into the sandbox', () => {
  const app = fakeApp()
  takeIdentity(app, folder)
  expect(app.enableSandbox).toHaveBeenCalledOnce()
})

it('is the same to Windows and to Linux', async () => {
  const manifest: unknown = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8'))
  expect(manifest).toMatchObject({ desktopName: `${APP_ID}.desktop` })
})
