/**
 * True for payment cards: 13 to 19 digits with the check digit of ISO/IEC 7812 (Luhn). No card begins with 0, and 8 is unassigned,
 * which keeps numbers with a dial-out prefix (010..., 8 10...) apart.
 */
export function isCard(digits: string): boolean {
  return /^[1-79]\d{12,18}$/.test(digits) && luhnSum(digits) % 10 === 0
}

function luhnSum(digits: string): number {
  return [...digits].reverse().reduce((sum, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1)
    return sum + (value > 9 ? value - 9 : value)
  }, 0)
}
