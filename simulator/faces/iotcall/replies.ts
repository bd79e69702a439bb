import type { Reply } from '../../wire/message.ts'
import type { ApiError } from './errors.ts'
import type { IotCallSwitches } from './switches.ts'

/** The header rows of the manual's screenshot of a reply. */
const headers = {
  server: 'nginx/1.17.3',
  'content-type': 'application/json',
  'x-powered-by': 'PHP/7.4.0RC5',
  'cache-control': 'no-cache, private',
} as const

/** @param body an object is sent as JSON, a text as it is */
export function okReply(body: unknown): Reply {
  return { status: 200, headers, body }
}

/** ASSUMPTION: every form of it. The client may rely on none, so there are several. */
export function errorReply({ status, message }: ApiError, { errorShape }: IotCallSwitches): Reply {
  switch (errorShape) {
    case 'json':
      return { status, headers, body: { status: 'error', message } }
    case 'http-200':
      return { status: 200, headers, body: { status: 'error', message } }
    case 'laravel':
      return { status, headers, body: { message, ...(status === 422 ? { errors: { call_to_tels: [message] } } : {}) } }
    case 'html':
      return {
        status,
        headers: { ...headers, 'content-type': 'text/html; charset=UTF-8' },
        body: `<!DOCTYPE html><title>${status}</title><h1>${message}</h1>`,
      }
    case 'empty':
      return { status, headers }
  }
}
