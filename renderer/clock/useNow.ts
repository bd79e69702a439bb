import { onScopeDispose, shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import { useClock } from './clock.ts'

/** The present time in milliseconds, renewed every `interval` while the component lives. */
export function useNow(interval = 1000): Readonly<ShallowRef<number>> {
  const clock = useClock()
  const now = shallowRef(clock.now())
  onScopeDispose(clock.every(interval, () => (now.value = clock.now())))
  return now
}
