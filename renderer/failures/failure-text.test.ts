import { describe, expect, it } from 'vitest'
import { FailureCode } from '../../contract/model/failure.ts'
import { sampleFailure } from '../bridge/in-memory-samples.ts'
import { createTexts, languages } from '../i18n/i18n.ts'
import type { Language } from '../i18n/i18n.ts'
import type { Translate } from '../i18n/useText.ts'
import { failureText } from './failure-text.ts'
import { refusalKey, warningKey } from './refusal-key.ts'

function translateIn(language: Language): Translate {
  const { t } = createTexts(language).global
  return (key, params = {}, count) => (count === undefined ? t(key, params) : t(key, params, count))
}

const codes = FailureCode.options.filter((code) => code !== 'aborted')
const t = translateIn('en')

describe.each(languages)('failures in %s', (language) => {
  it.each(codes)('%s has a title, a meaning and something to do', (code) => {
    const text = failureText(sampleFailure(code), translateIn(language))
    const words = [text?.title, text?.meaning, text?.action]
    for (const word of words) {
      expect(word).toBeTruthy()
      expect(word).not.toMatch(/undefined|failures\.|[{}]/)
    }
    expect(new Set(words).size).toBe(3)
  })
})

describe('a failure', () => {
  it('that is cancelled work is none', () => {
    expect(failureText(sampleFailure('aborted'), t)).toBeNull()
  })

  it('names the host, whose letters stay as they are', () => {
    const text = failureText(sampleFailure('net/timeout', { params: { host: 'sys.iotcall.jp' } }), t)
    expect(text?.meaning).toBe('sys.iotcall.jp did not answer in time.')
  })

  it('without a host speaks of the service, as a sentence', () => {
    expect(failureText(sampleFailure('net/timeout'), t)?.meaning).toBe('The service did not answer in time.')
  })

  it('that may have gone through says so, whatever its code', () => {
    const text = failureText(sampleFailure('net/timeout', { outcome: 'unknown' }), t)
    expect(text?.action).toBe('Look at your phone before you try again.')
  })

  it("gives the vendor's own words, the field and the wait", () => {
    const failure = sampleFailure('provider/refused', {
      retry: 'after',
      retryAfterMs: 4200,
      params: { vendorMessage: 'No credit', field: 'sipUser' },
    })
    expect(failureText(failure, t)?.lines).toEqual([
      'Field: SIP user',
      'The service said: “No credit”',
      'Sidetone tries again in 5 seconds.',
    ])
  })

  it('about a text that is no number says why', () => {
    const failure = sampleFailure('input/invalid', { params: { reason: 'card' } })
    expect(failureText(failure, t)?.meaning).toContain('card number')
  })

  it('of a known reason says what helps then', () => {
    const text = failureText(sampleFailure('auth/rejected', { params: { reason: 'dialog-refused' } }), t)
    expect(text?.title).toBe('Sign-in refused')
    expect(text?.meaning).toBe('The request was declined on the device.')
    expect(text?.action).toBe('Retry, and accept the question on the device.')
  })

  it('tells a phone that is not registered from details that are wrong', () => {
    const phone = failureText(sampleFailure('provider/refused', { params: { reason: 'device-not-registered' } }), t)
    const details = failureText(sampleFailure('auth/rejected', { params: { reason: 'hash' } }), t)
    expect(phone?.action).toContain('Switch your phone or softphone on')
    expect(details?.action).toContain('account’s details')
  })

  it('of a reason that nobody knows has the words of its code', () => {
    const failure = sampleFailure('auth/rejected', { params: { reason: 'a-word-nobody-knows' } })
    expect(failureText(failure, t)).toEqual(failureText(sampleFailure('auth/rejected'), t))
  })

  it('that is our own mistake gives the reference to report', () => {
    expect(failureText(sampleFailure('bug'), t)?.lines).toEqual(['Reference: trace-1'])
  })
})

it.each(['card', 'masked', 'too-many-digits', 'a-word-nobody-knows'])('the refusal %s has a sentence', (reason) => {
  expect(t(refusalKey(reason))).toMatch(/\.$/)
})

it.each(['premium', 'unusual-length', 'a-word-nobody-knows'])('the warning %s has a sentence', (warning) => {
  expect(t(warningKey(warning))).toMatch(/\.$/)
})
