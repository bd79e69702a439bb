import type { Account } from '../../contract/model/account.ts'
import { RingerMode } from '../../contract/model/ringer.ts'
import type { Ringer } from '../../contract/model/ringer.ts'
import { fail } from '../../core/index.ts'
import { capabilitiesOf, chosenAccount } from '../context.ts'
import type { CommandContext } from '../context.ts'
import { alignedRows } from '../output.ts'

/** Sets the ringer mode of the named device, or of every device that has one; without a mode, tells the last one. */
export async function ringer(
  context: CommandContext,
  word: string | undefined,
  options: { account?: string },
): Promise<void> {
  const { telephony, output, signal } = context
  const accounts = accountsWithRinger(context, options.account)
  const ringers: Ringer[] = []
  if (word === undefined) ringers.push(...accounts.map(({ id }) => telephony.ringer.of(id)))
  else {
    const mode = RingerMode.safeParse(word)
    if (!mode.success) throw fail('input/invalid', { params: { field: 'mode', reason: 'silent, manner or sound' } })
    for (const { id } of accounts) ringers.push(await telephony.ringer.set(id, mode.data, signal))
  }
  output.result({ ringers }, alignedRows(ringers.map((one) => [one.account, one.mode ?? '-', one.certainty])))
}

function accountsWithRinger(context: CommandContext, named: string | undefined): readonly Account[] {
  const { telephony } = context
  const hasRinger = (account: Account) => capabilitiesOf(telephony, account).ringer !== 'none'
  if (named !== undefined) return [chosenAccount(telephony, named, hasRinger)]
  const accounts = telephony.accounts.list().filter(hasRinger)
  if (accounts.length === 0)
    throw fail('input/invalid', { params: { field: 'account', reason: 'no-account-has-a-ringer' } })
  return accounts
}
