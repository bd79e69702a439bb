const sampleRate = 8000
const bytesASample = 2
const headerBytes = 44

/**
 * A tone as a WAV file: 8 kHz, PCM of 16 bits, as telephone services record. In stereo the right side sounds a fifth higher, so that
 * the two sides can be told apart.
 * @param hertz rounded to a whole number, so that every second is the same
 */
export function wavTone(seconds: number, hertz = 440, channels: 1 | 2 = 1): Buffer {
  const size = Math.round(seconds * sampleRate) * channels * bytesASample
  return Buffer.concat([header(size, channels), Buffer.alloc(size, oneSecond(Math.round(hertz), channels))])
}

/** RIFF, one `fmt ` chunk of 16 bytes, one `data` chunk. */
function header(dataBytes: number, channels: number): Buffer {
  const bytesAFrame = channels * bytesASample
  const head = Buffer.alloc(headerBytes)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(headerBytes - 8 + dataBytes, 4)
  head.write('WAVEfmt ', 8, 'latin1')
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(channels, 22)
  head.writeUInt32LE(sampleRate, 24)
  head.writeUInt32LE(sampleRate * bytesAFrame, 28)
  head.writeUInt16LE(bytesAFrame, 32)
  head.writeUInt16LE(bytesASample * 8, 34)
  head.write('data', 36, 'latin1')
  head.writeUInt32LE(dataBytes, 40)
  return head
}

function oneSecond(hertz: number, channels: number): Buffer {
  const samples = Buffer.alloc(sampleRate * channels * bytesASample)
  for (let at = 0; at < sampleRate * channels; at += 1) {
    const pitch = at % channels === 0 ? hertz : Math.round(hertz * 1.5)
    const time = Math.floor(at / channels) / sampleRate
    samples.writeInt16LE(Math.round(4096 * Math.sin(2 * Math.PI * pitch * time)), at * bytesASample)
  }
  return samples
}
