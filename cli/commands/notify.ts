import { chosenAccount } from '../context.ts'
import type { CommandContext } from '../context.ts'

/** Registers this app's callback address with the service. */
export async function setNotify(context: CommandContext, options: { account?: string }): Promise<void> {
  const { id } = chosenAccount(context.telephony, options.account, receivesCallbacks(context))
  const { url } = await context.telephony.notify.set(id, context.signal)
  context.output.result({ account: id, url }, [`Calls of ${id} are told to ${url}.`])
}

/** Puts back what was registered before. */
export async function clearNotify(context: CommandContext, options: { account?: string }): Promise<void> {
  const { id } = chosenAccount(context.telephony, options.account, receivesCallbacks(context))
  await context.telephony.notify.clear(id, context.signal)
  context.output.result({ account: id, cleared: true }, [`What was registered for ${id} before is back.`])
}

/** Those whose live calls come as callbacks that somebody must register. */
function receivesCallbacks({ telephony }: CommandContext) {
  const callback = telephony.accounts.providers().filter((one) => one.capabilities.live === 'callback')
  return (account: { provider: string }) => callback.some((one) => one.id === account.provider)
}
