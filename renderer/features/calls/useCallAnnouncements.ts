import { watch } from 'vue'
import { useText } from '../../i18n/useText.ts'
import { useLiveStore } from '../live/index.ts'
import { useNoticesStore } from '../notices/index.ts'
import { stateWord, whoIs } from './call-words.ts'

/** Reads aloud what changed about live calls: a new incoming call at once, everything else when there is a pause. */
export function useCallAnnouncements(): void {
  const live = useLiveStore()
  const notices = useNoticesStore()
  const { t } = useText()
  const told = new Map<string, string>()

  watch(
    () => live.calls,
    (calls) => {
      for (const call of calls) {
        if (told.get(call.id) === call.state) continue
        told.set(call.id, call.state)
        const who = whoIs(call, t)
        if (call.state === 'ringing' && call.direction === 'in')
          notices.announce(t('calls.announceIncoming', { who }), true)
        else notices.announce(t('calls.announceState', { who, state: stateWord(call, t) }))
      }
      for (const id of told.keys()) if (!calls.some((call) => call.id === id)) told.delete(id)
    },
    { immediate: true },
  )
}
