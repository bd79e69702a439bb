import { ESLint } from 'eslint'
import { symlinkSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inRepository } from '../setup/repository.ts'
import { houseRules } from './house-rules.mjs'
import { plantTree } from '../testing/planted-tree.ts'

/** A file with so many lines of code. */
function lines(count: number): string {
  return 'void 0\n'.repeat(count)
}

function component(script: string, template = '<p />'): string {
  return `<script setup lang="ts">\n${script}\n</script>\n\n<template>\n  ${template}\n</template>\n`
}

const LONG_FUNCTION = `export function long(): void {\n${'  void 0\n'.repeat(61)}}\n`
const SWITCH = `export function name(kind: 'a' | 'b'): string {\n  switch (kind) {\n    case 'a':\n      return 'A'\n  }\n  return ''\n}\n`

/** Files that break a rule: [rule, path of the file, its text]. */
const PLANTED: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['sidetone/file-name', 'core/CallBook.ts', 'export const here = 1\n'],
  ['sidetone/file-name', 'core/call-utils.ts', 'export const here = 1\n'],
  ['sidetone/file-name', 'cli/helpers/print.ts', 'export const here = 1\n'],
  ['sidetone/file-name', 'renderer/ui/button.vue', component('')],
  ['sidetone/file-name', 'renderer/ui/Button.vue', component('')],
  ['sidetone/no-default-export', 'cli/by-default.ts', 'export default 1\n'],
  ['sidetone/no-empty-catch', 'cli/swallow.ts', 'try {\n  void 0\n} catch {\n  // it is fine\n}\n'],
  ['sidetone/no-empty-catch', 'cli/swallow-later.ts', 'Promise.reject(new Error()).catch(() => {})\n'],
  [
    'sidetone/no-exclusive-test',
    'core/exclusive.test.ts',
    "declare const it: { only(name: string): void }\nit.only('x')\n",
  ],
  [
    'sidetone/no-exclusive-test',
    'e2e/exclusive.spec.ts',
    "declare const test: { only(name: string): void }\ntest.only('x')\n",
  ],
  ['sidetone/no-own-clock-in-core', 'core/now.ts', 'export const now = Date.now()\n'],
  ['sidetone/no-own-clock-in-core', 'core/new-date.ts', 'export const now = new Date()\n'],
  ['sidetone/no-own-clock-in-core', 'core/timer.ts', 'setTimeout(() => undefined, 1)\n'],
  ['sidetone/no-own-clock-in-core', 'core/interval.ts', 'globalThis.setInterval(() => undefined, 1)\n'],
  [
    'sidetone/no-own-clock-in-core',
    'core/timers-module.ts',
    "export { setTimeout } from 'node:timers/promises'\nimport 'node:timers/promises'\n",
  ],
  ['sidetone/no-own-network-in-core', 'core/net/fetches.ts', "export const answer = fetch('http://localhost')\n"],
  ['sidetone/no-own-network-in-core', 'core/net/socket.ts', "export const socket = new WebSocket('ws://localhost')\n"],
  ['sidetone/no-own-chance-in-core', 'core/net/backoff.ts', 'export const jitter = Math.random()\n'],
  [
    'sidetone/ipc-main-only-in-register',
    'electron/main/ipc/other.ts',
    "import { ipcMain } from 'electron'\nvoid ipcMain\n",
  ],
  [
    'sidetone/ipc-renderer-only-in-preload',
    'renderer/ipc.ts',
    "import { ipcRenderer } from 'electron'\nvoid ipcRenderer\n",
  ],
  ['sidetone/window-only-in-bridge', 'renderer/ui/AskWindow.vue', component('void window.sidetone')],
  ['max-lines', 'cli/long.ts', lines(301)],
  ['max-lines', 'renderer/ui/LongView.vue', component(lines(201))],
  ['max-lines', 'cli/long.test.ts', lines(501)],
  ['max-lines-per-function', 'cli/long-function.ts', LONG_FUNCTION],
  ['@typescript-eslint/switch-exhaustiveness-check', 'cli/open-switch.ts', SWITCH],
  [
    '@typescript-eslint/consistent-type-imports',
    'cli/value-import.ts',
    "import { ESLint } from 'eslint'\nexport type Alias = ESLint\n",
  ],
  [
    '@typescript-eslint/no-explicit-any',
    'cli/anything.ts',
    'export const anything = (value: any): void => void value\n',
  ],
  [
    '@typescript-eslint/no-floating-promises',
    'cli/floating.ts',
    'export async function later(): Promise<void> {}\nlater()\n',
  ],
  [
    'vue/component-api-style',
    'renderer/ui/OldStyle.vue',
    '<script lang="ts">\nexport default { data: () => ({ a: 1 }) }\n</script>\n\n<template><p /></template>\n',
  ],
  [
    'vue/block-lang',
    'renderer/ui/PlainScript.vue',
    '<script setup>\nconst a = 1\n</script>\n\n<template><p>{{ a }}</p></template>\n',
  ],
  [
    'vue/block-order',
    'renderer/ui/UpsideDown.vue',
    '<template><p /></template>\n\n<script setup lang="ts">\nvoid 0\n</script>\n',
  ],
  ['vue/no-v-html', 'renderer/ui/RawHtml.vue', component("const html = '<b>x</b>'", '<p v-html="html" />')],
  ['vuejs-accessibility/alt-text', 'renderer/ui/NoAlternative.vue', component('', '<img src="a.png" />')],
  ['@intlify/vue-i18n/no-raw-text', 'renderer/ui/RawText.vue', component('', '<p>Hello there</p>')],
  ['@intlify/vue-i18n/no-raw-text', 'renderer/ui/RawLabel.vue', component('', '<button aria-label="Call now" />')],
]

