/** The keys of a telephone, in rows of three. */
export const KEYPAD_COLUMNS = 3

export const keypadKeys = [
  { digit: '1', letters: '' },
  { digit: '2', letters: 'ABC' },
  { digit: '3', letters: 'DEF' },
  { digit: '4', letters: 'GHI' },
  { digit: '5', letters: 'JKL' },
  { digit: '6', letters: 'MNO' },
  { digit: '7', letters: 'PQRS' },
  { digit: '8', letters: 'TUV' },
  { digit: '9', letters: 'WXYZ' },
  { digit: '*', letters: '' },
  { digit: '0', letters: '+' },
  { digit: '#', letters: '' },
] as const

/** Where an arrow key leads from a key; the edges hold. */
export function neighbour(index: number, key: string): number {
  const column = index % KEYPAD_COLUMNS
  switch (key) {
    case 'ArrowLeft':
      return column === 0 ? index : index - 1
    case 'ArrowRight':
      return column === KEYPAD_COLUMNS - 1 ? index : index + 1
    case 'ArrowUp':
      return index < KEYPAD_COLUMNS ? index : index - KEYPAD_COLUMNS
    case 'ArrowDown':
      return index + KEYPAD_COLUMNS < keypadKeys.length ? index + KEYPAD_COLUMNS : index
    default:
      return index
  }
}
