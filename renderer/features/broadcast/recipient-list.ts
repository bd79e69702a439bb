import { ref, shallowRef } from 'vue'
import type { Ref, ShallowRef } from 'vue'
import type { Recipient } from '../../../contract/model/broadcast.ts'

/** One line of the list; `id` is the window's own and stays when the number is changed. */
export interface RecipientRow {
  readonly id: number
  readonly recipient: Recipient
}

export interface RecipientList {
  readonly rows: Readonly<ShallowRef<readonly RecipientRow[]>>
  /** What is shown is not what the service has. */
  readonly changed: Readonly<Ref<boolean>>
  /** The service's list has arrived. */
  readonly known: Readonly<Ref<boolean>>
  readonly recipients: () => Recipient[]
  /** The service's list arrived; changes that waited under this key are put back. */
  readonly take: (key: string, recipients: readonly Recipient[]) => void
  readonly saved: (recipients: readonly Recipient[]) => void
  /** Shows nothing; changes wait. */
  readonly clear: () => void
  readonly discard: () => void
  /** Changes the row of this id, or adds one at the end (null). */
  readonly put: (id: number | null, recipient: Recipient) => void
  readonly remove: (id: number) => void
  readonly add: (recipients: readonly Recipient[]) => void
  readonly replaceAll: (recipients: readonly Recipient[]) => void
}

/** A number list as it is edited. Rows are never mutated: ten thousand of them are not watched one by one. */
export function createRecipientList(): RecipientList {
  const rows = shallowRef<readonly RecipientRow[]>([])
  const changed = ref(false)
  const known = ref(false)
  const waiting = new Map<string, readonly RecipientRow[]>()
  let original: readonly RecipientRow[] = []
  let key = ''
  let last = 0

  const rowOf = (recipient: Recipient): RecipientRow => ({ id: ++last, recipient })

  function edit(next: readonly RecipientRow[]): void {
    rows.value = next
    changed.value = true
    waiting.set(key, next)
  }

  function start(recipients: readonly Recipient[]): void {
    original = recipients.map(rowOf)
    rows.value = original
    changed.value = false
    known.value = true
  }

  return {
    rows,
    changed,
    known,
    recipients: () => rows.value.map((row) => row.recipient),
    take(newKey, recipients) {
      key = newKey
      start(recipients)
      const kept = waiting.get(key)
      if (kept) edit(kept)
    },
    saved(recipients) {
      waiting.delete(key)
      start(recipients)
    },
    clear() {
      rows.value = []
      original = []
      changed.value = false
      known.value = false
    },
    discard() {
      waiting.delete(key)
      rows.value = original
      changed.value = false
    },
    put(id, recipient) {
      const there = rows.value.some((row) => row.id === id)
      if (there) edit(rows.value.map((row) => (row.id === id ? { id: row.id, recipient } : row)))
      else edit([...rows.value, rowOf(recipient)])
    },
    remove: (id) => edit(rows.value.filter((row) => row.id !== id)),
    add: (recipients) => edit([...rows.value, ...recipients.map(rowOf)]),
    replaceAll: (recipients) => edit(recipients.map(rowOf)),
  }
}
