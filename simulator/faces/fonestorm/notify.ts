import type { Reply } from '../../wire/message.ts'
import { FoneStormError } from './errors.ts'
import { chosenField, type Fields, requiredField } from './fields.ts'
import { type CallbackKind, callbackMethods, type Registration } from './fonenumber.ts'
import type { FoneNumbers } from './fonenumbers.ts'
import type { FoneStormSwitches } from './switches.ts'

/**
 * POST /calls/send_notify and /calls/receive_notify: one callback each for every FoneNumber; setting another replaces it.
 * The document's table names url_username twice; the second is url_password, as in the swagger file.
 */
export function setNotify(
  kind: CallbackKind,
  fields: Fields,
  numbers: FoneNumbers,
  switches: Readonly<FoneStormSwitches>,
): Reply {
  const number = numbers.find(requiredField(fields, 'fonenumber'))
  const cancelled = switches.noneCancels && fields.get('type') === 'None'
  const registration = cancelled ? null : readRegistration(fields)
  number.notify[kind] = registration
  if (switches.notifyReply === 'fonenumber') return numbers.reply(number)
  // The document's example sets requestb.in/1h8v9c01 and is answered requestb.in/16fu9oz1.
  const url = switches.echoesAnotherUrl ? 'https://requestb.in/16fu9oz1' : (registration?.url ?? '')
  return { status: 200, body: { callback: { url, method: registration?.method ?? '' } } }
}

function readRegistration(fields: Fields): Registration {
  const url = requiredField(fields, 'url')
  if (!/^https?:\/\/[^/]/i.test(url) || !URL.canParse(url)) {
    throw new FoneStormError(400, 'url must be a valid HTTP or HTTPS URL.')
  }
  const method = chosenField(fields, 'method', callbackMethods)
  const username = fields.get('url_username')
  return { url, method, ...(username ? { username, password: fields.get('url_password') ?? '' } : {}) }
}
