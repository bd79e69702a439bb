import { createHash } from 'node:crypto'

/**
 * Where the application's id stands among what is hashed. `document`: sha256(appId + parameters + appSecret), as the document has it; `app-id-last`:
 * sha256(parameters + appId + appSecret), as a newer revision of the same page has it.
 */
export type HashOrder = 'document' | 'app-id-last'

/** Parameters in the order in which they are hashed and sent. */
export type Parameters = readonly (readonly [name: string, value: string])[]

/** `x-auth-app-hash` of the POST requests: sha256(appId + appSecret), lower-case hexadecimal. */
export function appHash(appId: string, appSecret: string): string {
  return sha256(appId + appSecret)
}

/**
 * `hash` of the GET requests. The values are hashed as they are before URL encoding, one after the other with nothing in between, and only those that are
 * sent (the vendor's worked example shows both).
 */
export function queryHash(
  appId: string,
  parameters: Parameters,
  appSecret: string,
  order: HashOrder = 'document',
): string {
  const values = parameters.map(([, value]) => value).join('')
  return sha256(order === 'document' ? appId + values + appSecret : values + appId + appSecret)
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
