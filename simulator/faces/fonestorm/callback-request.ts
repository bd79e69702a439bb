import type { CallbackData } from './callback-data.ts'
import type { Registration } from './fonenumber.ts'
import type { FoneStormSwitches } from './switches.ts'

/** One HTTP request of the service to the app. */
export interface CallbackRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const formType = 'application/x-www-form-urlencoded'
const jsonType = 'application/json'

/** How a callback travels: "Notes" of the document, and the other forms that newer prose gives. */
export function callbackRequest(
  registration: Registration,
  data: CallbackData,
  switches: Readonly<FoneStormSwitches>,
): CallbackRequest {
  const { url } = registration
  const json = JSON.stringify(data)
  switch (registration.method) {
    case 'GET':
      return { method: 'GET', url: withTokensReplaced(url, data, switches), headers: basic(registration), body: '' }
    case 'POST': {
      const style = switches.postCallbacks
      if (style === 'form') return post(registration, url, formType, parameters(data).toString())
      const label = style === 'query-and-json' ? jsonType : formType
      return post(registration, withParameters(url, data), label, json)
    }
    case 'JSON': {
      const target = switches.jsonCallbacks === 'body' ? url : withParameters(url, data)
      return post(registration, target, jsonType, json)
    }
  }
}

function post(registration: Registration, url: string, contentType: string, body: string): CallbackRequest {
  return { method: 'POST', url, headers: { 'content-type': contentType, ...basic(registration) }, body }
}

/**
 * `recipient={{to}}` becomes `recipient=3215551801`. Values that a BEGIN does not have are empty.
 * ASSUMPTION: that they are, and that tokens of other names stay.
 */
function withTokensReplaced(url: string, data: CallbackData, { getValues }: Readonly<FoneStormSwitches>): string {
  const values = new Map(Object.entries({ disposition: '', billable_seconds: '', ...data }))
  return url.replace(/\{\{(\w+)\}\}/g, (token, name: string) => {
    const value = values.get(name)
    if (value === undefined) return token
    return getValues === 'encoded' ? encodeURIComponent(value) : String(value)
  })
}

function withParameters(url: string, data: CallbackData): string {
  const target = new URL(url)
  target.search += `${target.search === '' ? '?' : '&'}${parameters(data).toString()}`
  return target.href
}

function parameters(data: CallbackData): URLSearchParams {
  const named = new URLSearchParams()
  for (const [name, value] of Object.entries(data)) named.set(name, String(value))
  return named
}

function basic({ username, password = '' }: Registration): Record<string, string> {
  if (username === undefined) return {}
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` }
}
