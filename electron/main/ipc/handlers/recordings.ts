import type { SidetoneHandlers } from '../../../../contract/api.ts'
import type { Telephony } from '../../../../core/index.ts'
import type { Desktop } from './app.ts'

export function recordingHandlers({ recordings }: Telephony, desktop: Desktop): SidetoneHandlers['recordings'] {
  return {
    /** The person is asked only once there is something to save. */
    save: async ({ id }) => {
      const download = await recordings.download(id)
      return { saved: await desktop.saveRecording(id, download) }
    },
  }
}
