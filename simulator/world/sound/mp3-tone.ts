/** Bit rates of MPEG-2.5 Layer III in kbit/s; the place in this list is the number that a frame header carries, minus one. */
const bitRates = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160] as const

export type Mp3BitRate = (typeof bitRates)[number]

const sampleRate = 8000
/** Samples, and therefore frequency lines, in one frame of MPEG-2 and 2.5. */
const samplesPerFrame = 576
const headerBytes = 4
/** Loudness of the one frequency line that sounds: 2^((gain - 210) / 4) of full scale. Decoded by Chromium this peaks at an eighth of full scale. */
const globalGain = 198

/**
 * A tone as an MP3 file: 8 kHz, constant bit rate, as telephone services record. Every frame is the same and needs no other:
 * one frequency line, Huffman-coded in the smallest way that ISO/IEC 13818-3 has, the rest silence. In stereo the right side sounds
 * a fifth higher, so that the two sides can be told apart.
 * @param seconds rounded up to whole frames of 72 ms; at least one frame
 * @param hertz rounded to the nearest of the 576 lines, which are 6.9 Hz apart
 */
export function mp3Tone(seconds: number, bitRate: Mp3BitRate = 16, hertz = 440, channels: 1 | 2 = 1): Buffer {
  const frame = toneFrame(bitRate, channels === 1 ? [hertz] : [hertz, hertz * 1.5])
  const frames = Math.max(1, Math.ceil((seconds * sampleRate) / samplesPerFrame))
  return Buffer.alloc(frames * frame.length, frame)
}

/** @param pitches one for each channel */
function toneFrame(bitRate: Mp3BitRate, pitches: readonly number[]): Buffer {
  const frame = Buffer.alloc((72 * bitRate * 1000) / sampleRate)
  const sounds = pitches.map((hertz) => soundBits(lineOf(hertz)))
  const mode = pitches.length === 1 ? 0xc0 : 0
  frame.set([0xff, 0xe3, ((bitRates.indexOf(bitRate) + 1) << 4) | (2 << 2), mode])
  frame.set(packBits(sideInfo(sounds.map((sound) => sound.length)) + sounds.join('')), headerBytes)
  return frame
}

function lineOf(hertz: number): number {
  return Math.min(samplesPerFrame - 4, Math.round((hertz / (sampleRate / 2)) * samplesPerFrame))
}

/** Lines in groups of four ("count1" region, table B): four inverted bits, then a sign for each line that is not zero. */
function soundBits(line: number): string {
  const place = line % 4
  const sounding = '1111'.slice(0, place) + '0' + '1111'.slice(place + 1)
  return '1111'.repeat(Math.floor(line / 4)) + sounding + '0'
}

/** The side information of a frame of one granule (ISO/IEC 13818-3, 2.4.1.7): 9 bytes in mono, 17 in stereo. */
function sideInfo(soundLengths: readonly number[]): string {
  const perChannel = soundLengths.flatMap((soundLength): Field[] => [
    [soundLength, 12], // part2_3_length
    [0, 9], // big_values
    [globalGain, 8],
    [0, 9], // scalefac_compress: no scale factors follow
    [0, 1], // window_switching_flag
    [0, 15], // table_select, three times
    [0, 4], // region0_count
    [0, 3], // region1_count
    [0, 1], // scalefac_scale
    [1, 1], // count1table_select: table B
  ])
  const fields: Field[] = [
    [0, 8], // main_data_begin: nothing is borrowed from earlier frames
    [0, soundLengths.length], // private_bits
    ...perChannel,
  ]
  return fields.map(([value, bits]) => value.toString(2).padStart(bits, '0')).join('')
}

type Field = [value: number, bits: number]

function packBits(bits: string): Buffer {
  const bytes = bits.match(/.{1,8}/g) ?? []
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)))
}
