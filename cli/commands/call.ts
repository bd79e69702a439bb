import clipboard from 'clipboardy'
import type { DialPlan } from '../../contract/model/dial.ts'
import type { Account } from '../../contract/model/account.ts'
import { fail } from '../../core/index.ts'
import { callColumns } from '../call-text.ts'
import { capabilitiesOf, chosenAccount } from '../context.ts'
import type { CommandContext } from '../context.ts'
import { alignedRows } from '../output.ts'

export interface CallOptions {
  readonly account?: string
  readonly say?: string
  readonly yes?: boolean
  readonly dryRun?: boolean
  readonly clipboard?: boolean
  readonly link?: string
}

/** Dials, once. What would be dialled is decided by the same rules with and without --dry-run. */
export async function placeCall(
  context: CommandContext,
  number: string | undefined,
  options: CallOptions,
): Promise<void> {
  const { telephony, output, signal } = context
  const text = await dialText(number, options)
  const account = chosenAccount(telephony, options.account, (one) => capabilitiesOf(telephony, one).dialing !== 'none')
  const plan = await telephony.calls.plan(text, account.id)
  const dials = dialsOf(plan)
  if (options.dryRun === true) {
    const document = { dryRun: true, account: account.id, dials, warnings: plan.warnings, reading: plan.reading }
    output.result(document, [
      `Would dial ${dials} through ${account.id}.`,
      ...plan.warnings.map((word) => `Note: ${word}.`),
    ])
    return
  }
  await confirmed(context, account, dials, options)
  const request = { account: account.id, text, ...(options.say === undefined ? {} : { say: options.say }) }
  const call = await telephony.calls.place(request, signal)
  output.result(call, alignedRows([callColumns(call)]))
}

export async function answerCall(context: CommandContext, id: string): Promise<void> {
  await context.telephony.calls.answer(id, context.signal)
  context.output.result({ answered: id }, ['Answered.'])
}

export async function hangUpCall(context: CommandContext, id: string): Promise<void> {
  await context.telephony.calls.hangUp(id, context.signal)
  context.output.result({ hungUp: id }, ['Hung up.'])
}

async function dialText(number: string | undefined, options: CallOptions): Promise<string> {
  const given = [number, options.link, options.clipboard === true ? true : undefined].filter((one) => one !== undefined)
  if (given.length !== 1)
    throw fail('input/invalid', { params: { field: 'number', reason: 'one-of-number-link-clipboard' } })
  if (options.clipboard === true) return clipboardText()
  if (options.link !== undefined && !/^(tel|callto|sidetone):/i.test(options.link)) {
    throw fail('input/invalid', { params: { field: 'link', reason: 'not-a-dial-link' } })
  }
  return options.link ?? number ?? ''
}

/** On a machine without a desktop there is no clipboard. */
async function clipboardText(): Promise<string> {
  try {
    return await clipboard.read()
  } catch {
    throw fail('unsupported', { params: { what: 'clipboard', reason: 'no clipboard can be read here' } })
  }
}

function dialsOf(plan: DialPlan): string {
  if (plan.dials !== undefined) return plan.dials
  if (plan.reading.kind === 'several') {
    const numbers = plan.reading.numbers.map((one) => one.text).join(', ')
    throw fail('input/invalid', { params: { field: 'number', reason: `several numbers: ${numbers}` } })
  }
  const reason = plan.reading.kind === 'refused' ? plan.reading.reason : 'not-dialable'
  throw fail('input/invalid', { params: { field: 'number', reason } })
}

/** Asks before what costs more than a ring: a text that is spoken, a list that is overwritten. */
async function confirmed(
  context: CommandContext,
  account: Account,
  dials: string,
  options: CallOptions,
): Promise<void> {
  const { dialing, speech } = capabilitiesOf(context.telephony, account)
  if (options.say !== undefined && !speech)
    throw fail('unsupported', { provider: account.provider, params: { what: 'say' } })
  const overwrites = dialing === 'overwrites-a-list'
  if (options.yes === true || (!overwrites && options.say === undefined)) return
  if (!context.terminal.interactive)
    throw fail('input/invalid', { params: { field: 'yes', reason: 'needs-confirmation' } })
  const what = overwrites
    ? "This overwrites the rule's number list for the time of the call."
    : 'A text will be spoken.'
  if (!(await context.terminal.confirm(`${what} Call ${dials} through ${account.id}?`, context.signal)))
    throw fail('aborted')
}
