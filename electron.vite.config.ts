import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

function inRepository(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url))
}

/** What comes out as a file of its own in out/main and also runs on plain Node. Those whose folder is not there yet are left out. */
function entries(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files)
      .map(([name, file]) => [name, inRepository(file)] as const)
      .filter(([, file]) => existsSync(file)),
  )
}

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node24',
      sourcemap: true,
      minify: false,
      // The store worker is found beside the file that starts it, so chunks lie beside the entries.
      rolldownOptions: {
        input: entries({
          index: 'electron/main/index.ts',
          'store-worker': 'core/node/store/store-worker.ts',
          cli: 'cli/main.ts',
        }),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      sourcemap: false,
      minify: true,
      // A sandboxed preload is one CommonJS file that can require nothing but `electron`: everything else is bundled in.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: inRepository('electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: inRepository('renderer'),
    // Addresses in the page start at the root of its own scheme.
    base: '/',
    plugins: [vue()],
    define: {
      // vue-i18n must not compile messages with `new Function`: the content security policy forbids it.
      __INTLIFY_JIT_COMPILATION__: true,
      __VUE_I18N_FULL_INSTALL__: false,
      __VUE_I18N_LEGACY_API__: false,
      __INTLIFY_PROD_DEVTOOLS__: false,
      __VUE_OPTIONS_API__: false,
      __VUE_PROD_DEVTOOLS__: false,
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false,
    },
    build: {
      outDir: inRepository('out/renderer'),
      emptyOutDir: true,
      minify: true,
      modulePreload: { polyfill: false },
      // Inlined assets would be data: URLs, which the policy allows for images only.
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: inRepository('renderer/index.html') } },
    },
  },
})
