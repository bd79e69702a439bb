import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Extension, ExtensionProperties, ExtensionValue } from '../../../contract/model/extension.ts'
import type { Failure } from '../../../contract/model/failure.ts'
import { useClient } from '../../bridge/bridge.ts'
import { kindOf, sameValue, textError, valueOf } from './property-value.ts'

/** What is being typed, by property: a line of text, or a switch's state. */
type Edits = Readonly<Record<string, string | boolean>>

/**
 * A phone terminal's properties and the changes to them that are not sent yet. Only keys whose value differs from the service's are sent; what the service has then is
 * shown; where that fails, the changes stay.
 */
export const useExtensionStore = defineStore('extension', () => {
  const client = useClient()
  const account = ref<string | null>(null)
  const extension = shallowRef<Extension | null>(null)
  const edits = shallowRef<Edits>({})
  const reading = ref(false)
  const saving = ref(false)
  const failure = shallowRef<Failure | null>(null)
  const saveFailure = shallowRef<Failure | null>(null)
  let turn = 0

  const before = (name: string): ExtensionValue | undefined => extension.value?.properties[name]

  /** Reads the properties; changes that were typed for this account stay. */
  async function open(id: string): Promise<void> {
    if (account.value !== id) {
      extension.value = null
      edits.value = {}
      saveFailure.value = null
    }
    account.value = id
    const here = ++turn
    reading.value = true
    failure.value = null
    const outcome = await client.extension.read({ account: id })
    if (here !== turn) return
    reading.value = false
    if (outcome.ok) extension.value = outcome.value
    else if (outcome.failure.code !== 'aborted') failure.value = outcome.failure
  }

  function edit(name: string, value: string | boolean): void {
    edits.value = { ...edits.value, [name]: value }
  }

  function discard(): void {
    edits.value = {}
    saveFailure.value = null
  }

  /** What would be sent: the keys whose value is another one. */
  const changed = computed((): ExtensionProperties => {
    const values: ExtensionProperties = {}
    for (const [name, typed] of Object.entries(edits.value)) {
      const old = before(name)
      const next = typeof typed === 'boolean' ? typed : valueOf(name, kindOf(name, old), typed, old)
      // Nothing there and nothing typed is no change.
      if (!sameValue(next, old) && !(next === '' && (old === undefined || old === null))) values[name] = next
    }
    return values
  })

  const errors = computed(() =>
    Object.fromEntries(
      Object.entries(edits.value).flatMap(([name, typed]) => {
        const error = typeof typed === 'string' ? textError(name, kindOf(name, before(name)), typed) : null
        return error ? [[name, error] as const] : []
      }),
    ),
  )

  async function save(): Promise<boolean> {
    if (account.value === null || saving.value || Object.keys(errors.value).length > 0) return false
    const properties = changed.value
    if (Object.keys(properties).length === 0) return false
    const here = ++turn
    saving.value = true
    saveFailure.value = null
    const outcome = await client.extension.change({ account: account.value, properties })
    saving.value = false
    if (here !== turn) return false
    if (outcome.ok) {
      extension.value = outcome.value
      edits.value = {}
    } else if (outcome.failure.code !== 'aborted') saveFailure.value = outcome.failure
    return outcome.ok
  }

  return {
    account,
    extension,
    edits,
    reading,
    saving,
    failure,
    saveFailure,
    changed,
    errors,
    open,
    edit,
    discard,
    save,
  }
})
