import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fail } from '../failure.ts'
import { saveStream } from './save-stream.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sidetone-save-'))
})

afterEach(() => rm(folder, { recursive: true }))

async function* pieces(...texts: (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) {
    if (text instanceof Error) throw text
    yield await Promise.resolve(Buffer.from(text))
  }
}

it('writes the whole stream and says how long it was', async () => {
  const file = path.join(folder, 'call.mp3')
  expect(await saveStream(file, pieces('one ', 'two'))).toBe(7)
  expect(await readFile(file, 'utf8')).toBe('one two')
  expect(await readdir(folder)).toEqual(['call.mp3'])
})

it('leaves nothing, and what was there before, when the stream breaks off', async () => {
  const file = path.join(folder, 'call.mp3')
  await saveStream(file, pieces('old'))
  await expect(saveStream(file, pieces('new', fail('net/offline')))).rejects.toMatchObject({
    failure: { code: 'net/offline' },
  })
  expect(await readdir(folder)).toEqual(['call.mp3'])
  expect(await readFile(file, 'utf8')).toBe('old')
})

it('says why a place cannot be written to', async () => {
  await expect(saveStream(path.join(folder, 'no', 'call.mp3'), pieces('x'))).rejects.toMatchObject({
    failure: { code: 'input/invalid', params: { field: 'output', reason: 'ENOENT' } },
  })
})
