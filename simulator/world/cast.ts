/** Somebody at the far end of a call. `number` is E.164 with its plus. */
export interface Person {
  readonly name: string
  readonly number: string
}

/**
 * The people of the simulated world. The US and UK numbers are of the ranges kept for fiction (555-01xx, 020 7946 0xxx); the other
 * countries keep no such range, so those are merely well-formed. Nothing is ever dialled for real.
 */
export const cast = [
  { name: '田中 陽子', number: '+81312345678' },
  { name: '佐藤 健', number: '+819012345678' },
  { name: '株式会社みどり商事', number: '+81612340987' },
  { name: 'Nguyễn Thị Thu Trần', number: '+84281234567' },
  { name: 'Trần Văn Minh', number: '+84901234567' },
  { name: 'Анна Соколова', number: '+74951234567' },
  { name: 'Дмитрий Орлов', number: '+79161234567' },
  { name: 'Jane Whitfield', number: '+13215550181' },
  { name: 'Marcus Okafor', number: '+12125550143' },
  { name: 'Harriet Lowe', number: '+442079460018' },
] as const satisfies readonly Person[]

/** The other party of a call; the name only if the world knows whose number it is. */
export interface Party {
  readonly name?: string
  readonly number: string
}

/** Whose number this is, in any spelling (`0312345678` is `+81312345678`). It stays as it was given, as events repeat it that way. */
export function partyAt(number: string): Party {
  const significant = number.replace(/\D/g, '').replace(/^0+/, '')
  const found = significant.length < 9 ? undefined : cast.find((person) => person.number.endsWith(significant))
  return found ? { name: found.name, number } : { number }
}

/**
 * Who calls: the start of a name of the cast, any number, or nothing for a withheld number.
 * @throws Error for a name that nobody has
 */
export function findCaller(nameOrNumber: string): Party {
  const wanted = nameOrNumber.trim()
  if (wanted === '' || /\d/.test(wanted)) return partyAt(wanted)
  const found = cast.find((person) => person.name.toLowerCase().startsWith(wanted.toLowerCase()))
  if (!found) throw new Error(`Nobody of the cast is called "${wanted}".`)
  return found
}
