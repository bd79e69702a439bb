/** How many last digits tell two numbers apart well enough: `08043391234` and `+818043391234` share ten. */
const tellingDigits = 9

/** Whether two forms mean the same line: lists hold national numbers, histories international ones. */
export function sameNumber(one: string, other: string): boolean {
  const [a, b] = [one.replace(/\D/g, ''), other.replace(/\D/g, '')]
  if (a === '' || b === '') return false
  if (a === b) return true
  return a.length >= tellingDigits && b.length >= tellingDigits && a.slice(-tellingDigits) === b.slice(-tellingDigits)
}
