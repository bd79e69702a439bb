import type { Reply } from '../../wire/message.ts'

/** Words that the vendor's error page ("mã lỗi") lists as `message`. */
type DocumentedMessage = 'APPID_NOT_FOUND' | 'APPID_MISSING' | 'HASH_NOT_MATCH' | 'METHOD_NOT_SUPPORT'

/** ASSUMPTION: words for what that page gives as a status only. */
type InventedMessage =
  | 'INVALID_INPUT'
  | 'TIME_RANGE_EXCEEDED'
  | 'LIMIT_EXCEEDED'
  | 'MEDIA_NOT_FOUND'
  | 'DEVICE_OFFLINE'
  | 'REQUEST_LIMIT_EXCEEDED'
  | 'NOT_FOUND'

/** An error reply `{ success: false, message }`. Statuses are 400 (invalid input) and 503 (limit exceeded), 404 for unknown paths (ASSUMPTION). */
export class OapiError extends Error {
  override readonly name = 'OapiError'
  readonly status: number

  constructor(message: DocumentedMessage | InventedMessage, status = 400) {
    super(message)
    this.status = status
  }
}

export function errorReply(error: OapiError, headers: Record<string, string> = {}): Reply {
  return { status: error.status, headers, body: { success: false, message: error.message } }
}
