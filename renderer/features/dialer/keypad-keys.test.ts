import { expect, it } from 'vitest'
import { keypadKeys, neighbour } from './keypad-keys.ts'

const digitAt = (index: number): string | undefined => keypadKeys[index]?.digit
const from = (digit: string, key: string): string | undefined =>
  digitAt(
    neighbour(
      keypadKeys.findIndex((other) => other.digit === digit),
      key,
    ),
  )

it.each([
  ['5', 'ArrowUp', '2'],
  ['5', 'ArrowDown', '8'],
  ['5', 'ArrowLeft', '4'],
  ['5', 'ArrowRight', '6'],
  ['1', 'ArrowUp', '1'],
  ['1', 'ArrowLeft', '1'],
  ['3', 'ArrowRight', '3'],
  ['0', 'ArrowDown', '0'],
  ['5', 'Enter', '5'],
])('from %s %s leads to %s', (digit, key, expected) => {
  expect(from(digit, key)).toBe(expected)
})
