import { expect, it } from 'vitest'
import { byteReply } from './byte-range.ts'

const ten = Buffer.from('0123456789')

it.each([
  ['bytes=0-3', '0123', 'bytes 0-3/10'],
  ['bytes=7-', '789', 'bytes 7-9/10'],
  ['bytes=-2', '89', 'bytes 8-9/10'],
  ['bytes=4-400', '456789', 'bytes 4-9/10'],
  ['bytes=-400', '0123456789', 'bytes 0-9/10'],
])('%s is a part', (range, body, contentRange) => {
  const reply = byteReply(ten, range, { 'content-type': 'audio/mpeg' })
  expect(reply.status).toBe(206)
  expect(String(reply.body)).toBe(body)
  expect(reply.headers).toEqual({
    'content-type': 'audio/mpeg',
    'accept-ranges': 'bytes',
    'content-range': contentRange,
  })
})

it.each([undefined, 'bytes=-', 'bytes=0-1,4-5', 'lines=1-2', 'nonsense'])('%s is answered with the whole', (range) => {
  expect(byteReply(ten, range, {})).toMatchObject({ status: 200, headers: { 'accept-ranges': 'bytes' }, body: ten })
})

it.each(['bytes=10-', 'bytes=6-5', 'bytes=-0'])('%s cannot be satisfied', (range) => {
  expect(byteReply(ten, range, {})).toMatchObject({ status: 416, headers: { 'content-range': 'bytes */10' } })
})
