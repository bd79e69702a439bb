import type { BroadcastRule } from '../../../contract/model/broadcast.ts'
import { fail } from '../../failure.ts'
import type { AccountConfig } from '../../provider.ts'

export interface IotCallSettings {
  /** Scheme, host, port and path prefix; no slash at the end. */
  readonly baseUrl: string
  /** In the person's order; their URL keys are in the vault as `rule:<name>`. */
  readonly rules: readonly BroadcastRule[]
  /** The rule whose numbers dialling may overwrite; one of `rules`. */
  readonly dialRule: string | undefined
}

export const defaultBaseUrl = 'https://sys.iotcall.jp'

const longestName = 100
const mostRules = 500

/** @throws FailureError input/invalid with params field and reason */
export function readSettings({ settings }: AccountConfig): IotCallSettings {
  const dialRule = textOf(settings['dialRule'], 'dialRule')
  const rules = readRules(settings['rules']).map((rule) => ({ ...rule, dials: rule.name === dialRule }))
  if (dialRule !== undefined && !rules.some(({ dials }) => dials)) throw invalid('dialRule', 'not-a-rule')
  checkCallbackUrl(textOf(settings['callbackUrl'], 'callbackUrl'))
  return { baseUrl: readBaseUrl(textOf(settings['baseUrl'], 'baseUrl') ?? defaultBaseUrl), rules, dialRule }
}

function readRules(value: unknown): { readonly name: string; readonly note?: string }[] {
  if (value === undefined || value === '') return []
  if (!Array.isArray(value)) throw invalid('rules', 'not-rows')
  if (value.length > mostRules) throw invalid('rules', 'too-many')
  const names = new Set<string>()
  return value.map((row: unknown) => {
    const { name, note } = readRule(row)
    if (names.has(name)) throw invalid('rules', 'name-twice')
    names.add(name)
    return { name, ...(note && { note }) }
  })
}

function readRule(row: unknown): { name: string; note: string | undefined } {
  if (typeof row !== 'object' || row === null) throw invalid('rules', 'not-rows')
  const { name, note } = row as { name?: unknown; note?: unknown }
  const text = textOf(typeof name === 'number' ? String(name) : name, 'rules')
  if (text === undefined) throw invalid('rules', 'name-required')
  if (text.length > longestName) throw invalid('rules', 'name-too-long')
  return { name: text, note: textOf(typeof note === 'number' ? String(note) : note, 'rules') }
}

function readBaseUrl(text: string): string {
  const url = httpUrl(text, 'baseUrl')
  if (url.search || url.hash) throw invalid('baseUrl', 'not-a-base-url')
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`
}

/** We do not call it: the person enters it at the service's console, and may have us try it. */
function checkCallbackUrl(text: string | undefined): void {
  if (text !== undefined) httpUrl(text, 'callbackUrl')
}

function httpUrl(text: string, field: string): URL {
  const url = URL.parse(text)
  if (url === null) throw invalid(field, 'not-a-url')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw invalid(field, 'not-http')
  if (url.username || url.password) throw invalid(field, 'credentials-in-url')
  return url
}

function textOf(value: unknown, field: string): string | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'string') throw invalid(field, 'not-text')
  return value.trim() || undefined
}

function invalid(field: string, reason: string) {
  return fail('input/invalid', { provider: 'iotcall', params: { field, reason } })
}
