/** 100-ns steps from the start of the Gregorian calendar to 1970. */
const gregorianOffset = 0x01b21dd213814000n
const node = 'cf0ab03fdb06'

/**
 * Ids in the form of the document's example, ce20fe86-b5ce-11e7-9eec-cf0ab03fdb06: time-based UUIDs (RFC 9562, version 1).
 * @param sequence tells ids of one millisecond apart
 */
export function callId(now: number, sequence: number): string {
  const time = (BigInt(Math.floor(now)) * 10_000n + gregorianOffset + BigInt(sequence % 10_000))
    .toString(16)
    .padStart(15, '0')
  const low = time.slice(7)
  return `${low}-${time.slice(3, 7)}-1${time.slice(0, 3)}-9eec-${node}`
}
