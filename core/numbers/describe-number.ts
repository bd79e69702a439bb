import { isCard } from './card.ts'
import type { NumberPlan, PlannedNumber } from './number-plan.ts'
import { shortNumber } from './service-code.ts'
import { refuse, type DialNumber, type DialWarning, type Refusal, type Region } from './types.ts'

/** What reading needs to know besides the text. `region` is one the plan knows, or undefined. */
export interface ReadingContext {
  readonly plan: NumberPlan
  readonly region: Region | undefined
}

/** ITU-T E.164. */
const MOST_INTERNATIONAL_DIGITS = 15
const FEWEST_INTERNATIONAL_DIGITS = 7
/** More digits are a subscriber's number; up to here they are an extension or a code. */
const MOST_SHORT_DIGITS = 6

/** 20261121, 21112026, 11212026. */
const COMPACT_DATE =
  /^(?:(?:19[3-9]|20\d|21\d)\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?:19[3-9]|20\d)\d)$/

/** `+44 (0)20`, `0044 (0)20`, `44 (0)20`: the trunk zero that is dialled only at home. */
const TRUNK_ZERO = /^(\(?\+?[\d\s]{1,7}\)?[\s.-]*)\(0\)/

/**
 * The meaning of one run of digits, separators and at most one leading `+`.
 *
 * Numbers keep the digits they were written with, except that an international one becomes `+` and its E.164 digits.
 */
export function describeNumber(run: string, context: ReadingContext): DialNumber | Refusal {
  const digits = run.replace(/\D/g, '')
  if (digits === '') return refuse('no-number')
  const trunkZero = TRUNK_ZERO.exec(run)
  if (trunkZero?.[1] !== undefined) {
    const found = withTrunkZero(
      trunkZero[1].replace(/\D/g, ''),
      run.slice(trunkZero[0].length).replace(/\D/g, ''),
      context,
    )
    if (found) return found
  }
  if (/^[\s(]*\+/.test(run)) return describeInternational(digits, context)
  if (digits.length <= MOST_SHORT_DIGITS) return shortNumber(digits, context.region)
  return describeNational(digits, context)
}

/**
 * Reads text that is nothing but `+` and digits, as providers report numbers, without the search for dates and papers:
 * lists show and compare thousands of them. Undefined for other text and for numbers in no plan.
 */
export function readBareNumber(text: string, plan: NumberPlan): PlannedNumber | undefined {
  if (!/^\+[1-9]\d{6,14}$/.test(text)) return undefined
  const found = plan.read(text)
  return found?.valid ? found : undefined
}

/** The zero goes, except where it is part of the number in every country's view, as in Italy (+39 06). */
function withTrunkZero(prefix: string, rest: string, context: ReadingContext): DialNumber | undefined {
  const code = prefix.replace(/^00/, '')
  const without = context.plan.read(`+${code}${rest}`)
  if (without?.valid) return international(without, context)
  const kept = context.plan.read(`+${code}0${rest}`)
  if (kept?.valid) return international(kept, context)
  return without?.possible ? international(without, context) : undefined
}

function describeInternational(digits: string, context: ReadingContext): DialNumber | Refusal {
  const significant = digits.replace(/^00/, '')
  if (significant.startsWith('0') || significant.length < FEWEST_INTERNATIONAL_DIGITS) return refuse('no-number')
  if (significant.length > MOST_INTERNATIONAL_DIGITS) return refuse('too-many-digits')
  const found = context.plan.read(`+${significant}`)
  if (found?.valid) return international(found, context)
  const e164 = `+${significant}`
  return { text: e164, kind: 'international', e164, warnings: ['not-in-plan'] }
}

function describeNational(digits: string, context: ReadingContext): DialNumber | Refusal {
  const { plan, region } = context
  const found = region === undefined ? undefined : plan.read(digits, region)
  const abroad = found?.valid ? isDialledAbroad(digits, found) : false
  if (isCard(digits) && !abroad) return refuse('card')
  if (found && abroad) return international(found, context)
  if (COMPACT_DATE.test(digits) && !found?.valid) return refuse('date')
  if (region === undefined && digits.startsWith('00')) {
    const withPrefix = plan.read(`+${digits.slice(2)}`)
    if (withPrefix?.valid) return international(withPrefix, context)
  }
  if (digits.length > MOST_INTERNATIONAL_DIGITS) return refuse('too-many-digits')
  if (found?.valid) return national(digits, found, context)
  return unplanned(digits, found, region)
}

/**
 * A number nobody's plan has still dials as written. Its E.164 form is given where the length is right and a trunk prefix came
 * off, or could not be there: else it would be a guess (184 03-1234-5678 hides the caller's number in Japan).
 */
function unplanned(digits: string, found: PlannedNumber | undefined, region: Region | undefined): DialNumber {
  const trunkGone = found !== undefined && (digits !== found.significant || found.callingCode === '1')
  const usable = trunkGone && found.possible && !found.significant.startsWith('0')
  return {
    text: digits,
    kind: 'national',
    warnings: region === undefined ? [] : ['not-in-plan'],
    ...(usable && { e164: found.e164, national: found.national }),
    ...(usable && found.country !== undefined && { country: found.country }),
  }
}

/**
 * Written without `+` but with a country code (81345670000), or with the region's dial-out prefix as well (010 81 3 4567 0000).
 * A leading 1 in North America is the trunk prefix as much as the country code, and stays as it is.
 */
function isDialledAbroad(digits: string, found: PlannedNumber): boolean {
  if (!digits.endsWith(found.significant)) return false
  const prefix = digits.slice(0, digits.length - found.significant.length)
  if (!prefix.endsWith(found.callingCode)) return false
  return prefix.length > found.callingCode.length || found.callingCode !== '1'
}

/** National form for the region's own numbers, international for all others. */
export function showPlanned(found: PlannedNumber, { plan, region }: ReadingContext): string {
  const home = region !== undefined && plan.callingCode(region) === found.callingCode
  return home ? found.shownNational : found.shownInternational
}

function details(found: PlannedNumber, context: ReadingContext) {
  const warnings: DialWarning[] = []
  if (!found.valid) warnings.push('not-in-plan')
  if (found.line === 'premium') warnings.push('premium')
  return {
    e164: found.e164,
    national: found.national,
    shown: showPlanned(found, context),
    warnings,
    ...(found.country !== undefined && { country: found.country }),
    ...(found.line !== undefined && { line: found.line }),
  }
}

function international(found: PlannedNumber, context: ReadingContext): DialNumber {
  return { text: found.e164, kind: 'international', ...details(found, context) }
}

function national(digits: string, found: PlannedNumber, context: ReadingContext): DialNumber {
  return { text: digits, kind: 'national', ...details(found, context) }
}
