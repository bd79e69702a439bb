import { beforeAll, describe, expect, it } from 'vitest'
import { brief } from './brief.ts'
import { loadNumbers, type Numbers } from './index.ts'

let numbers: Numbers
beforeAll(async () => {
  numbers = await loadNumbers()
})

describe('every kind of input that the project promised to understand', () => {
  it.each([
    ['tel:+49-30-123456', '', '+4930123456'],
    ['tel:+49%2030%20123456', '', '+4930123456'],
    ['tel:+44 (0)20 7946 0958', '', '+442079460958'],
    ['tel:+15551234567;ext=102', '', '+15551234567 x102 !not-in-plan'],
    ['tel:7042;phone-context=example.com', '', '7042'],
    ['tel:863-1234;phone-context=+1-914-555', '', '8631234 !local-context'],
    ['tel:863-1234;phone-context=+1-914-555', 'US', '8631234 !local-context'],
    ['callto:+81345670000', '', '+81345670000'],
    ['sidetone://call?number=%2B81345670000', '', '+81345670000'],
    ['tel:--help', '', 'refused: option'],
    ['tel:', '', 'refused: empty'],
    ['tel:1-800-FLOWERS', '', '18003569377 !letters'],
    ['112', '', '112 !emergency'],
    ['119', 'JP', '119 !emergency'],
    ['110', 'JP', '110 !emergency'],
    ['1042', 'JP', '1042'],
    ['*43#', '', '*43#'],
    ['#31#0312345678', 'JP', '#31#0312345678'],
    ['03-1234-5678', 'JP', '0312345678'],
    ['090-1234-5678', 'JP', '09012345678'],
    ['028 7301 9555', 'VN', '02873019555'],
    ['8 (495) 123-45-67', 'RU', '84951234567'],
    ['(321) 555-1081', 'US', '3215551081'],
    ['０３−１２３４−５６７８', 'JP', '0312345678'],
    ['Call +7 (495) 123-45-67 today', '', '+74951234567'],
    ['020 7946 0958 x12', '', '02079460958 x12'],
    ['2026-11-21', 'JP', 'refused: date'],
    ['21.11.2026', 'RU', 'refused: date'],
    ['11/21/2026', 'US', 'refused: date'],
    ['INV-20261121-0042', '', 'refused: reference'],
    ['#0042-1187', '', 'refused: reference'],
    ['4111 1111 1111 1111', 'US', 'refused: card'],
    ['192.168.10.25', '', 'refused: address'],
    ['03-1234-5678 090-1234-5678', 'JP', 'several: 0312345678 | 09012345678'],
    ['1'.repeat(65), '', 'refused: too-long'],
    ['03-1234\u00005678', 'JP', 'refused: control-characters'],
  ])('%j in region %j is %j', (text, region, expected) => {
    expect(brief(numbers.readDialInput(text, { region }))).toBe(expected)
    if (/^(?:tel|callto|sidetone):/.test(text)) expect(brief(numbers.readDialLink(text, { region }))).toBe(expected)
  })
})
