import { describe, expect, it } from 'vitest'
import { recipientsAsCsv } from './csv.ts'
import { readRecipients } from './recipients.ts'

const first = { tel: '08043391234', group: 1, check: true, international_prefix_id: 1 }
const second = { tel: '08043391235', group: 2, check: false, international_prefix_id: 1 }

describe('a number list', () => {
  it.each([
    ['CSV with a header', 'tel,group,check,international_prefix_id\n08043391234,1,1,1\n08043391235,2,0,1\n'],
    [
      'CSV in another order, from a spreadsheet',
      '\uFEFFgroup;tel;international_prefix_id;check\r\n1;08043391234;1;1\r\n2;08043391235;1;0',
    ],
    ['CSV without a header, with groups by letter', '080-4339-1234,A,1,1\n"08043391235",b,0,1'],
    [
      'JSON',
      JSON.stringify([
        { ...first, check: 1 },
        { ...second, check: '0', group: '2' },
      ]),
    ],
  ])('is read from %s', (_what, text) => {
    expect(readRecipients(text)).toEqual([first, second])
  })

  it('keeps leading zeros, which JSON numbers would lose', () => {
    expect(readRecipients('[{"tel":"0312345678"}]')).toEqual([{ ...first, tel: '0312345678' }])
  })

  it.each([
    ['a number with letters', 'tel\n08043391234\nabc', 'row 2'],
    ['a group that is none', '[{"tel":"1","group":0}]', 'row 1'],
    ['a check that is none', '[{"tel":"1","check":"maybe"}]', 'row 1'],
    ['a country that is none', '[{"tel":"1","international_prefix_id":"JP"}]', 'row 1'],
    ['JSON that is none', '[{"tel":', 'not-json'],
    ['CSV that is none', '"08043391234', 'not-csv'],
  ])('refuses %s and says where', (_what, text, reason) => {
    expect(() => readRecipients(text)).toThrow(
      expect.objectContaining({
        failure: expect.objectContaining({ params: expect.objectContaining({ reason }) as unknown }) as unknown,
      }),
    )
  })

  it('is written as CSV that reads back the same', () => {
    expect(readRecipients(recipientsAsCsv([first, second]))).toEqual([first, second])
  })

  it('may be empty: that empties the rule', () => {
    expect(readRecipients('')).toEqual([])
  })
})
