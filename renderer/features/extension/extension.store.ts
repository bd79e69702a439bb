import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Extension } from '../../../contract/model/extension.ts'
import type { Failure } from '../../../contract/model/failure.ts'
import { useClient } from '../../bridge/bridge.ts'
import { changesOf, editErrors } from './extension-changes.ts'
import type { Edits } from './extension-changes.ts'

/**
 * A phone terminal's properties and the changes to them that are not sent yet. Only keys whose value differs from the service's are sent; what the service has then is
 * shown; where that fails, the changes stay.
 */
export const useExtensionStore = defineStore('extension', () => {
  const client = useClient()
  const account = ref<string | null>(null)
  const extension = shallowRef<Extension | null>(null)
  const edits = shallowRef<Edits>({})
  const saving = ref(false)
  const failure = shallowRef<Failure | null>(null)
  const saveFailure = shallowRef<Failure | null>(null)
  let turn = 0

  /** Reads the properties; changes that were typed for this account stay. */
  async function open(id: string): Promise<void> {
    if (account.value !== id) {
      extension.value = null
      edits.value = {}
      saveFailure.value = null
    }
    account.value = id
    const here = ++turn
    failure.value = null
    const outcome = await client.extension.read({ account: id })
    if (here !== turn) return
    if (outcome.ok) extension.value = outcome.value
    else failure.value = unlessCancelled(outcome.failure)
  }

  function edit(name: string, value: string | boolean): void {
    edits.value = { ...edits.value, [name]: value }
  }

  function discard(): void {
    edits.value = {}
    saveFailure.value = null
  }

  const changed = computed(() => changesOf(extension.value?.properties ?? {}, edits.value))
  const errors = computed(() => editErrors(extension.value?.properties ?? {}, edits.value))

  const canSave = computed(() => Object.keys(changed.value).length > 0 && Object.keys(errors.value).length === 0)

  async function save(): Promise<boolean> {
    const properties = changed.value
    if (account.value === null || saving.value || !canSave.value) return false
    const here = ++turn
    saving.value = true
    saveFailure.value = null
    const outcome = await client.extension.change({ account: account.value, properties })
    saving.value = false
    if (here !== turn) return false
    if (outcome.ok) {
      extension.value = outcome.value
      edits.value = {}
    } else saveFailure.value = unlessCancelled(outcome.failure)
    return outcome.ok
  }

  const state = { account, extension, edits, saving, failure, saveFailure, changed, errors, canSave }
  return { ...state, open, edit, discard, save }
})

function unlessCancelled(failure: Failure): Failure | null {
  return failure.code === 'aborted' ? null : failure
}
