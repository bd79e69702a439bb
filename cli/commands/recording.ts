import { open, rename, rm } from 'node:fs/promises'
import { fail } from '../../core/index.ts'
import type { CommandContext } from '../context.ts'

/** Downloads the recording of a call; the file appears only when it is whole. */
export async function saveRecording(context: CommandContext, call: string, options: { output: string }): Promise<void> {
  const { contentType, body } = await context.telephony.recordings.download(call, undefined, context.signal)
  const partial = `${options.output}.part`
  const bytes = await written(partial, body)
  await rename(partial, options.output).catch((thrown: unknown) => {
    throw cannotWrite(thrown)
  })
  context.output.result({ call, file: options.output, contentType, bytes }, [
    `${options.output}: ${String(bytes)} bytes.`,
  ])
}

async function written(path: string, body: AsyncIterable<Uint8Array>): Promise<number> {
  const file = await open(path, 'w', 0o600).catch((thrown: unknown) => {
    throw cannotWrite(thrown)
  })
  let bytes = 0
  try {
    for await (const piece of body) {
      await file.write(piece)
      bytes += piece.length
    }
    await file.close()
    return bytes
  } catch (thrown) {
    await file.close()
    await rm(path, { force: true })
    throw thrown
  }
}

function cannotWrite(thrown: unknown) {
  const reason = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'not-written'
  return fail('input/invalid', { params: { field: 'output', reason } }, thrown)
}
