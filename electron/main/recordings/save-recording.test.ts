import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { saveRecording } from './save-recording.ts'

let folder: string
let ended: boolean

beforeEach(async () => {
  ended = false
  folder = await mkdtemp(path.join(tmpdir(), 'sidetone-recording-'))
})

afterEach(() => rm(folder, { recursive: true }))

function download(contentType: string) {
  async function* body(): AsyncGenerator<Uint8Array> {
    try {
      yield await Promise.resolve(Buffer.from('sound'))
    } finally {
      ended = true
    }
  }
  return { contentType, status: 200, body: body() } as const
}

it('writes to where the person said', async () => {
  const filePath = path.join(folder, 'mine.mp3')
  const dialog = { ask: async () => ({ canceled: false, filePath }) }
  expect(await saveRecording(dialog, 'desk:1', download('audio/mpeg'))).toBe(true)
  expect(await readFile(filePath, 'utf8')).toBe('sound')
})

it.each([
  ['audio/mpeg', 'desk-a-b.mp3'],
  ['audio/x-wav', 'desk-a-b.wav'],
])('suggests for %s a name that every file system takes', async (type, name) => {
  const asked: string[] = []
  const dialog = {
    ask: async (suggested: string) => {
      asked.push(suggested)
      return { canceled: true }
    },
  }
  expect(await saveRecording(dialog, 'desk:a/../b', download(type))).toBe(false)
  expect(asked).toEqual([name])
})

it('asks no more of the service when the person changed their mind', async () => {
  const { body, ...rest } = download('audio/mpeg')
  await body.next()
  await saveRecording({ ask: async () => ({ canceled: true }) }, 'desk:1', { ...rest, body })
  expect(ended).toBe(true)
})
