import type { SidetoneHandlers } from '../../../../contract/api.ts'
import type { About } from '../../../../contract/model/about.ts'
import type { RecordingDownload } from '../../../../core/index.ts'

/** What these requests need of the desktop. */
export interface Desktop {
  about(): About
  copyText(text: string): Promise<void>
  /** Asks where to, and writes it there; false when the person changed their mind. */
  saveRecording(callId: string, download: RecordingDownload): Promise<boolean>
}

export function appHandlers(desktop: Desktop): SidetoneHandlers['app'] {
  return {
    about: () => desktop.about(),
    copyText: ({ text }) => desktop.copyText(text),
  }
}
