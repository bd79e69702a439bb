import { randomBytes, randomInt } from 'node:crypto'
import * as z from 'zod/mini'
import type { Files, Log } from '../../ports/index.ts'
import { HomeFile } from '../../state/home-file.ts'

const FILE = 'callbacks.json'
/** 256 bits: nobody finds a path by trying. */
const PATH_BYTES = 32
/** Below the ports that systems hand to outgoing connections (from 32768 on Linux, 49152 elsewhere): there another program could sit on ours at any time. */
const FIRST_PORTS = { from: 20_000, to: 30_000 } as const

/**
 * The listener's file in the home. `host` is there only where the person wrote it: without it the listener is reached from this machine alone.
 * `paths` are secrets of a kind: who knows one can tell us of calls that never were.
 */
const CallbackFile = z.object({
  host: z.optional(z.string().check(z.minLength(1))),
  port: z.optional(z.int().check(z.gte(1), z.lte(65_535))),
  paths: z.record(z.string(), z.string().check(z.regex(/^[\w-]{20,}$/))),
})
type CallbackFile = z.infer<typeof CallbackFile>

/** Where to listen, and under which path for each account; the same at every start, so that what was registered at a service stays right. */
export class CallbackHome {
  readonly #file: HomeFile<CallbackFile>

  constructor(files: Files, log: Log) {
    this.#file = new HomeFile({ files, log, name: FILE, schema: CallbackFile, empty: { paths: {} } })
  }

  /** `port` is undefined before the first start. */
  async address(): Promise<{ readonly host: string; readonly port: number | undefined }> {
    const { host = '127.0.0.1', port } = await this.#file.read()
    return { host, port }
  }

  async rememberPort(port: number): Promise<void> {
    await this.#file.write({ ...(await this.#file.read()), port })
  }

  /** Made at the first call. The file is read again each time: the terminal's process may have written to it. */
  async pathOf(account: string): Promise<string> {
    const kept = await this.#file.read()
    const known = Object.hasOwn(kept.paths, account) ? kept.paths[account] : undefined
    if (known !== undefined) return known
    const path = randomBytes(PATH_BYTES).toString('base64url')
    await this.#file.write({ ...kept, paths: { ...kept.paths, [account]: path } })
    return path
  }
}

/** A port to try at the very first start. */
export function anyFirstPort(): number {
  return randomInt(FIRST_PORTS.from, FIRST_PORTS.to)
}
