import { saveStream } from '../../core/node/index.ts'
import type { CommandContext } from '../context.ts'

/** Downloads the recording of a call; the file appears only when it is whole. */
export async function saveRecording(context: CommandContext, call: string, options: { output: string }): Promise<void> {
  const { contentType, body } = await context.telephony.recordings.download(call, undefined, context.signal)
  const bytes = await saveStream(options.output, body)
  const lines = [`${options.output}: ${String(bytes)} bytes.`]
  context.output.result({ call, file: options.output, contentType, bytes }, lines)
}
