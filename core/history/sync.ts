import type { Call } from '../../contract/model/call.ts'
import type { SyncReport } from '../../contract/model/history.ts'
import { advance, callIdOf } from '../calls/call-machine.ts'
import type { CallOwner } from '../calls/call-machine.ts'
import type { CallStore } from '../ports/index.ts'
import type { HistoryBatch, HistorySource } from '../provider.ts'

/**
 * Reads a service's history into the journal, newest first, a batch at a time: what was written stays, whatever happens after. A call that the journal has
 * already, live or from an earlier sync, is enriched and never doubled.
 */
export async function syncHistory(
  source: HistorySource,
  store: CallStore,
  owner: CallOwner,
  range: { readonly since: number; readonly until: number },
  hooks: { readonly progress?: (report: SyncReport) => void; readonly written: () => void },
  signal: AbortSignal,
): Promise<SyncReport> {
  let report: SyncReport = { account: owner.account, read: 0, changed: 0 }
  for await (const batch of source.read(range, signal)) {
    signal.throwIfAborted()
    const changed = await writeBatch(batch, store, owner)
    report = { ...report, read: report.read + batch.calls.length, changed: report.changed + changed }
    if (changed > 0) hooks.written()
    hooks.progress?.(report)
  }
  return report
}

async function writeBatch(batch: HistoryBatch, store: CallStore, owner: CallOwner): Promise<number> {
  const ids = batch.calls.map((fact) => callIdOf(owner.account, fact.key))
  const known = new Map((await store.findAll(ids)).map((call) => [call.id, call]))
  const changed = new Map<string, Call>()
  for (const fact of batch.calls) {
    const id = callIdOf(owner.account, fact.key)
    const before = changed.get(id) ?? known.get(id)
    const { call } = advance(before, fact, owner)
    if (before === undefined || JSON.stringify(before) !== JSON.stringify({ ...before, ...call })) changed.set(id, call)
  }
  if (changed.size > 0) await store.save([...changed.values()])
  return changed.size
}
