import type { Failure, FailureCode } from '../../contract/model/failure.ts'
import type { MessageKey } from '../i18n/i18n.ts'
import type { Translate } from '../i18n/useText.ts'
import { fieldLabel } from './field-label.ts'
import { reasonTopic } from './reason-topic.ts'
import { refusalKey } from './refusal-key.ts'

/** A failure as a person reads it. `lines` are facts: the vendor's own words, the field that is meant. */
export interface FailureText {
  readonly title: string
  readonly meaning: string
  readonly action: string
  readonly lines: readonly string[]
}

type Topic = MessageKey extends infer Key ? (Key extends `failures.${infer T}.title` ? T : never) : never

/** The texts of every code. `aborted` has none: what a person cancelled is no failure. */
const topics: Record<Exclude<FailureCode, 'aborted'>, Topic> = {
  'auth/rejected': 'authRejected',
  'auth/expired': 'authExpired',
  'net/offline': 'netOffline',
  'net/timeout': 'netTimeout',
  'net/tls': 'netTls',
  'rate/limited': 'rateLimited',
  'provider/unavailable': 'providerUnavailable',
  'provider/protocol': 'providerProtocol',
  'provider/refused': 'providerRefused',
  'call/wrong-state': 'callWrongState',
  unsupported: 'unsupported',
  'not-found': 'notFound',
  'input/invalid': 'inputInvalid',
  'vault/unavailable': 'vaultUnavailable',
  'vault/unreadable': 'vaultUnreadable',
  'store/unavailable': 'storeUnavailable',
  bug: 'bug',
}

/** What to show for a failure; nothing for what the person cancelled. */
export function failureText(failure: Failure, t: Translate): FailureText | null {
  if (failure.code === 'aborted') return null
  const topic = failure.outcome === 'unknown' ? 'outcomeUnknown' : topics[failure.code]
  const named = textOf(failure, 'host')
  const host = { host: named ?? t('failures.service') }
  const exact = failure.outcome === 'unknown' ? null : byReason(failure, t)
  return {
    title: t(`failures.${topic}.title`),
    meaning: exact?.meaning ?? capitalised(t(`failures.${topic}.meaning`, host), named === null),
    action: exact?.action ?? t(`failures.${topic}.action`),
    lines: factsOf(failure, t),
  }
}

/** More exact words where the reason is known. */
function byReason(failure: Failure, t: Translate): { readonly meaning: string; readonly action?: string } | null {
  const reason = textOf(failure, 'reason')
  if (reason === null) return null
  const topic = reasonTopic(failure.code, reason)
  if (topic) return { meaning: t(`reasons.${topic}.meaning`), action: t(`reasons.${topic}.action`) }
  if (failure.code !== 'input/invalid') return null
  const key = refusalKey(reason)
  return key === 'dialer.refused.other' ? null : { meaning: t(key) }
}

function factsOf(failure: Failure, t: Translate): string[] {
  const lines: string[] = []
  const field = textOf(failure, 'field')
  if (field !== null) lines.push(t('failures.field', { field: fieldLabel(field, t) }))
  const message = textOf(failure, 'vendorMessage')
  if (message !== null) lines.push(t('failures.vendorSaid', { message }))
  if (failure.retry === 'after' && failure.retryAfterMs !== undefined) {
    const seconds = Math.ceil(failure.retryAfterMs / 1000)
    lines.push(t('failures.retryAfter', { seconds }, seconds))
  }
  if (failure.code === 'bug') lines.push(t('failures.trace', { trace: failure.trace }))
  return lines
}

function textOf(failure: Failure, param: string): string | null {
  const value = failure.params?.[param]
  return value === undefined || value === '' ? null : String(value)
}

/** "the service" may begin a sentence; a host's name keeps its letters. */
function capitalised(text: string, wanted: boolean): string {
  if (!wanted) return text
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}
