import type { Reply } from '../../wire/message.ts'
import { account } from './account.ts'
import { FoneStormError } from './errors.ts'
import { type Fields, requiredField } from './fields.ts'
import type { FoneStormSwitches } from './switches.ts'
import type { Tokens } from './tokens.ts'

/** POST /auth: 201 with a token, 401 for a wrong name or password. */
export function authorize(fields: Fields, tokens: Tokens, switches: Readonly<FoneStormSwitches>): Reply {
  const username = requiredField(fields, 'username')
  const password = requiredField(fields, 'password')
  const lifetimeSeconds = readLifetime(fields.get('expires'), switches)
  if (username !== account.username || password !== account.password) {
    throw new FoneStormError(401, 'The user name or password is incorrect.')
  }
  return { status: 201, body: inReplyForm(tokens.issue(lifetimeSeconds), switches) }
}

function readLifetime(expires: string | undefined, switches: Readonly<FoneStormSwitches>): number {
  const { tokenLifetimeSeconds, longestTokenSeconds, overlongExpires } = switches
  if (expires === undefined) return Math.min(tokenLifetimeSeconds, longestTokenSeconds)
  const seconds = Number(expires)
  if (!Number.isInteger(seconds) || seconds < 1) throw new FoneStormError(400, 'expires must be a number of seconds.')
  if (seconds > longestTokenSeconds && overlongExpires === 'refuse') {
    throw new FoneStormError(400, `expires must be at most ${longestTokenSeconds}.`)
  }
  return Math.min(seconds, longestTokenSeconds)
}

function inReplyForm(token: string, { tokenReply }: Readonly<FoneStormSwitches>): object {
  switch (tokenReply) {
    case 'auth':
      return { auth: { token } }
    case 'authorization':
      return { authorization: { token } }
    case 'bare':
      return { token }
  }
}
