import { computed, ref } from 'vue'
import type { ComputedRef, Ref } from 'vue'

/** A long list, a page at a time. */
export interface Pages<Item> {
  readonly items: ComputedRef<readonly Item[]>
  /** Of the first item shown, counted from 0. */
  readonly start: ComputedRef<number>
  readonly total: ComputedRef<number>
  readonly page: Ref<number>
  readonly last: ComputedRef<number>
}

/** Pages count from 0. A list that becomes shorter shows its last page rather than nothing. */
export function usePages<Item>(all: () => readonly Item[], size = 50): Pages<Item> {
  const wanted = ref(0)
  const total = computed(() => all().length)
  const last = computed(() => Math.max(0, Math.ceil(total.value / size) - 1))
  const page = computed({
    get: () => Math.min(wanted.value, last.value),
    set: (next) => (wanted.value = Math.max(0, Math.min(next, last.value))),
  })
  const start = computed(() => page.value * size)
  return { page, last, start, total, items: computed(() => all().slice(start.value, start.value + size)) }
}
