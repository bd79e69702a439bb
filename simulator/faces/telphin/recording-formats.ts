import { mp3Tone } from '../../world/sound/mp3-tone.ts'
import { wavTone } from '../../world/sound/wav-tone.ts'

/** "Conversation recording specification" of the document: all at 8,000 Hz. */
export const recordFormats = {
  mp3_mono: { kilobits: 16, channels: 1, extension: 'mp3', mediaType: 'audio/mpeg' },
  mp3_stereo: { kilobits: 32, channels: 2, extension: 'mp3', mediaType: 'audio/mpeg' },
  // ASSUMPTION: the media type of WAV recordings; 128 kbit/s at 8 kHz mono means 16 bits a sample.
  wav_mono: { kilobits: 128, channels: 1, extension: 'wav', mediaType: 'audio/wav' },
  wav_stereo: { kilobits: 256, channels: 2, extension: 'wav', mediaType: 'audio/wav' },
} as const

export type RecordFormat = keyof typeof recordFormats

export const recordFormatNames = Object.keys(recordFormats) as RecordFormat[]

/** A recording's bytes; its pitch stands for who speaks, so that recordings differ. */
export function recordingBytes(format: RecordFormat, seconds: number, hertz: number): Buffer {
  const { channels, kilobits, extension } = recordFormats[format]
  return extension === 'mp3' ? mp3Tone(seconds, kilobits, hertz, channels) : wavTone(seconds, hertz, channels)
}

const bytesOfWavHeader = 44
const secondsOfMp3Frame = 0.072

/** How many bytes `recordingBytes` makes, without making them. */
export function recordingSize(format: RecordFormat, seconds: number): number {
  const { kilobits, extension } = recordFormats[format]
  const bytesASecond = kilobits * 125
  if (extension === 'wav') return bytesOfWavHeader + Math.round(seconds * 8000) * (bytesASecond / 8000)
  const frames = Math.max(1, Math.ceil((seconds * 8000) / 576))
  return frames * bytesASecond * secondsOfMp3Frame
}
