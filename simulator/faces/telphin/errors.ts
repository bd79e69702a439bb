import type { Reply } from '../../wire/message.ts'

/** An error reply of the API: `{ message, status? }` with an HTTP status of 4xx. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly httpStatus: number
  /** The vendor's word for programs, where it has one. */
  readonly word: string | undefined

  constructor(httpStatus: number, message: string, word?: string) {
    super(message)
    this.httpStatus = httpStatus
    this.word = word
  }
}

export function errorReply({ httpStatus, message, word }: ApiError): Reply {
  return { status: httpStatus, body: { message, ...(word === undefined ? {} : { status: word }) } }
}

/** ASSUMPTION: the status is documented, the sentence for each mistake is not. */
export function badRequest(message: string): ApiError {
  return new ApiError(400, message)
}

export function unauthorized(): ApiError {
  return new ApiError(401, 'Unauthorized')
}

export function notFound(message: 'Not found' | 'Record not found' = 'Not found'): ApiError {
  return new ApiError(404, message)
}

/** The documented words of 403. ASSUMPTION: the sentences beside them. */
export type Denial = 'access_denied' | 'user_blocked' | 'user_access_type_deny' | 'app_access_type_deny'

const denials: Record<Denial, string> = {
  access_denied: 'Access denied',
  user_blocked: 'User is blocked',
  user_access_type_deny: 'User access type does not allow this',
  app_access_type_deny: 'Application access type does not allow this',
}

export function forbidden(word: Denial): ApiError {
  return new ApiError(403, denials[word], word)
}
