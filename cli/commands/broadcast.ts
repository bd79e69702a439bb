import type { BroadcastQuery } from '../../contract/model/broadcast.ts'
import { fail } from '../../core/index.ts'
import { localTime } from '../call-text.ts'
import { capabilitiesOf, chosenAccount } from '../context.ts'
import type { CommandContext } from '../context.ts'
import { alignedRows } from '../output.ts'
import { recipientsAsCsv } from '../csv.ts'
import { readRecipients } from '../recipients.ts'

export interface BroadcastOptions {
  readonly account?: string
  readonly rule?: string
  readonly yes?: boolean
  readonly firing?: string
  readonly latest?: boolean
  readonly csv?: boolean
  readonly since?: string
  readonly until?: string
}

export async function listRules(context: CommandContext, options: BroadcastOptions): Promise<void> {
  const { rules, countries } = await context.telephony.broadcast.rules(broadcaster(context, options))
  const rows = rules.map(({ name, note, dials }) => [name, dials ? 'dials' : '', note ?? ''])
  context.output.result({ rules, countries }, rows.length > 0 ? alignedRows(rows) : ['No rules are set up.'])
}

export async function listRecipients(context: CommandContext, options: BroadcastOptions): Promise<void> {
  const recipients = await context.telephony.broadcast.recipients(
    broadcaster(context, options),
    ruleOf(options),
    context.signal,
  )
  if (options.csv === true && !context.output.json) {
    context.terminal.write(recipientsAsCsv(recipients))
    return
  }
  const rows = recipients.map((one) => [
    one.tel,
    String(one.group),
    one.check ? 'called' : '',
    String(one.international_prefix_id),
  ])
  const lines = rows.length > 0 ? alignedRows([['TEL', 'GROUP', 'CHECK', 'COUNTRY'], ...rows]) : ['The list is empty.']
  // In the vendor's own columns and values, so that what `recipients` prints `set` reads.
  context.output.result(
    recipients.map((one) => ({ ...one, check: one.check ? 1 : 0 })),
    lines,
  )
}

/** Replaces the whole list with what is on standard input, CSV or JSON. */
export async function setRecipients(context: CommandContext, options: BroadcastOptions): Promise<void> {
  const account = broadcaster(context, options)
  const rule = ruleOf(options)
  const recipients = readRecipients(await context.terminal.readInput())
  await confirmed(context, options, `Replace the whole list of "${rule}" with ${String(recipients.length)} numbers?`)
  await context.telephony.broadcast.replace(account, rule, recipients, context.signal)
  context.output.result({ rule, recipients: recipients.length }, [
    `${String(recipients.length)} numbers are in "${rule}" now.`,
  ])
}

/** Calls everybody who is checked, once. The question says how many. */
export async function fireRule(context: CommandContext, options: BroadcastOptions): Promise<void> {
  const account = broadcaster(context, options)
  const rule = ruleOf(options)
  if (options.yes !== true) {
    const recipients = await context.telephony.broadcast.recipients(account, rule, context.signal)
    const called = recipients.filter((one) => one.check).length
    await confirmed(context, options, `Call ${String(called)} people through "${rule}" now?`)
  }
  const fired = await context.telephony.broadcast.fire(account, rule, context.signal)
  context.output.result({ rule, fired: true, ...fired }, ['Fired. The service has the results in about ten minutes.'])
}

export async function listResults(context: CommandContext, options: BroadcastOptions): Promise<void> {
  const account = broadcaster(context, options)
  const results = await context.telephony.broadcast.results(account, options.rule, queryOf(options), context.signal)
  const calls = results.calls.map((one) => [
    localTime(one.startedAt),
    one.to,
    one.status,
    one.button === null ? '' : `button ${String(one.button)}`,
    one.firing ?? '',
  ])
  const messages = results.messages.map((one) => [
    localTime(one.sentAt),
    one.to,
    one.status,
    'message',
    one.firing ?? '',
  ])
  const rows = [...calls, ...messages]
  context.output.result(
    results,
    rows.length > 0 ? alignedRows(rows) : ['No results (yet): the service needs about ten minutes.'],
  )
}

function broadcaster(context: CommandContext, options: BroadcastOptions): string {
  const can = (account: Parameters<typeof capabilitiesOf>[1]) => capabilitiesOf(context.telephony, account).broadcast
  return chosenAccount(context.telephony, options.account, can).id
}

function ruleOf(options: BroadcastOptions): string {
  if (options.rule === undefined) throw fail('input/invalid', { params: { field: 'rule', reason: 'required' } })
  return options.rule
}

function queryOf({ firing, latest, since, until }: BroadcastOptions): BroadcastQuery {
  if (firing !== undefined) return { firing }
  if (latest === true) return { latest: true }
  return { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) }
}

async function confirmed(context: CommandContext, options: BroadcastOptions, question: string): Promise<void> {
  if (options.yes === true) return
  if (!context.terminal.interactive)
    throw fail('input/invalid', { params: { field: 'yes', reason: 'needs-confirmation' } })
  if (!(await context.terminal.confirm(question, context.signal))) throw fail('aborted')
}
