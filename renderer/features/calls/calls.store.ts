import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Call, CallAction } from '../../../contract/model/call.ts'
import type { Failure } from '../../../contract/model/failure.ts'
import { useClient } from '../../bridge/bridge.ts'

/** Commands on live calls: which is under way, and how the last one on a call failed. */
export const useCallsStore = defineStore('calls', () => {
  const client = useClient()
  const pending = ref<Readonly<Record<string, CallAction>>>({})
  const failures = ref<Readonly<Record<string, Failure>>>({})

  async function act(call: Call, action: CallAction): Promise<void> {
    if (pending.value[call.id]) return
    pending.value = { ...pending.value, [call.id]: action }
    failures.value = without(failures.value, call.id)
    const outcome = await send(call.id, action)
    pending.value = without(pending.value, call.id)
    if (!outcome.ok && outcome.failure.code !== 'aborted') {
      failures.value = { ...failures.value, [call.id]: outcome.failure }
    }
  }

  function send(id: string, action: CallAction) {
    switch (action) {
      case 'answer':
        return client.calls.answer({ id })
      case 'reject':
        return client.calls.reject({ id })
      case 'hang-up':
        return client.calls.hangUp({ id })
      case 'dismiss':
        return client.calls.dismiss({ id })
      default:
        return assertNever(action)
    }
  }

  /** Forgets what concerns calls that have left. */
  function keepOnly(calls: readonly Call[]): void {
    const ids = new Set(calls.map((call) => call.id))
    failures.value = Object.fromEntries(Object.entries(failures.value).filter(([id]) => ids.has(id)))
  }

  return { pending, failures, act, keepOnly }
})

function without<Value>(record: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== key))
}

function assertNever(action: never): never {
  throw new Error(`unknown action ${String(action)}`)
}
