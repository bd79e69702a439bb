import { chmodSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { plantTree } from '../testing/planted-tree.ts'
import { displayPrefix, runtimeSwitches } from './display.ts'
import { installedElectron } from './electron-binary.ts'
import { inRepository } from './repository.ts'
import { describeRuntime, findRuntime } from './runtime.ts'

let remove = (): void => undefined

beforeEach(() => {
  vi.stubEnv('SIDETONE_RUNTIME', '')
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', '')
  // No test may reach for the network.
  vi.stubEnv('ELECTRON_SKIP_BINARY_DOWNLOAD', '1')
})
afterEach(() => {
  vi.unstubAllEnvs()
  remove()
})

/** A folder with something that looks like an unpacked Electron. */
function unpackedElectron(): string {
  const tree = plantTree({ electron: '#!/bin/sh\n' })
  remove = tree.remove
  chmodSync(path.join(tree.folder, 'electron'), 0o755)
  return tree.folder
}

it('prefers an Electron that is installed', async () => {
  const folder = unpackedElectron()
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder)
  const runtime = await findRuntime()
  expect(runtime).toMatchObject({ kind: 'electron', executablePath: path.join(folder, 'electron') })
  expect(describeRuntime(runtime)).toBe('Runtime: real Electron (it is installed).')
})

it.skipIf(installedElectron())('falls back to the host and says why in one line', async () => {
  const runtime = await findRuntime()
  expect(runtime.kind).toBe('chromium-host')
  expect(describeRuntime(runtime)).toBe(
    'Runtime: the Chromium host, not a real Electron (its download is switched off).',
  )
})

it('takes the host when it is asked for, whatever is installed', async () => {
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', unpackedElectron())
  vi.stubEnv('SIDETONE_RUNTIME', 'chromium-host')
  expect((await findRuntime()).kind).toBe('chromium-host')
})

it('is not taken in by the host posing as an installed Electron', async () => {
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', inRepository('chromium-host', 'dist'))
  expect((await findRuntime()).kind).toBe('chromium-host')
})

it('fails rather than falls back when Electron is asked for', async () => {
  vi.stubEnv('SIDETONE_RUNTIME', 'electron')
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', '/nowhere')
  await expect(findRuntime()).rejects.toThrow(/asks for Electron, but there is none/)
})

it('gives a display to a real Electron only, and only where there is none', () => {
  const host = { kind: 'chromium-host', executablePath: '', why: '' } as const
  vi.stubEnv('DISPLAY', '')
  vi.stubEnv('WAYLAND_DISPLAY', '')
  expect(displayPrefix(host)).toEqual([])
  expect(runtimeSwitches(host)).toEqual([])
  if (process.platform !== 'linux') return
  expect(displayPrefix({ ...host, kind: 'electron' })[0]).toBe('xvfb-run')
  vi.stubEnv('DISPLAY', ':0')
  expect(displayPrefix({ ...host, kind: 'electron' })).toEqual([])
})
