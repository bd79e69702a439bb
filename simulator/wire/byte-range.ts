import type { Reply } from './message.ts'

/**
 * Bytes as a reply, or the one part of them that a Range header asks for (RFC 9110, section 14): 206 with that part, 416 where there
 * is none. Several ranges at once, and units other than bytes, are answered with the whole, as the RFC allows.
 */
export function byteReply(bytes: Buffer, range: string | undefined, headers: Readonly<Record<string, string>>): Reply {
  const ranged = { ...headers, 'accept-ranges': 'bytes' }
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range?.replaceAll(' ', '') ?? '') ?? []
  if (first === undefined || last === undefined || first + last === '') {
    return { status: 200, headers: ranged, body: bytes }
  }
  const start = first === '' ? Math.max(0, bytes.length - Number(last)) : Number(first)
  const end = first === '' || last === '' ? bytes.length - 1 : Math.min(Number(last), bytes.length - 1)
  if (start > end) return { status: 416, headers: { ...ranged, 'content-range': `bytes */${bytes.length}` } }
  const part = { 'content-range': `bytes ${start}-${end}/${bytes.length}` }
  return { status: 206, headers: { ...ranged, ...part }, body: bytes.subarray(start, end + 1) }
}
