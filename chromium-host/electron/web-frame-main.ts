import type * as Electron from 'electron'
import { originOf } from '../schemes/address.ts'

/** The main frame's document as `senderFrame` shows it. A navigation makes a new one; the old one keeps its address. */
export class HostWebFrameMain implements Pick<
  Electron.WebFrameMain,
  | 'url'
  | 'origin'
  | 'routingId'
  | 'processId'
  | 'frameTreeNodeId'
  | 'name'
  | 'isDestroyed'
  | 'executeJavaScript'
  | 'send'
> {
  readonly url: string
  readonly origin: string
  readonly routingId: number
  readonly processId: number
  readonly frameTreeNodeId: number
  readonly name = ''
  readonly parent = null
  readonly frames: readonly never[] = []
  readonly #contents: FrameOwner

  constructor(url: string, routingId: number, contents: FrameOwner) {
    this.url = url
    this.origin = originOf(url)
    this.routingId = routingId
    this.processId = contents.getProcessId()
    this.frameTreeNodeId = contents.id
    this.#contents = contents
  }

  get top(): this {
    return this
  }

  isDestroyed(): boolean {
    return this.#contents.isDestroyed() || this.#contents.mainFrame !== this
  }

  executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    return this.#contents.executeJavaScript(code, userGesture)
  }

  send(channel: string, ...args: unknown[]): void {
    this.#contents.send(channel, ...args)
  }
}

interface FrameOwner {
  readonly id: number
  readonly mainFrame: HostWebFrameMain
  getProcessId(): number
  isDestroyed(): boolean
  executeJavaScript(code: string, userGesture?: boolean): Promise<unknown>
  send(channel: string, ...args: unknown[]): void
}
