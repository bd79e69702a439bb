import { randomBytes } from 'node:crypto'
import { createBridgeHalf } from './bridge-half.ts'
import { createCloneCodec } from './clone-codec.ts'
import { createPreloadWorld } from './isolated-world.ts'
import { runMainWorld, type WorldNames } from './main-world.ts'

/** The isolated world's name, as Electron calls it. */
export const PRELOAD_WORLD = 'Electron Isolated Context'

/** Fresh names for one window. A page cannot guess them, so it can neither listen in nor speak for the preload. */
export function inventNames(): WorldNames {
  const name = (what: string) => `__${what}_${randomBytes(12).toString('hex')}`
  return { toMain: name('m'), toIsolated: name('i'), binding: name('b'), receive: name('r') }
}

/**
 * The functions below are written in TypeScript and injected as text: Node strips types to blanks, so a function's own
 * text is plain JavaScript.
 */
export function mainWorldScript(names: WorldNames): string {
  return `(${runMainWorld})(${JSON.stringify(names)}, ${createBridgeHalf})`
}

/** The isolated world's script: the host's half, then the app's preload with the names a CommonJS module has. */
export function isolatedWorldScript(names: WorldNames, preload: string): string {
  const process = {
    type: 'renderer',
    platform: globalThis.process.platform,
    arch: globalThis.process.arch,
    versions: globalThis.process.versions,
    sandboxed: true,
    contextIsolated: true,
    isMainFrame: true,
    argv: [],
    env: {},
  }
  return `(() => {
  const world = (${createPreloadWorld})(${JSON.stringify(names)}, ${createBridgeHalf}, ${createCloneCodec})
  if (world === undefined) return
  const module = { exports: {} }
  try {
    (function (require, module, exports, process) {
${preload}
    }).call(module.exports, world.require, module, module.exports, ${JSON.stringify(process)})
  } catch (error) {
    world.failed(error)
  }
  world.ready()
})()`
}
