import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const noElectron = fileURLToPath(new URL('./scripts/testing/no-electron.ts', import.meta.url))

const privateKeyring = fileURLToPath(new URL('./scripts/testing/keyring-global-setup.ts', import.meta.url))

/** Projects whose tests use the real keychain code; on Linux against a private keyring. */
const USES_KEYCHAIN = ['core', 'cli']

/** A project of plain-Node tests in which importing `electron` throws (it would try to download itself). */
function nodeProject(name: string) {
  return {
    resolve: { alias: { electron: noElectron } },
    test: {
      name,
      include: [`${name}/**/*.test.ts`],
      environment: 'node' as const,
      // Generous: no test waits for real time to pass, but machines are busy and some tests start programs.
      testTimeout: 30_000,
      hookTimeout: 60_000,
      globalSetup: USES_KEYCHAIN.includes(name) ? [privateKeyring] : [],
    },
  }
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      ...['contract', 'core', 'cli', 'simulator', 'electron', 'chromium-host', 'scripts', 'bench'].map(nodeProject),
      {
        plugins: [vue()],
        test: { name: 'renderer', include: ['renderer/**/*.test.ts'], environment: 'happy-dom' },
      },
    ],
  },
})
