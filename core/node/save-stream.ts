import { open, rename, rm } from 'node:fs/promises'
import { fail } from '../failure.ts'
import { systemCode } from './disk-failure.ts'

/**
 * Writes a stream to a file that appears under its name only when it is whole (0600). Resolves to its size in bytes. Fails with input/invalid
 * (`field: 'output'`) where it cannot be written; what the stream fails with passes through. Nothing partial is left.
 */
export async function saveStream(path: string, body: AsyncIterable<Uint8Array>): Promise<number> {
  const partial = `${path}.part`
  const file = await open(partial, 'w', 0o600).catch((thrown: unknown) => {
    throw cannotWrite(thrown)
  })
  let bytes = 0
  try {
    try {
      for await (const piece of body) {
        await file.write(piece).catch((thrown: unknown) => {
          throw cannotWrite(thrown)
        })
        bytes += piece.length
      }
    } finally {
      await file.close()
    }
    await rename(partial, path).catch((thrown: unknown) => {
      throw cannotWrite(thrown)
    })
    return bytes
  } catch (thrown) {
    await rm(partial, { force: true })
    throw thrown
  }
}

function cannotWrite(thrown: unknown) {
  return fail('input/invalid', { params: { field: 'output', reason: systemCode(thrown) ?? 'not-written' } }, thrown)
}
