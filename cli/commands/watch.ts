import type { NumberedChange } from '../../contract/model/change.ts'
import type { Connection } from '../../contract/model/connection.ts'
import { fail, FailureError } from '../../core/index.ts'
import { callColumns } from '../call-text.ts'
import { chosenAccount } from '../context.ts'
import type { CommandContext } from '../context.ts'
import { sentenceOf } from '../failure-text.ts'
import { alignedRows } from '../output.ts'

/** Live call facts until Ctrl-C; reconnects by itself. Ends by itself only when every account needs a person first. */
export async function watch(context: CommandContext, options: { account?: string }): Promise<void> {
  const { telephony, signal } = context
  const ids = watchedIds(context, options.account)
  const refused = new Map<string, Connection>()
  const allRefused = Promise.withResolvers<never>()
  const unsubscribe = telephony.state.onChange(({ change }: NumberedChange) => {
    if (change.type === 'call' && ids.includes(change.call.account)) {
      const { actions: _actions, ...call } = change.call
      context.output.line({ type: 'call', call }, alignedRows([callColumns(call)]).join(''))
    } else if (change.type === 'listener' && ids.includes(change.listener.account)) {
      const { account, url } = change.listener
      context.output.line({ type: 'listener', account, url }, `${account}  callbacks must reach ${url}`)
    } else if (change.type === 'firing' && ids.includes(change.firing.account)) {
      const { account, id } = change.firing
      context.output.line({ type: 'firing', account, firing: id }, `${account}  fired ${id}`)
    } else if (change.type === 'connection' && ids.includes(change.connection.account)) {
      report(context, change.connection)
      if (change.connection.state === 'refused') refused.set(change.connection.account, change.connection)
      else refused.delete(change.connection.account)
      if (refused.size === ids.length) allRefused.reject(refusal(change.connection))
    }
  })
  // An account without live events keeps nothing open that would keep this process running.
  const awake = setInterval(() => undefined, 60_000)
  try {
    await telephony.watch(ids)
    await Promise.race([allRefused.promise, aborted(signal)])
  } finally {
    clearInterval(awake)
    unsubscribe()
  }
}

function watchedIds(context: CommandContext, named: string | undefined): string[] {
  if (named !== undefined) return [chosenAccount(context.telephony, named, () => true).id]
  const ids = context.telephony.accounts.list().map(({ id }) => id)
  if (ids.length === 0) throw fail('input/invalid', { params: { field: 'account', reason: 'no-accounts-yet' } })
  return ids
}

function report(context: CommandContext, connection: Connection): void {
  const { account, failure, waitingForPerson } = connection
  if (connection.state === 'idle' && failure === undefined) return
  // Nothing can be kept open for a reason that a person can mend: for whoever watches, that account is offline.
  const state = connection.state === 'idle' ? 'offline' : connection.state
  const document = {
    type: 'connection',
    account,
    state,
    ...(failure && { failure }),
    ...(waitingForPerson && { waitingForPerson }),
  }
  const why =
    waitingForPerson === true ? 'accept the request on the device' : failure === undefined ? '' : sentenceOf(failure)
  context.output.line(document, [account, state, why].filter(Boolean).join('  '))
}

function refusal(connection: Connection): FailureError {
  return connection.failure === undefined ? fail('auth/rejected') : new FailureError(connection.failure)
}

/** Rejects when the signal is aborted: by Ctrl-C, or by --timeout. */
async function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = () => reject(signal.reason as Error)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}
