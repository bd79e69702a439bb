import type { RecordingDownload } from '../../../core/index.ts'
import { saveStream } from '../../../core/node/index.ts'

/** What the person is asked with. */
export interface SaveDialog {
  ask(suggestedName: string): Promise<{ canceled: boolean; filePath?: string }>
}

/** Asks where to, then writes the recording there as it comes. False when the person changed their mind; the download is then given up. */
export async function saveRecording(dialog: SaveDialog, callId: string, download: RecordingDownload): Promise<boolean> {
  const { canceled, filePath } = await dialog.ask(suggestedName(callId, download.contentType))
  if (canceled || filePath === undefined || filePath === '') {
    await download.body[Symbol.asyncIterator]().return?.()
    return false
  }
  await saveStream(filePath, download.body)
  return true
}

/** Without anything that a file system would mind. */
function suggestedName(callId: string, contentType: string): string {
  const extension = /wav/i.test(contentType) ? 'wav' : 'mp3'
  return `${callId.replaceAll(/[^\w-]+/g, '-').slice(0, 80)}.${extension}`
}
