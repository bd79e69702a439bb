import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Outcome } from '../../../contract/define.ts'
import type { CallbackTest } from '../../../contract/model/callback.ts'
import type { Failure } from '../../../contract/model/failure.ts'
import { useClient } from '../../bridge/bridge.ts'

type Work = 'test' | 'register' | 'unregister'

/** Registering and trying an account's callback address. One thing at a time; what the last one showed stays until the next. */
export const useCallbacksStore = defineStore('callbacks', () => {
  const client = useClient()
  const work = ref<Work | null>(null)
  const trial = shallowRef<CallbackTest | null>(null)
  const registered = ref<string | null>(null)
  const failure = shallowRef<{ readonly work: Work; readonly failure: Failure } | null>(null)
  let turn = 0

  /** Another account is shown. */
  function clear(): void {
    turn++
    work.value = null
    trial.value = null
    registered.value = null
    failure.value = null
  }

  async function test(account: string): Promise<void> {
    const value = await run('test', () => client.callbacks.test({ account }))
    if (value) trial.value = value
  }

  async function register(account: string): Promise<void> {
    const value = await run('register', () => client.callbacks.register({ account }))
    if (value) registered.value = value.url
  }

  /** Whether what was registered before is back. */
  async function unregister(account: string): Promise<boolean> {
    await run('unregister', () => client.callbacks.unregister({ account }))
    return failure.value === null
  }

  const copy = (url: string): Promise<Outcome<void>> => client.app.copyText({ text: url })

  async function run<Value>(what: Work, ask: () => Promise<Outcome<Value>>): Promise<Value | undefined> {
    if (work.value) return undefined
    clear()
    const here = turn
    work.value = what
    const outcome = await ask()
    if (here !== turn) return undefined
    work.value = null
    if (outcome.ok) return outcome.value
    if (outcome.failure.code !== 'aborted') failure.value = { work: what, failure: outcome.failure }
    return undefined
  }

  return { work, trial, registered, failure, clear, test, register, unregister, copy }
})
