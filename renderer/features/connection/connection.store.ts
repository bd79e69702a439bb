import { defineStore } from 'pinia'
import type { Outcome } from '../../../contract/define.ts'
import { useClient } from '../../bridge/bridge.ts'

/** What a person can do about a connection. The connections themselves are part of the live picture. */
export const useConnectionStore = defineStore('connection', () => {
  const client = useClient()

  /** Connects again now: after a refusal was mended, or because the person does not want to wait. */
  const reconnect = (account: string): Promise<Outcome<void>> => client.accounts.reconnect({ account })

  return { reconnect }
})
