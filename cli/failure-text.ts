import type { Failure, FailureCode } from '../contract/model/failure.ts'

/** 1 a bug, 2 usage or input, 3 vault, 4 credentials, 5 unreachable or throttled, 6 the provider said no, 130 interrupted. */
const exitCodes: Record<FailureCode, number> = {
  'auth/rejected': 4,
  'auth/expired': 4,
  'net/offline': 5,
  'net/timeout': 5,
  'net/tls': 5,
  'rate/limited': 5,
  'provider/unavailable': 5,
  'provider/protocol': 6,
  'provider/refused': 6,
  'call/wrong-state': 6,
  unsupported: 2,
  'not-found': 6,
  'input/invalid': 2,
  'vault/unavailable': 3,
  'vault/unreadable': 3,
  'store/unavailable': 1,
  aborted: 130,
  bug: 1,
}

const sentences: Record<FailureCode, string> = {
  'auth/rejected': 'The service does not accept these credentials; check the account with "sidetone accounts test".',
  'auth/expired': 'The sign-in has expired and could not be renewed; test the account or enter its credentials again.',
  'net/offline': 'The service cannot be reached; check that it is running and that its address is right.',
  'net/timeout': 'The service did not answer in time.',
  'net/tls': 'The secure connection to the service could not be made; its certificate is not trusted here.',
  'rate/limited': 'The service asks to slow down; try again later.',
  'provider/unavailable': 'The service is not working right now; try again later.',
  'provider/protocol': 'The service answered something that cannot be understood.',
  'provider/refused': 'The service refused.',
  'call/wrong-state': 'The call is not in a state in which this can be done.',
  unsupported: 'This service cannot do that.',
  'not-found': 'There is no such thing.',
  'input/invalid': 'The input is not right.',
  'vault/unavailable':
    'No keychain can be used here; unlock one, or use "--vault session" with secrets in the environment.',
  'vault/unreadable': 'An entry of the keychain cannot be read; enter the credentials of this account again.',
  'store/unavailable':
    'The history on disk cannot be used; check that the disk is not full and the folder can be written.',
  aborted: 'Interrupted.',
  bug: 'Something went wrong inside Sidetone; please report this with the log.',
}

/** Words of `params` that say more than the code, as a person may read them. Secrets are never among them. */
const named = ['field', 'reason', 'what', 'id', 'state', 'command', 'host', 'vendorCode', 'vendorMessage'] as const

export function exitCodeOf(failure: Failure): number {
  return exitCodes[failure.code]
}

/** One plain sentence, with what is known of the cause in brackets. */
export function sentenceOf(failure: Failure): string {
  const params = failure.params ?? {}
  const facts = named.filter((name) => params[name] !== undefined).map((name) => `${name}: ${String(params[name])}`)
  const detail = facts.length > 0 ? ` (${facts.join(', ')})` : ''
  const unknown =
    failure.outcome === 'unknown'
      ? ' It may have gone through all the same: look at the phone before trying again.'
      : ''
  return oneLine(`${sentences[failure.code]}${detail}${unknown}`)
}

/** What `--json` prints on failure. */
export function failureDocument(failure: Failure): object {
  return { failure: { ...failure, message: sentenceOf(failure) } }
}

function oneLine(text: string): string {
  // A vendor's message is a stranger's text: nothing in it may move the cursor or begin a line of its own.
  return text.replaceAll(/\p{Cc}+/gu, ' ')
}
