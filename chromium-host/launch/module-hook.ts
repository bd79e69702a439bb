import { registerHooks } from 'node:module'

const NAMES = new Set(['electron', 'electron/main', 'electron/common'])
const MODULE = new URL('../electron/index.ts', import.meta.url).href

/** From now on `electron` means the host's module: for import, for require, and for the inspector's require alike. */
export function provideElectron(): void {
  registerHooks({
    resolve: (specifier, context, next) =>
      NAMES.has(specifier)
        ? { url: MODULE, format: 'module-typescript', shortCircuit: true }
        : next(specifier, context),
  })
}
