import { describe, expect, it } from 'vitest'
import type { Recipient } from '../../../contract/model/broadcast.ts'
import { groupLetter, groupNumber } from './group-letter.ts'
import { readRecipients, telOf, writeRecipients } from './recipient-csv.ts'

const first: Recipient = { tel: '08043391234', group: 1, check: true, international_prefix_id: 1 }
const second: Recipient = { tel: '0312345678', group: 28, check: false, international_prefix_id: 21 }

describe('a number list as CSV', () => {
  it('comes back as it went out', () => {
    expect(readRecipients(writeRecipients([first, second]))).toEqual({ recipients: [first, second], problems: [] })
  })

  it.each([
    ['without column names, in the service’s order', '08043391234,1,1,1'],
    ['with its columns in another order', 'check,tel,international_prefix_id,group\n1,08043391234,1,A'],
    ['as Excel pastes it', 'tel\tgroup\tcheck\tinternational_prefix_id\n080-4339-1234\ta\tTRUE\t1'],
    [
      'with semicolons and a byte order mark',
      '\uFEFFtel;group;check;international_prefix_id\r\n08043391234;1;yes;1\r\n',
    ],
    ['with quotes and empty lines', '"tel","group"\n\n" 080 4339 1234 ","A"\n\n'],
    ['with the number alone, in full-width digits', 'tel\n０８０４３３９１２３４'],
  ])('is read %s', (_form, text) => {
    expect(readRecipients(text)).toEqual({ recipients: [first], problems: [] })
  })

  it('names the rows that cannot be used, and takes the others', () => {
    const text = 'tel,group,check,international_prefix_id\nabc,1,1,1\n1,?,1,1\n1,1,maybe,1\n1,1,1,x\n08043391234,1,1,1'
    expect(readRecipients(text)).toEqual({
      recipients: [first],
      problems: [
        { row: 2, reason: 'broadcast.csv.badNumber' },
        { row: 3, reason: 'broadcast.csv.badGroup' },
        { row: 4, reason: 'broadcast.csv.badCheck' },
        { row: 5, reason: 'broadcast.csv.badCountry' },
      ],
    })
  })

  it('that is none says so', () => {
    expect(readRecipients('tel\n"0804').problems.length).toBeGreaterThan(0)
  })

  it('holds ten thousand at most, and says when there were more', () => {
    const { recipients, problems } = readRecipients('1\n'.repeat(10_001))
    expect(recipients).toHaveLength(10_000)
    expect(problems).toEqual([{ row: 10_001, reason: 'broadcast.csv.tooMany' }])
  })
})

it.each([
  ['+81 80', ''],
  ['1234567890123456', ''],
  ['(03) 1234-5678', '0312345678'],
])('the number %s is kept as "%s"', (text, tel) => {
  expect(telOf(text)).toBe(tel)
})

it.each([
  [1, 'A'],
  [26, 'Z'],
  [27, 'AA'],
  [99, 'CU'],
])('group %i is %s', (group, letter) => {
  expect(groupLetter(group)).toBe(letter)
  expect(groupNumber(letter.toLowerCase())).toBe(group)
})
