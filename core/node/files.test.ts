import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { FailureError } from '../failure.ts'
import { diskFailure } from './disk-failure.ts'
import { homeFiles } from './files.ts'

let folder = ''
let home = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sidetone-files-'))
  home = path.join(folder, 'a', 'home')
})
afterEach(() => rmSync(folder, { recursive: true }))

async function failureOf(promise: Promise<unknown>): Promise<FailureError['failure']> {
  const thrown: unknown = await promise.catch((error: unknown) => error)
  expect(thrown).toBeInstanceOf(FailureError)
  return (thrown as FailureError).failure
}

it('reads what was written, in files and folders of the owner only', async () => {
  const files = homeFiles(home)
  expect(await files.read('accounts.json')).toBeUndefined()
  await files.write('accounts.json', '{"a":"é"}')
  expect(await files.read('accounts.json')).toBe('{"a":"é"}')
  expect(statSync(home).mode & 0o777).toBe(0o700)
  expect(statSync(path.join(home, 'accounts.json')).mode & 0o777).toBe(0o600)
  expect(readdirSync(home)).toEqual(['accounts.json'])
})

it('narrows a file that others could read, and replaces a link instead of following it', async () => {
  const files = homeFiles(folder)
  writeFileSync(path.join(folder, 'elsewhere'), 'untouched')
  symlinkSync('elsewhere', path.join(folder, 'settings.json'))
  await files.write('settings.json', 'mine')
  expect(await files.read('elsewhere')).toBe('untouched')
  writeFileSync(path.join(folder, 'open'), 'x')
  chmodSync(path.join(folder, 'open'), 0o644)
  await files.write('open', 'y')
  expect(statSync(path.join(folder, 'open')).mode & 0o777).toBe(0o600)
})

it('writes of one name follow each other, and nobody ever reads half a text', async () => {
  const files = homeFiles(home)
  const texts = Array.from({ length: 30 }, (_, index) => String(index % 10).repeat(50_000 + index))
  await files.write('x', texts[0] ?? '')
  const reads: Promise<string | undefined>[] = []
  const writes = texts.map((text) => {
    reads.push(files.read('x'))
    return files.write('x', text)
  })
  await Promise.all(writes)
  for (const text of await Promise.all(reads)) expect(texts).toContain(text)
  expect(await files.read('x')).toBe(texts.at(-1))
  expect(readdirSync(home)).toEqual(['x'])
})

it('puts a damaged file aside under a dated name', async () => {
  const files = homeFiles(home)
  await files.write('accounts.json', 'broken')
  const aside = await files.setAside('accounts.json')
  expect(aside).toMatch(/^accounts\.json\.damaged-\d{4}-\d{2}-\d{2}T[\d-]+\.\d{3}Z$/)
  expect(await files.read('accounts.json')).toBeUndefined()
  expect(await files.read(aside)).toBe('broken')
  expect((await failureOf(files.setAside('accounts.json'))).code).toBe('store/unavailable')
})

it('removes a file after the writes before it, and does not mind one that is not there', async () => {
  const files = homeFiles(home)
  const writing = files.write('note', 'text')
  await files.remove('note')
  await writing
  expect(await files.read('note')).toBeUndefined()
  await files.remove('note')
  expect((await failureOf(files.remove('../note'))).code).toBe('bug')
})

it.each(['../x', 'a/b', '', '.', '..'])('refuses the name "%s"', async (name) => {
  const files = homeFiles(home)
  expect((await failureOf(files.write(name, ''))).code).toBe('bug')
})

it('says plainly why it cannot write, leaves no draft and writes again later', async () => {
  const files = homeFiles(home)
  await files.write('other', '')
  const fs = await import('node:fs')
  fs.mkdirSync(path.join(home, 'x'))
  const failure = await failureOf(files.write('x', 'text'))
  expect(failure).toMatchObject({ code: 'store/unavailable', params: { reason: 'not-a-file', file: 'x' } })
  expect(readdirSync(home).sort()).toEqual(['other', 'x'])
  fs.rmdirSync(path.join(home, 'x'))
  await files.write('x', 'text')
  expect(await files.read('x')).toBe('text')
})

it.each([
  ['ENOSPC', 'disk-full'],
  ['EACCES', 'no-access'],
  ['EROFS', 'read-only'],
  ['ESOMETHING', 'ESOMETHING'],
])('%s is %s', (code, reason) => {
  const error = Object.assign(new Error(`${code}: open '/home/someone/secret'`), { code })
  const { failure, message } = diskFailure(error, 'x')
  expect(failure).toMatchObject({ code: 'store/unavailable', params: { reason, file: 'x' } })
  expect(message).not.toContain('someone')
})
