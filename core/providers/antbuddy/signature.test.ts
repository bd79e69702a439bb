import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { appHash, queryHash } from './signature.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

describe('the hash of a query', () => {
  it("is the one of the vendor's worked example", () => {
    const dates = [
      ['created_from', '2018-02-07T02:19:33.000Z'],
      ['created_to', '2018-02-07T07:04:22.000Z'],
    ] as const
    expect(queryHash('6544646543674', dates, '123456')).toBe(
      '9b11b9ff77dbba70fe059acf84c02cfe6af90de9122e4d3bd6ec69c9d637f9ed',
    )
  })

  it('takes the values in their order, without names and separators, and not URL-encoded', () => {
    const parameters = [
      ['created_from', 'A:'],
      ['limit', '100'],
      ['page', '2'],
    ] as const
    expect(queryHash('app', parameters, 'sécret')).toBe(sha256('appA:1002sécret'))
  })

  it('in the other order has the id after the parameters', () => {
    expect(queryHash('app', [['media', 'a.mp3']], 's', 'app-id-last')).toBe(sha256('a.mp3apps'))
  })
})

it('the hash of the headers is of id and secret alone', () => {
  expect(appHash('app', 'secret')).toBe(sha256('appsecret'))
})
