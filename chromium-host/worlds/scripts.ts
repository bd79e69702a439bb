import { randomBytes } from 'node:crypto'
import { BridgeHalf } from './bridge-half.ts'
import { CloneCodec } from './clone-codec.ts'
import { IsolatedWorld } from './isolated-world.ts'
import { MainWorld, type WorldNames } from './main-world.ts'

/** The isolated world's name, as Electron calls it. */
export const PRELOAD_WORLD = 'Electron Isolated Context'

/** Fresh names for one window. A page cannot guess them, so it can neither listen in nor speak for the preload. */
export function inventNames(): WorldNames {
  const name = (what: string) => `__${what}_${randomBytes(12).toString('hex')}`
  return { toMain: name('m'), toIsolated: name('i'), binding: name('b'), receive: name('r') }
}

/**
 * The classes of this folder are written in TypeScript and injected as text: Node strips types to blanks, so a class's own
 * text is plain JavaScript.
 */
export function mainWorldScript(names: WorldNames): string {
  return `new (${String(MainWorld)})(${JSON.stringify(names)}, ${String(BridgeHalf)})`
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
  // A preload runs in the main frame only.
  if (window.top !== window || location.protocol === 'chrome-error:') return
  const world = new (${String(IsolatedWorld)})(${JSON.stringify(names)}, ${String(BridgeHalf)}, ${String(CloneCodec)})
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
