import type { Readable } from 'node:stream'
import type { Flight } from './flight.ts'
import { httpFailure } from './http-failure.ts'

/**
 * The pieces of a body. `pauseMs` limits how long the next piece may take, and how long the caller may take to ask for the first one; between two pieces
 * the caller (a player that was paused) may take its time. However the loop ends, the request ends with it.
 */
export function bodyOf(stream: Readable, flight: Flight, host: string, pauseMs: number): AsyncIterable<Uint8Array> {
  // Ended before anybody reads, the stream has no other listener, and an error without one would end the process.
  stream.on('error', () => undefined)
  flight.start(pauseMs)
  return pieces(stream, flight, host, pauseMs)
}

async function* pieces(stream: Readable, flight: Flight, host: string, pauseMs: number): AsyncGenerator<Uint8Array> {
  const source = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array, undefined>
  try {
    for (;;) {
      flight.start(pauseMs)
      const { done, value } = await source.next()
      flight.hold()
      // A stream that was ended before its first reader came looks as if it were whole.
      if (flight.endedBy !== undefined) throw new DOMException('ended', 'AbortError')
      if (done === true) return
      yield value
    }
  } catch (thrown) {
    throw httpFailure(thrown, flight, host)
  } finally {
    flight.land()
    stream.destroy()
  }
}
