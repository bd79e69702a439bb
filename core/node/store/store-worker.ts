// The worker thread in which SQLite runs: its calls are synchronous, and a slow search must not freeze the window. It is a file of its own in the built app too.
import { parentPort, workerData } from 'node:worker_threads'
import { callJournal } from './call-journal.ts'
import type { CallJournal } from './call-journal.ts'
import { reasonOf } from './store-problem.ts'
import type { StoreMessage, StoreRequest, StoreWorkerData } from './store-protocol.ts'

const { file } = workerData as StoreWorkerData
const journal = callJournal(file, (name) => tell({ type: 'put-aside', name }))

parentPort?.on('message', ({ number, operation, argument }: StoreRequest) => {
  try {
    const run = journal[operation] as (argument: unknown) => ReturnType<CallJournal[typeof operation]>
    tell({ type: 'done', number, value: run(argument) })
  } catch (thrown) {
    tell({ type: 'failed', number, reason: reasonOf(thrown) })
  }
})

function tell(message: StoreMessage): void {
  parentPort?.postMessage(message)
}
