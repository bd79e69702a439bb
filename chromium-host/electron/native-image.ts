import { existsSync, readFileSync } from 'node:fs'
import type * as Electron from 'electron'

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47])

/**
 * `nativeImage`: a picture's bytes as they are. The host decodes none, so resizing changes what `getSize` says and nothing else.
 */
export class HostNativeImage implements Pick<
  Electron.NativeImage,
  | 'isEmpty'
  | 'toPNG'
  | 'toDataURL'
  | 'getSize'
  | 'isTemplateImage'
  | 'setTemplateImage'
  | 'addRepresentation'
  | 'getAspectRatio'
> {
  readonly #bytes: Buffer
  readonly #size: Electron.Size
  #isTemplate = false

  constructor(bytes: Buffer, size?: Electron.Size) {
    this.#bytes = bytes
    this.#size = size ?? sizeOf(bytes)
  }

  static createEmpty(): HostNativeImage {
    return new HostNativeImage(Buffer.alloc(0))
  }

  static createFromPath(path: string): HostNativeImage {
    return new HostNativeImage(existsSync(path) ? readFileSync(path) : Buffer.alloc(0))
  }

  static createFromBuffer(bytes: Buffer): HostNativeImage {
    return new HostNativeImage(bytes)
  }

  static createFromDataURL(url: string): HostNativeImage {
    return new HostNativeImage(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'))
  }

  isEmpty = (): boolean => this.#bytes.length === 0
  toPNG = (): Buffer => this.#bytes
  toDataURL = (): string => `data:image/png;base64,${this.#bytes.toString('base64')}`
  getSize = (): Electron.Size => this.#size
  getAspectRatio = (): number => (this.#size.height === 0 ? 1 : this.#size.width / this.#size.height)
  isTemplateImage = (): boolean => this.#isTemplate
  addRepresentation(): void {}

  setTemplateImage(option: boolean): void {
    this.#isTemplate = option
  }

  resize({ width, height }: Electron.ResizeOptions): HostNativeImage {
    const ratio = this.getAspectRatio()
    const wide = width ?? (height === undefined ? this.#size.width : Math.round(height * ratio))
    return new HostNativeImage(this.#bytes, { width: wide, height: height ?? Math.round(wide / ratio) })
  }
}

/** A PNG tells its size in its first chunk (PNG specification, section 11.2.2). */
function sizeOf(bytes: Buffer): Electron.Size {
  if (bytes.length < 24 || !bytes.subarray(0, 4).equals(PNG)) return { width: 0, height: 0 }
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}
