import { expect, it } from 'vitest'
import { type Mp3BitRate, mp3Tone } from './mp3-tone.ts'

// Read with a frame parser of the test's own, from the tables of ISO/IEC 11172-3 and 13818-3.
function readFrames(file: Buffer): { kbps: number; hertz: number; channels: number; bytes: number }[] {
  const rates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
  const frames = []
  for (let at = 0; at < file.length;) {
    const header = file.readUInt32BE(at)
    expect((header >>> 21).toString(2)).toBe('11111111111')
    expect([(header >>> 19) & 3, (header >>> 17) & 3]).toEqual([0, 1])
    const kbps = rates[(header >>> 12) & 15] ?? 0
    const hertz = [11_025, 12_000, 8000][(header >>> 10) & 3] ?? 0
    const bytes = Math.floor((72 * kbps * 1000) / hertz) + ((header >>> 9) & 1)
    frames.push({ kbps, hertz, channels: ((header >>> 6) & 3) === 3 ? 1 : 2, bytes })
    at += bytes
    expect(at).toBeLessThanOrEqual(file.length)
  }
  return frames
}

it.each<[Mp3BitRate, number]>([
  [8, 72],
  [16, 144],
  [32, 288],
  [64, 576],
])('is whole MPEG-2.5 Layer III frames of 8 kHz mono at %i kbit/s', (kbps, bytes) => {
  const frames = readFrames(mp3Tone(10, kbps))
  expect(frames).toHaveLength(139)
  expect(new Set(frames.map((frame) => JSON.stringify(frame)))).toEqual(
    new Set([JSON.stringify({ kbps, hertz: 8000, channels: 1, bytes })]),
  )
})

it('has one frame at least, and differs by its pitch', () => {
  expect(readFrames(mp3Tone(0))).toHaveLength(1)
  expect(mp3Tone(1, 16, 880).equals(mp3Tone(1, 16, 440))).toBe(false)
})

it('in stereo has two channels, and room for both', () => {
  const frames = readFrames(mp3Tone(1, 32, 440, 2))
  expect(frames).toHaveLength(14)
  expect(frames[0]).toEqual({ kbps: 32, hertz: 8000, channels: 2, bytes: 288 })
})