/** The same things where they are right. */
const ALLOWED: Record<string, string> = {
  'core/node/clock.ts': 'export const now = Date.now() + Math.random()\n',
  'core/parse-date.ts': "export const date = new Date('2026-01-01')\n",
  'electron/main/ipc/register.ts': "import { ipcMain } from 'electron'\nvoid ipcMain\n",
  'electron/preload/index.ts': "import { ipcRenderer } from 'electron'\nvoid ipcRenderer\n",
  'renderer/bridge/bridge.ts': 'export const client = window.sidetone\n',
  'renderer/features/dialer/useDialer.ts': 'export const here = 1\n',
  'renderer/features/dialer/DialPad.vue': component('', '<p>· *# 1</p>'),
  'cli/call.test.ts': lines(400),
  'vitest.config.ts': 'export default {}\n',
}
const TSCONFIG = JSON.stringify({
  compilerOptions: {
    strict: true,
    noEmit: true,
    module: 'ESNext',
    moduleResolution: 'Bundler',
    lib: ['ES2024', 'DOM'],
    types: [],
  },
  include: ['**/*.ts', '**/*.vue'],
})

let tree: ReturnType<typeof plantTree>
let refused: Map<string, string[]>

beforeAll(async () => {
  const planted = Object.fromEntries(PLANTED.map(([, file, text]) => [file, text]))
  tree = plantTree({ 'tsconfig.json': TSCONFIG, ...planted, ...ALLOWED })
  symlinkSync(inRepository('node_modules'), path.join(tree.folder, 'node_modules'), 'junction')
  const eslint = new ESLint({ cwd: tree.folder, overrideConfigFile: inRepository('eslint.config.mjs') })
  const results = await eslint.lintFiles(['**/*.{ts,vue}'])
  refused = new Map(
    results.map(({ filePath, messages }) => [
      path.relative(tree.folder, filePath).replaceAll(path.sep, '/'),
      messages.map(({ ruleId, message }) => ruleId ?? message),
    ]),
  )
}, 60_000)

afterAll(() => tree.remove())

it.each(PLANTED.map(([rule, file]) => [rule, file] as const))('%s refuses %s', (rule, file) => {
  expect(refused.get(file)).toContain(rule)
})

it.each(Object.keys(ALLOWED))('no house rule refuses %s', (file) => {
  const about = (rule: string): boolean => /^(sidetone|max-lines|@intlify)/.test(rule)
  expect(refused.get(file)?.filter(about)).toEqual([])
})

it('has a planted violation for every rule of the house', () => {
  const planted = new Set(PLANTED.map(([rule]) => rule))
  expect(Object.keys(houseRules.rules).filter((name) => !planted.has(`sidetone/${name}`))).toEqual([])
})
