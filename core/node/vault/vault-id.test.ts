import { mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { vaultId } from './vault-id.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sidetone-vault-id-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('is made once for a home, moves with it, and differs from another home', async () => {
  const home = path.join(folder, 'home')
  const id = await vaultId(home)
  expect(id).toMatch(/^[0-9a-f]{12}$/)
  expect(statSync(path.join(home, 'vault-id')).mode & 0o777).toBe(0o600)
  renameSync(home, path.join(folder, 'moved'))
  expect(await vaultId(path.join(folder, 'moved'))).toBe(id)
  expect(await vaultId(home)).not.toBe(id)
})

it('is one for everybody who asks at the same time, and leaves no drafts', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, () => vaultId(folder)))
  expect(new Set(ids).size).toBe(1)
  expect(readdirSync(folder)).toEqual(['vault-id'])
})

it('replaces a file that holds no id', async () => {
  writeFileSync(path.join(folder, 'vault-id'), 'garbage/../x')
  const id = await vaultId(folder)
  expect(id).toMatch(/^[0-9a-f]{12}$/)
  expect(await vaultId(folder)).toBe(id)
})
