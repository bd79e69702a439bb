import type { Ringer, RingerMode } from '../../../contract/model/ringer.ts'

/**
 * The mode the control shows: what the devices are in when they agree (the control follows the device), nothing when they differ, and the app's
 * own mode when there is no device or none was ever set from here.
 */
export function shownMode(ringers: readonly Ringer[], own: RingerMode): RingerMode | null {
  const modes = new Set(ringers.flatMap((ringer) => (ringer.mode === null ? [] : [ringer.mode])))
  if (modes.size === 0) return own
  if (modes.size > 1) return null
  return [...modes][0] ?? null
}
