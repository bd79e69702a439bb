import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { plantTree } from '../testing/planted-tree.ts'
import { attemptElectronDownload, installedElectron } from './electron-binary.ts'
import type { DownloadOptions } from './electron-binary.ts'

const DAY_MS = 24 * 60 * 60 * 1000
let remove = (): void => undefined

beforeEach(() => {
  for (const name of ['ELECTRON_SKIP_BINARY_DOWNLOAD', 'ELECTRON_OVERRIDE_DIST_PATH', 'npm_config_offline'])
    vi.stubEnv(name, '')
})
afterEach(() => {
  vi.unstubAllEnvs()
  remove()
})

/** An electron package whose installer does this; the number of its runs is the length of `runs`. */
function electronPackage(installer: string): DownloadOptions & { packageFolder: string } {
  const tree = plantTree({ 'install.js': `require('fs').appendFileSync(__dirname + '/runs', 'x')\n${installer}` })
  remove = tree.remove
  return {
    packageFolder: tree.folder,
    memoryFile: path.join(tree.folder, 'memory.json'),
    timeLimitMs: 10_000,
    now: () => 0,
  }
}

it('finds the executable that a download left', async () => {
  const options = electronPackage(`const fs = require('fs'); fs.mkdirSync(__dirname + '/dist')
    fs.writeFileSync(__dirname + '/dist/electron', ''); fs.writeFileSync(__dirname + '/path.txt', 'electron')`)
  expect(installedElectron(options.packageFolder)).toBeUndefined()
  expect((await attemptElectronDownload(options)).outcome).toBe('downloaded')
  expect(installedElectron(options.packageFolder)).toBe(path.join(options.packageFolder, 'dist', 'electron'))
})

it('remembers a failure for a day, or until it is asked to try again', async () => {
  const options = electronPackage('process.exit(1)')
  expect((await attemptElectronDownload(options)).outcome).toBe('failed')
  expect((await attemptElectronDownload({ ...options, now: () => DAY_MS - 1 })).outcome).toBe('not-tried')
  expect((await attemptElectronDownload({ ...options, again: true })).outcome).toBe('failed')
  expect((await attemptElectronDownload({ ...options, now: () => DAY_MS })).outcome).toBe('failed')
})

it('ends a download that takes too long', async () => {
  const attempt = await attemptElectronDownload({ ...electronPackage('setInterval(() => {}, 1000)'), timeLimitMs: 300 })
  expect(attempt).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('took longer') as string })
})

it('does not try where downloads are switched off', async () => {
  vi.stubEnv('ELECTRON_SKIP_BINARY_DOWNLOAD', '1')
  expect(await attemptElectronDownload(electronPackage('process.exit(1)'))).toMatchObject({ outcome: 'not-tried' })
})
