import { existsSync, readFileSync } from 'node:fs'
import type { DevToolsSession } from '../chromium/protocol.ts'
import { CloneCodec } from '../worlds/clone-codec.ts'
import type { ToHost, ToPage } from '../worlds/isolated-world.ts'
import { inventNames, isolatedWorldScript, mainWorldScript, PRELOAD_WORLD } from '../worlds/scripts.ts'

/** Answers one message of the page that waits for an answer; silent when the document that asked has gone. */
export type Answer = (message: ToPage) => void

export const codec = new CloneCodec()

/**
 * The line between one window's preload and the host.
 *
 *     closed --(document starts, preload ran: 'ready')--> open --(navigation)--> closed
 *
 * Messages to the page wait while it is closed, as they wait in Electron for the document to be there.
 */
export class PreloadLink {
  readonly #session: DevToolsSession
  readonly #preload: string | undefined
  readonly #names = inventNames()
  readonly #onMessage: (message: ToHost, answer: Answer) => void
  #queue: ToPage[] = []
  #context: number | undefined
  #scriptId: string | undefined
  #source: string | undefined

  constructor(
    session: DevToolsSession,
    preload: string | undefined,
    onMessage: (message: ToHost, answer: Answer) => void,
  ) {
    this.#session = session
    this.#preload = preload
    this.#onMessage = onMessage
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === this.#names.binding) this.#receive(JSON.parse(payload) as ToHost, executionContextId)
    })
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (executionContextId === this.#context) this.#context = undefined
    })
    session.on('Runtime.executionContextsCleared', () => {
      this.#context = undefined
    })
  }

  /** Before the first navigation. */
  async install(): Promise<void> {
    const { binding } = this.#names
    await Promise.all([
      this.#session.send('Runtime.addBinding', { name: binding, executionContextName: PRELOAD_WORLD }),
      this.#session.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript(this.#names) }),
      this.refresh(),
    ])
  }

  /** Takes the preload as it is on disk now; a rebuilt one is in force from the next navigation on. */
  async refresh(): Promise<void> {
    const source = this.#readPreload()
    if (source === this.#source) return
    this.#source = source
    const before = this.#scriptId
    if (before !== undefined)
      await this.#session.send('Page.removeScriptToEvaluateOnNewDocument', { identifier: before })
    const { identifier } = await this.#session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: isolatedWorldScript(this.#names, source),
      worldName: PRELOAD_WORLD,
    })
    this.#scriptId = identifier
  }

  post(message: ToPage): void {
    if (this.#context === undefined) this.#queue.push(message)
    else this.#deliver(message, this.#context)
  }

  #readPreload(): string {
    if (this.#preload === undefined) return ''
    if (existsSync(this.#preload)) return readFileSync(this.#preload, 'utf8')
    console.error(`Unable to load preload script: ${this.#preload}`)
    return ''
  }

  #receive(message: ToHost, context: number): void {
    if (message.kind === 'ready') return this.#open(context)
    if (message.kind === 'failed') {
      console.error(`Unable to load preload script: ${this.#preload}\n${message.message}`)
      return
    }
    this.#onMessage(message, (reply) => this.#deliver(reply, context))
  }

  #open(context: number): void {
    this.#context = context
    const queue = this.#queue
    this.#queue = []
    for (const message of queue) this.#deliver(message, context)
  }

  #deliver(message: ToPage, context: number): void {
    this.#session
      .send('Runtime.callFunctionOn', {
        functionDeclaration: `function (text) { globalThis[${JSON.stringify(this.#names.receive)}](text) }`,
        executionContextId: context,
        arguments: [{ value: JSON.stringify(message) }],
      })
      // The document went away meanwhile; whoever waited there is gone as well.
      .catch(() => undefined)
  }
}
