import { expect, it } from 'vitest'
import { wavTone } from './wav-tone.ts'

it.each([
  [1, 128],
  [2, 256],
] as const)('with %i channel(s) is PCM of 16 bits at 8 kHz, %i kbit/s', (channels, kilobits) => {
  const file = wavTone(3, 440, channels)
  expect(file.toString('latin1', 0, 4) + file.toString('latin1', 8, 16)).toBe('RIFFWAVEfmt ')
  expect(file.readUInt32LE(4)).toBe(file.length - 8)
  expect([file.readUInt16LE(20), file.readUInt16LE(22), file.readUInt32LE(24)]).toEqual([1, channels, 8000])
  expect((file.readUInt32LE(28) * 8) / 1000).toBe(kilobits)
  expect([file.readUInt16LE(32), file.readUInt16LE(34)]).toEqual([2 * channels, 16])
  expect(file.readUInt32LE(40)).toBe((3 * kilobits * 1000) / 8)
  expect(file.length - 44).toBe(file.readUInt32LE(40))
})

it('sounds at the pitch that was asked for, each side at its own', () => {
  function crossings(file: Buffer, channel: number, channels: number): number {
    const values = Array.from({ length: 8000 }, (_, at) => file.readInt16LE(44 + (at * channels + channel) * 2))
    return values.filter((value, at) => at > 0 && values[at - 1]! < 0 && value >= 0).length
  }
  const stereo = wavTone(1, 400, 2)
  expect(crossings(stereo, 0, 2)).toBeCloseTo(400, -1)
  expect(crossings(stereo, 1, 2)).toBeCloseTo(600, -1)
  expect(crossings(wavTone(1, 400), 0, 1)).toBeCloseTo(400, -1)
})
