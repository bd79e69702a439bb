import type { AccountCheck, AccountDraft, SettingValue } from '../../contract/model/account.ts'
import { AccountDraft as AccountDraftSchema } from '../../contract/model/account.ts'
import { fail, FailureError } from '../../core/index.ts'
import type { CommandContext } from '../context.ts'
import { failureDocument } from '../failure-text.ts'
import { alignedRows } from '../output.ts'

/** Reads an account with its secrets from standard input: on a command line everybody could read them. */
export async function addAccount(context: CommandContext, options: { replace?: boolean }): Promise<void> {
  const draft = draftOf(await context.terminal.readInput())
  const account = await context.telephony.accounts.add(draft, { replace: options.replace === true })
  context.output.result(account, [`Account ${account.id} is set up.`])
}

export async function listAccounts(context: CommandContext): Promise<void> {
  const accounts = context.telephony.accounts.list()
  const rows = accounts.map(({ id, provider, label, settings }) => [id, provider, label, textOf(settings['baseUrl'])])
  const lines = rows.length > 0 ? alignedRows([['ID', 'PROVIDER', 'LABEL', 'ADDRESS'], ...rows]) : ['No accounts yet.']
  context.output.result({ accounts }, lines)
}

export async function removeAccount(context: CommandContext, id: string): Promise<void> {
  await context.telephony.accounts.remove(id)
  context.output.result({ removed: id }, [`Account ${id} and its secrets are removed.`])
}

/** Signs in. What failed is the command's failure, with the capabilities beside it. */
export async function testAccount(context: CommandContext, id: string): Promise<void> {
  const check = await context.telephony.accounts.test(id, context.signal)
  if (check.failure !== undefined) {
    if (context.output.json) context.output.result({ ...check, ...failureDocument(check.failure) }, [])
    throw new FailureError(check.failure)
  }
  context.output.result(check, checkLines(id, check))
}

function checkLines(id: string, check: AccountCheck): string[] {
  const facts = Object.entries(check.details)
  const abilities = Object.entries(check.capabilities).map(([name, value]) => [name, String(value)])
  return [`Account ${id} works.`, ...alignedRows([...facts, ...abilities])]
}

function textOf(value: SettingValue | undefined): string {
  return typeof value === 'string' ? value : ''
}

function draftOf(text: string): AccountDraft {
  const draft = AccountDraftSchema.safeParse(parsed(text))
  if (draft.success) return draft.data
  // Only where it is wrong, never what was there: it may be a secret.
  const where = draft.error.issues[0]?.path.join('.') || 'stdin'
  throw fail('input/invalid', { params: { field: where, reason: 'not-an-account-document' } })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's message would quote the input, secrets and all.
    throw fail('input/invalid', { params: { field: 'stdin', reason: 'not-json' } })
  }
}
