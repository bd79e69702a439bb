/**
 * What is a dialable number: reading typed, pasted, selected and linked text, showing numbers, and telling whether two are the same.
 *
 * Pure and without Node built-ins. The numbering plans load on first use (about 30 ms), which is why the plain functions are
 * asynchronous; whoever formats or compares many numbers takes `loadNumbers()` once and has them synchronously.
 */
import type { ReadingContext } from './describe-number.ts'
import { isDialLink, readLink } from './dial-link.ts'
import { readText } from './dial-text.ts'
import { loadNumberPlan } from './number-plan.ts'
import { keyOf, isSameNumber } from './same-number.ts'
import { formatNumber } from './show-number.ts'
import type { DialOptions, DialReading, Region } from './types.ts'

export { readDialArguments, type DialArguments } from './dial-arguments.ts'
export type {
  DialKind,
  DialLine,
  DialNumber,
  DialOptions,
  DialReading,
  DialWarning,
  Refusal,
  RefusalReason,
  Region,
} from './types.ts'

/** Everything that needs the numbering plans, once they are loaded. Nothing here throws, whatever the text. */
export interface Numbers {
  /** Typed, pasted, selected or clipboard text; a text that is one link is read as a link. */
  readDialInput(text: string, options?: DialOptions): DialReading
  /** A `tel:`, `callto:` or `sidetone:` link. */
  readDialLink(url: string, options?: DialOptions): DialReading
  /** For display; text that is no number comes back unchanged. */
  showNumber(text: string, region?: Region): string
  /** The same line, however the two are written. */
  sameNumber(a: string, b: string, region?: Region): boolean
  /** Equal for all spellings of a number: an index for contacts and history. */
  numberKey(text: string, region?: Region): string
}

/** Loads the numbering plans, at the first call only. */
export async function loadNumbers(): Promise<Numbers> {
  const plan = await loadNumberPlan()
  const contextOf = (region: Region | undefined): ReadingContext => ({
    plan,
    region: region !== undefined && plan.isRegion(region) ? region.toUpperCase() : undefined,
  })
  return {
    readDialInput(text, options = {}) {
      const context = contextOf(options.region)
      return isDialLink(text) ? readLink(text, context) : readText(text, context)
    },
    readDialLink: (url, options = {}) => readLink(url, contextOf(options.region)),
    showNumber: (text, region) => formatNumber(text, contextOf(region)),
    sameNumber: (a, b, region) => isSameNumber(a, b, contextOf(region)),
    numberKey: (text, region) => keyOf(text, contextOf(region)),
  }
}

/** What typed, pasted, selected or clipboard text means. */
export async function readDialInput(text: string, options: DialOptions = {}): Promise<DialReading> {
  return (await loadNumbers()).readDialInput(text, options)
}

/** What a `tel:`, `callto:` or `sidetone:` link means. */
export async function readDialLink(url: string, options: DialOptions = {}): Promise<DialReading> {
  return (await loadNumbers()).readDialLink(url, options)
}

/** A number as people of the region write it. */
export async function showNumber(text: string, region?: Region): Promise<string> {
  return (await loadNumbers()).showNumber(text, region)
}

/** Whether two texts are the same line. */
export async function sameNumber(a: string, b: string, region?: Region): Promise<boolean> {
  return (await loadNumbers()).sameNumber(a, b, region)
}
