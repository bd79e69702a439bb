import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import type { NumberedChange, Snapshot } from '../../../contract/model/change.ts'
import type { Failure } from '../../../contract/model/failure.ts'
import { useClient } from '../../bridge/bridge.ts'
import { applyChange } from './apply-change.ts'

/**
 * The live picture: a snapshot, then numbered changes.
 *
 *   start ──> waiting ──snapshot──> following ──gap in the numbers──> waiting
 *                │ snapshot failed                    (changes are kept meanwhile)
 *                └──> failed ──start──> waiting
 *
 * Changes that arrive while a snapshot is under way are kept and applied after it, except those it already contains.
 */
export const useLiveStore = defineStore('live', () => {
  const client = useClient()
  const picture = shallowRef<Snapshot | null>(null)
  const failure = shallowRef<Failure | null>(null)
  let kept: NumberedChange[] = []
  let following = false
  let asking = false
  let stopListening: (() => void) | null = null

  async function start(): Promise<void> {
    stopListening ??= client.state.changed(receive)
    await ask()
  }

  function stop(): void {
    stopListening?.()
    stopListening = null
    following = false
  }

  async function ask(): Promise<void> {
    if (asking) return
    asking = true
    following = false
    const outcome = await client.state.snapshot()
    asking = false
    if (!outcome.ok) {
      failure.value = outcome.failure
      return
    }
    failure.value = null
    picture.value = outcome.value
    following = true
    const waiting = kept
    kept = []
    for (const change of waiting) receive(change)
  }

  function receive(numbered: NumberedChange): void {
    const current = picture.value
    if (!following || current === null) {
      kept.push(numbered)
      return
    }
    if (numbered.number <= current.number) return
    if (numbered.number > current.number + 1) {
      kept.push(numbered)
      void ask()
      return
    }
    picture.value = { ...applyChange(current, numbered.change), number: numbered.number }
  }

  return { picture, failure, start, stop, ...viewsOf(picture) }
})

/** The parts of the picture, empty before there is one. */
function viewsOf(picture: Readonly<ShallowRef<Snapshot | null>>) {
  return {
    accounts: computed(() => picture.value?.accounts ?? []),
    connections: computed(() => picture.value?.connections ?? []),
    calls: computed(() => picture.value?.calls ?? []),
    ringers: computed(() => picture.value?.ringers ?? []),
    settings: computed(() => picture.value?.settings ?? null),
    historyRevision: computed(() => picture.value?.historyRevision ?? 0),
    listeners: computed(() => picture.value?.listeners ?? []),
    firings: computed(() => picture.value?.firings ?? []),
    dialIntent: computed(() => picture.value?.dialIntent ?? null),
    secretsThisRunOnly: computed(() => picture.value?.vault === 'session'),
  }
}
