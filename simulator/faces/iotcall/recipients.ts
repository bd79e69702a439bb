import type { WireRequest } from '../../wire/message.ts'
import { countryCount } from './countries.ts'
import { ApiError } from './errors.ts'
import type { IotCallSwitches } from './switches.ts'

/** One row of a rule's telephone numbers. */
export interface Recipient {
  /** National digits, no hyphens. */
  readonly tel: string
  /** 1 is A, 2 is B. */
  readonly group: number
  /** Whether a firing calls it. */
  readonly check: boolean
  /** Place in the list of countries, from 1. */
  readonly countryId: number
}

/** ASSUMPTION: groups go to Z. */
const groupLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

const fieldName = /^call_to_tels\[(\d{1,6})\]\[(tel|group|check|international_prefix_id)\](\[Text\])?$/

/**
 * The whole list of a PUT tel (section ③), in the order of the indexes, whatever order the body has.
 * @throws ApiError 422 for anything but an urlencoded body in which every row has all four fields, well-formed (ASSUMPTION: the status)
 */
export function readRecipients({ headers, body }: WireRequest, switches: IotCallSwitches): Recipient[] {
  const text = body.toString()
  if (text !== '' && !headers['content-type']?.startsWith('application/x-www-form-urlencoded')) throw new ApiError(422)
  const rows = rowsByIndex(new URLSearchParams(text), switches.textSuffix)
  // ASSUMPTION: whether there is a way to delete every number. A body that names other fields is none.
  if (rows.size === 0 && (switches.emptyList === 'refused' || text !== '')) throw new ApiError(422)
  if (switches.mostRecipients !== null && rows.size > switches.mostRecipients) throw new ApiError(422)
  return [...rows]
    .sort(([a], [b]) => a - b)
    .map(([index, fields]) => readRecipient(index, fields, switches.groupSpelling))
}

/** Fields of other names are passed over, and the last of two equal names counts, as in PHP. */
function rowsByIndex(
  parameters: URLSearchParams,
  textSuffix: IotCallSwitches['textSuffix'],
): Map<number, Map<string, string>> {
  const rows = new Map<number, Map<string, string>>()
  for (const [name, value] of parameters) {
    const [, index, field, suffix] = fieldName.exec(name) ?? []
    if (index === undefined || field === undefined) continue
    if (textSuffix === (suffix === undefined ? 'required' : 'refused')) throw new ApiError(422)
    const row = rows.get(Number(index)) ?? new Map<string, string>()
    rows.set(Number(index), row.set(field, value))
  }
  return rows
}

function readRecipient(
  index: number,
  fields: ReadonlyMap<string, string>,
  groupSpelling: IotCallSwitches['groupSpelling'],
): Recipient {
  function read(field: string, rule: RegExp): string {
    const value = fields.get(field) ?? ''
    if (!rule.test(value)) throw new ApiError(422, `call_to_tels.${index}.${field} が正しくありません。`)
    return value
  }
  function readNumber(field: string, most: number): number {
    const value = Number(read(field, /^[1-9]\d?$/))
    if (value > most) throw new ApiError(422, `call_to_tels.${index}.${field} が正しくありません。`)
    return value
  }
  return {
    // ASSUMPTION: how many digits a number may have.
    tel: read('tel', /^\d{3,15}$/),
    group:
      groupSpelling === 'number'
        ? readNumber('group', groupLetters.length)
        : groupLetters.indexOf(read('group', /^[A-Z]$/)) + 1,
    check: read('check', /^[01]$/) === '1',
    countryId: readNumber('international_prefix_id', countryCount),
  }
}

/** ASSUMPTION: the manual does not show what GET tel answers; the four fields of PUT in the frame of the histories. */
export function recipientsBody(recipients: readonly Recipient[], switches: IotCallSwitches): unknown {
  const { groupSpelling, telValues, telShape } = switches
  function spelt(value: number): number | string {
    return telValues === 'strings' ? String(value) : value
  }
  const rows = recipients.map(({ tel, group, check, countryId }) => ({
    tel,
    group: groupSpelling === 'letter' ? groupLetters.charAt(group - 1) : spelt(group),
    check: spelt(check ? 1 : 0),
    international_prefix_id: spelt(countryId),
  }))
  return telShape === 'array' ? rows : { status: 'ok', [telShape]: rows }
}
