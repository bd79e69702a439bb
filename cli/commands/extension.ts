import type { Extension, ExtensionProperties, ExtensionValue } from '../../contract/model/extension.ts'
import { fail } from '../../core/index.ts'
import { capabilitiesOf, chosenAccount } from '../context.ts'
import type { CommandContext } from '../context.ts'
import { alignedRows } from '../output.ts'

export async function showExtension(context: CommandContext, options: { account?: string }): Promise<void> {
  const extension = await context.telephony.extension.read(accountWithExtension(context, options), context.signal)
  context.output.result(extension, lines(extension))
}

/** Sends only the named keys. `KEY=VALUE`: true, false, null and numbers are meant as such unless quoted; everything else is text. */
export async function changeExtension(
  context: CommandContext,
  pairs: readonly string[],
  options: { account?: string },
): Promise<void> {
  const properties: ExtensionProperties = Object.fromEntries(pairs.map(pairOf))
  const extension = await context.telephony.extension.change(
    accountWithExtension(context, options),
    properties,
    context.signal,
  )
  context.output.result(extension, lines(extension))
}

function pairOf(pair: string): [string, ExtensionValue] {
  const equals = pair.indexOf('=')
  if (equals < 1) throw fail('input/invalid', { params: { field: 'key=value', reason: 'no-equals-sign' } })
  return [pair.slice(0, equals), valueOf(pair.slice(equals + 1))]
}

function valueOf(text: string): ExtensionValue {
  if (/^(true|false|null|-?(0|[1-9]\d{0,14}))$/.test(text)) return JSON.parse(text) as ExtensionValue
  return /^".*"$/s.test(text) ? text.slice(1, -1) : text
}

function accountWithExtension(context: CommandContext, options: { account?: string }): string {
  const can = (account: Parameters<typeof capabilitiesOf>[1]) => capabilitiesOf(context.telephony, account).extension
  return chosenAccount(context.telephony, options.account, can).id
}

function lines(extension: Extension): string[] {
  const rows = Object.entries(extension.properties).map(([key, value]) => [key, JSON.stringify(value)])
  return alignedRows([['extension', extension.id], ...rows])
}
