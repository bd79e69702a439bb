import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import type { CDPSession } from '@playwright/test'
import type { DevToolsSession } from './protocol.ts'

interface Message {
  readonly id?: number
  readonly sessionId?: string
  readonly method?: string
  readonly params?: { readonly sessionId?: string }
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

interface Waiting {
  readonly method: string
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
}

type Post = (method: string, params: unknown, sessionId: string) => Promise<unknown>

/** A {@link DevToolsSession}; its events are typed by that interface, not here. */
class Session extends EventEmitter {
  readonly send: CDPSession['send']

  constructor(sessionId: string, post: Post) {
    super()
    this.setMaxListeners(0)
    this.send = ((method: string, params: unknown) => post(method, params, sessionId)) as CDPSession['send']
  }
}

/**
 * The DevTools protocol over Chromium's pipe: JSON messages, each ended by a zero byte, all sessions in one stream
 * ("flat" mode). A session object exists from the moment its `Target.attachedToTarget` arrives, so that no event is lost.
 */
export class Connection {
  /** The browser itself. */
  readonly browser: DevToolsSession
  /** Settles when Chromium closed the pipe, which it does only by ending. */
  readonly closed: Promise<void>

  readonly #toChromium: Writable
  readonly #sessions = new Map<string, Session>()
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0
  #isClosed = false

  constructor(toChromium: Writable, fromChromium: Readable) {
    this.#toChromium = toChromium
    this.browser = this.session('')
    // A write into the pipe of a Chromium that just ended fails here; `closed` tells the story.
    toChromium.on('error', () => this.#close())
    this.closed = new Promise((resolve) => {
      fromChromium.once('close', () => {
        this.#close()
        resolve()
      })
    })
    this.#read(fromChromium)
  }

  session(sessionId: string): DevToolsSession {
    let session = this.#sessions.get(sessionId)
    if (session === undefined) this.#sessions.set(sessionId, (session = new Session(sessionId, this.#post)))
    return session as unknown as DevToolsSession
  }

  #post = (method: string, params: unknown, sessionId: string): Promise<unknown> => {
    if (this.#isClosed) return Promise.reject(new Error(`${method}: Chromium has ended`))
    const id = ++this.#lastId
    const text = JSON.stringify({ id, method, params: params ?? {}, ...(sessionId === '' ? {} : { sessionId }) })
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { method, resolve, reject })
      this.#toChromium.write(`${text}\0`)
    })
  }

  #read(stream: Readable): void {
    let parts: Buffer[] = []
    stream.on('data', (chunk: Buffer) => {
      let start = 0
      for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
        const text = Buffer.concat([...parts, chunk.subarray(start, end)]).toString('utf8')
        parts = []
        start = end + 1
        this.#receive(JSON.parse(text) as Message)
      }
      if (start < chunk.length) parts.push(chunk.subarray(start))
    })
  }

  #receive(message: Message): void {
    if (message.id !== undefined) return this.#settle(message.id, message)
    if (message.method === undefined) return
    const about = message.params?.sessionId
    if (message.method === 'Target.attachedToTarget' && about !== undefined) this.session(about)
    this.#sessions.get(message.sessionId ?? '')?.emit(message.method, message.params)
    if (message.method === 'Target.detachedFromTarget' && about !== undefined) this.#sessions.delete(about)
  }

  #settle(id: number, message: Message): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (message.error === undefined) waiting?.resolve(message.result as never)
    else waiting?.reject(new Error(`${waiting.method}: ${message.error.message}`))
  }

  #close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    for (const { method, reject } of this.#waiting.values()) reject(new Error(`${method}: Chromium has ended`))
    this.#waiting.clear()
  }
}
