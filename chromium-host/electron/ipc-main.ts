import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import type { Cloned } from '../worlds/clone-codec.ts'
import { codec, type Answer } from './preload-link.ts'
import type { HostWebContents } from './web-contents.ts'

type Handler = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown

/** `ipcMain`: what pages ask and say. Arguments and results are structured clones. */
export class HostIpcMain
  extends EventEmitter
  implements Pick<Electron.IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>
{
  readonly #handlers = new Map<string, Handler>()

  constructor() {
    super()
    this.setMaxListeners(0)
  }

  handle(channel: string, listener: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    if (typeof listener !== 'function')
      throw new TypeError(`Expected handler to be a function, but found type '${typeof listener}'`)
    this.#handlers.set(channel, listener)
  }

  handleOnce(channel: string, listener: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel)
      return listener(event, ...args)
    })
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel)
  }

  /** A page's `ipcRenderer.send`. */
  receive(contents: HostWebContents, channel: string, args: Cloned): void {
    const event = {
      ...this.#event(contents),
      reply: (answerChannel: string, ...values: unknown[]) => contents.send(answerChannel, ...values),
      returnValue: undefined,
    }
    this.emit(channel, event, ...(codec.decode(args) as unknown[]))
  }

  /** A page's `ipcRenderer.invoke`. Only an error's words reach the page, in Electron's wording. */
  async answer(contents: HostWebContents, id: number, channel: string, args: Cloned, answer: Answer): Promise<void> {
    try {
      const handler = this.#handlers.get(channel)
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
      const event = this.#event(contents) as unknown as Electron.IpcMainInvokeEvent
      const value = await handler(event, ...(codec.decode(args) as unknown[]))
      answer({ kind: 'reply', id, value: codec.encode(value) })
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error)
      answer({ kind: 'refusal', id, message: `Error invoking remote method '${channel}': ${String(error)}` })
    }
  }

  #event(contents: HostWebContents) {
    const frame = contents.mainFrame
    return {
      type: 'frame' as const,
      sender: contents,
      senderFrame: frame,
      frameId: frame.routingId,
      frameTreeNodeId: frame.frameTreeNodeId,
      processId: frame.processId,
      ports: [],
      preventDefault: () => undefined,
      defaultPrevented: false,
    }
  }
}
