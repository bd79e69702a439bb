// One worker's life, and the requests that wait for it:
//
//   none --ask--> running --close--> closed
//                 running --it dies--> none (once: the next ask starts another) or dead (the second time)
import { Worker } from 'node:worker_threads'
import { fail } from '../../failure.ts'
import type { FailureError } from '../../failure.ts'
import type { StoreReason } from './store-problem.ts'
import type { StoreMessage, StoreOperation, StoreRequest, StoreWorkerData } from './store-protocol.ts'

/** Deaths after which another worker is started. */
const RESTARTS = 1

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: FailureError) => void
}

export interface StoreThread {
  ask(operation: StoreOperation, argument?: unknown): Promise<unknown>
  /** Waits for the file to be closed, then ends the worker. */
  close(): Promise<void>
  /** For tests: the worker as it would die of lack of memory. */
  kill(): Promise<void>
}

export interface StoreThreadListener {
  /** A damaged file now lies under this name; a new one was begun. */
  putAside(name: string): void
  /** The worker ended by itself. */
  died(reason: string): void
}

export function storeThread(data: StoreWorkerData, listener: StoreThreadListener): StoreThread {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let deaths = 0
  let lastNumber = 0
  let closing = false

  function start(): Worker {
    const started = new Worker(workerUrl(), { workerData: data })
    // Idle it must not keep the process alive; `ask` holds it while something waits.
    started.unref()
    started.on('message', (message: StoreMessage) => received(started, message))
    started.on('error', (error: unknown) => listener.died(error instanceof Error ? error.name : 'unknown'))
    started.on('exit', () => exited(started))
    return started
  }

  function received(from: Worker, message: StoreMessage): void {
    if (message.type === 'put-aside') return listener.putAside(message.name)
    const one = waiting.get(message.number)
    waiting.delete(message.number)
    if (waiting.size === 0) from.unref()
    if (message.type === 'done') one?.resolve(message.value)
    else one?.reject(storeFailure(message.reason))
  }

  function exited(ended: Worker): void {
    if (worker !== ended) return
    worker = undefined
    if (!closing) deaths += 1
    for (const one of waiting.values()) one.reject(storeFailure('stopped'))
    waiting.clear()
  }

  function ask(operation: StoreOperation, argument?: unknown): Promise<unknown> {
    if (closing || deaths > RESTARTS) return Promise.reject(storeFailure('stopped'))
    worker ??= start()
    worker.ref()
    lastNumber += 1
    const request: StoreRequest = { number: lastNumber, operation, argument }
    const target = worker
    return new Promise((resolve, reject) => {
      waiting.set(request.number, { resolve, reject })
      target.postMessage(request)
    })
  }

  async function close(): Promise<void> {
    if (closing) return
    const closed = worker === undefined ? undefined : ask('close')
    closing = true
    await closed?.catch(() => undefined)
    await worker?.terminate()
  }

  async function kill(): Promise<void> {
    await worker?.terminate()
  }

  return { ask, close, kill }
}

/** Beside this file: as source, and in the built app, where all chunks share a folder. */
function workerUrl(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './store-worker.ts' : './store-worker.js', import.meta.url)
}

function storeFailure(reason: StoreReason): FailureError {
  if (reason === 'bad-cursor') return fail('input/invalid', { params: { field: 'before', reason } })
  if (reason === 'bad-date') return fail('input/invalid', { params: { field: 'date', reason } })
  return fail('store/unavailable', { retry: reason === 'newer-version' ? 'no' : 'after', params: { reason } })
}
