import type { Reply } from '../../wire/message.ts'
import { FoneStormError } from './errors.ts'
import { chosenField, type Fields, requiredField } from './fields.ts'
import {
  callbackMethods,
  createFoneNumber,
  documentObject,
  type FoneNumber,
  newerObject,
  recordModes,
  routingTypes,
  serviceTypes,
} from './fonenumber.ts'
import type { FoneStormSwitches } from './switches.ts'

/** A second number of the account, so that a client cannot take the account for its number. */
export const secondNumber = '3215551111'

/** The account's FoneNumbers, and the requests under /fonenumbers. */
export class FoneNumbers {
  readonly #switches: Readonly<FoneStormSwitches>
  readonly #mainNumber: string
  #numbers = new Map<string, FoneNumber>()
  #ordered = 0

  constructor(mainNumber: string, switches: Readonly<FoneStormSwitches>) {
    this.#switches = switches
    this.#mainNumber = mainNumber
    this.restore()
  }

  /** The account's numbers as at the start, without callbacks. */
  restore(): void {
    const numbers = [this.#mainNumber, secondNumber].map((number) => createFoneNumber(number))
    this.#numbers = new Map(numbers.map((number) => [number.number, number]))
  }

  /** @throws FoneStormError 404 for a number that is not the account's (ASSUMPTION: also where a body names it) */
  find(number: string): FoneNumber {
    const found = this.#numbers.get(number)
    if (!found) throw new FoneStormError(404, `FoneNumber ${number} was not found.`)
    return found
  }

  /** The number, or undefined when it is not (any more) the account's. */
  ifOurs(number: string): FoneNumber | undefined {
    return this.#numbers.get(number)
  }

  /** GET /fonenumbers. ASSUMPTION: `filter=fonenumbers` leaves only that attribute of each, and `all` is the default. */
  list(filter: string | null): Reply {
    if (filter !== null && filter !== 'fonenumbers' && filter !== 'all') {
      throw new FoneStormError(400, 'filter must be one of fonenumbers, all.')
    }
    const all = [...this.#numbers.values()]
    const shown =
      filter === 'fonenumbers'
        ? all.map(({ number }) => ({ fonenumber: number }))
        : all.map((number) => this.#object(number))
    return { status: 200, body: { fonenumbers: shown } }
  }

  /** POST /fonenumbers: orders a number. ASSUMPTION: the area's next one of the range kept for fiction. */
  order(fields: Fields): Reply {
    const area = requiredField(fields, 'area_code')
    if (!/^[2-9]\d\d$/.test(area)) throw new FoneStormError(400, 'area_code must be a valid 3-digit area code.')
    this.#ordered += 1
    const number = createFoneNumber(`${area}55501${String(this.#ordered % 100).padStart(2, '0')}`)
    this.#numbers.set(number.number, number)
    return this.reply(number, 201)
  }

  /** DELETE /fonenumbers/{n} */
  remove(number: FoneNumber): Reply {
    this.#numbers.delete(number.number)
    return this.reply(number)
  }

  /** PUT /fonenumbers/{n}: in 2.4 where its messages go, in the newer generation its label, group and recording. */
  update(number: FoneNumber, fields: Fields): Reply {
    if (this.#switches.generation === 'newer') {
      number.label = fields.get('label') ?? number.label
      number.group = fields.get('group') ?? number.group
      if (fields.has('record_calls')) number.recordCalls = chosenField(fields, 'record_calls', recordModes)
      return this.reply(number)
    }
    const type = chosenField(fields, 'type', routingTypes)
    // ASSUMPTION: the swagger file requires value and url_method always; here only where they mean something.
    const value = type === 'None' ? '' : requiredField(fields, 'value')
    const urlMethod = type === 'URL' ? chosenField(fields, 'url_method', callbackMethods) : ''
    number.routing = { type, value, urlMethod }
    return this.reply(number)
  }

  /** POST /fonenumbers/{n}/service */
  setService(number: FoneNumber, fields: Fields): Reply {
    const type = chosenField(fields, 'service_type', serviceTypes)
    // ASSUMPTION: of the four only a conference needs to be told which one.
    const id = type === 'Conference' ? requiredField(fields, 'service_id') : (fields.get('service_id') ?? '')
    number.service = { type, id }
    return this.reply(number)
  }

  reply(number: FoneNumber, status = 200): Reply {
    return { status, body: { fonenumber: this.#object(number) } }
  }

  #object(number: FoneNumber): object {
    return this.#switches.generation === 'newer' ? newerObject(number) : documentObject(number)
  }
}
