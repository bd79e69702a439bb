import { cruise } from 'dependency-cruiser'
import type { ICruiseResult, IConfiguration } from 'dependency-cruiser'
import { afterAll, beforeAll, expect, it } from 'vitest'
import importedConfiguration from '../../dependency-cruiser.config.mjs'
import { plantTree } from '../testing/planted-tree.ts'

const configuration: IConfiguration = importedConfiguration
const ruleNames = (configuration.forbidden ?? []).map((rule) => rule.name ?? 'unnamed')

/** For every rule one file that breaks it: [path of the file, what it imports (a line, or a specifier)]. */
const PLANTED: Record<string, readonly [file: string, imported: string]> = {
  'contract-knows-itself-and-the-schema-library': ['contract/reaches-node.ts', 'node:fs'],
  'contract-knows-itself-and-the-schema-library-even-in-tests': ['contract/reaches-core.test.ts', '../core/index.ts'],
  'core-knows-contract-model-and-pure-packages': ['core/reaches-api.ts', '../contract/api.ts'],
  'core-knows-contract-model-and-pure-packages-even-in-tests': ['core/reaches-vue.test.ts', 'vue'],
  'a-provider-knows-ports-net-numbers-and-the-model': [
    'core/providers/one/reaches-calls.ts',
    '../../calls/call-book.ts',
  ],
  'a-provider-knows-ports-net-numbers-and-the-model-even-in-tests': ['core/providers/one/reaches-vue.test.ts', 'vue'],
  'cli-knows-core-door-core-node-and-contract': ['cli/reaches-deep.ts', '../core/calls/call-book.ts'],
  'cli-knows-core-door-core-node-and-contract-even-in-tests': ['cli/reaches-vue.test.ts', 'vue'],
  'simulator-shares-no-code-with-the-product': ['simulator/reaches-contract.ts', '../contract/model/call.ts'],
  'simulator-shares-no-code-with-the-product-even-in-tests': ['simulator/reaches-core.test.ts', '../core/index.ts'],
  'preload-knows-contract-and-electron': ['electron/preload/reaches-node.ts', 'node:fs'],
  'preload-knows-contract-and-electron-even-in-tests': ['electron/preload/reaches-core.test.ts', '../../core/index.ts'],
  'main-knows-core-door-ports-core-node-and-contract': [
    'electron/main/reaches-deep.ts',
    '../../core/calls/call-book.ts',
  ],
  'main-knows-core-door-ports-core-node-and-contract-even-in-tests': ['electron/main/reaches-vue.test.ts', 'vue'],
  'renderer-knows-contract-and-the-view-libraries': ['renderer/ReachesNode.vue', 'node:fs'],
  'renderer-knows-contract-and-the-view-libraries-even-in-tests': ['renderer/reaches-core.test.ts', '../core/index.ts'],
  'chromium-host-knows-nothing-of-the-app': ['chromium-host/reaches-main.ts', '../electron/main/index.ts'],
  'chromium-host-knows-nothing-of-the-app-even-in-tests': ['chromium-host/reaches-core.test.ts', '../core/index.ts'],
  'scripts-know-the-simulator-door-and-each-other': ['scripts/reaches-core.ts', '../core/index.ts'],
  'scripts-know-the-simulator-door-and-each-other-even-in-tests': ['scripts/reaches-core.test.ts', '../core/index.ts'],
  'e2e-knows-simulator-door-model-and-set-up': ['e2e/reaches-main.spec.ts', '../electron/main/index.ts'],
  'bench-knows-neither-renderer-nor-electron': ['bench/reaches-renderer.bench.ts', '../renderer/main.ts'],
  'a-provider-never-knows-another': ['core/providers/one/reaches-sibling.ts', '../two/index.ts'],
  'only-the-registry-imports-providers': ['core/calls/reaches-provider.ts', '../providers/two/index.ts'],
  'a-provider-is-entered-by-its-index': ['core/registry.ts', './providers/two/client.ts'],
  'core-is-given-its-ports': ['core/calls/reaches-node.ts', '../node/clock.ts'],
  'simulator-is-entered-by-its-index': ['e2e/reaches-world.ts', '../simulator/world.ts'],
  'a-face-never-knows-another': ['simulator/faces/one/reaches-face.ts', '../two/index.ts'],
  'cli-simulates-only-in-its-simulator-command': ['cli/commands/call.ts', "await import('../../simulator/index.ts')"],
  'main-simulates-only-in-demo': ['electron/main/simulates.ts', "await import('../../simulator/index.ts')"],
  'the-product-loads-the-simulator-dynamically': ['electron/main/demo/static.ts', '../../../simulator/index.ts'],
  'electron-only-in-electron': ['core/reaches-electron.ts', 'electron/main'],
  'the-host-knows-electron-by-its-types-only': ['chromium-host/reaches-electron.ts', 'electron'],
  'a-feature-is-entered-by-its-index': ['renderer/features/one/ReachesDeep.vue', '../two/two.store.ts'],
  'the-shell-enters-a-feature-by-its-index': ['renderer/ReachesFeature.vue', './features/two/two.store.ts'],
  'ui-knows-no-store-and-no-bridge': ['renderer/ui/ReachesBridge.vue', '../bridge/bridge.ts'],
  'components-talk-to-stores-not-to-the-bridge': ['renderer/features/one/ReachesBridge.vue', '../../bridge/bridge.ts'],
  'the-bridge-knows-no-feature': ['renderer/bridge/reaches-feature.ts', '../features/two/index.ts'],
  'core-and-cli-need-no-development-package': ['core/reaches-development.ts', 'libphonenumber-js'],
  'no-cycles': ['core/cycle-a.ts', './cycle-b.ts'],
  'every-import-resolves': ['core/reaches-nothing.ts', './not-there.ts'],
}

/** What the planted files import, and things that are allowed and must stay so. */
const SURROUNDINGS: Record<string, string> = {
  'package.json': JSON.stringify({
    type: 'module',
    devDependencies: { electron: '1.0.0', vue: '1.0.0', 'libphonenumber-js': '1.0.0' },
  }),
  ...Object.fromEntries(
    ['electron', 'vue', 'libphonenumber-js'].flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
      [`node_modules/${name}/index.js`, 'module.exports = {}'],
    ]),
  ),
  ...Object.fromEntries(
    [
      'contract/api.ts',
      'contract/model/call.ts',
      'core/index.ts',
      'core/calls/call-book.ts',
      'core/node/clock.ts',
      'core/providers/two/index.ts',
      'core/providers/two/client.ts',
      'simulator/index.ts',
      'simulator/world.ts',
      'simulator/faces/two/index.ts',
      'electron/main/index.ts',
      'renderer/main.ts',
      'renderer/bridge/bridge.ts',
      'renderer/features/two/index.ts',
      'renderer/features/two/two.store.ts',
    ].map((file) => [file, 'export const here = 1\n']),
  ),
  'core/cycle-b.ts': "import { here } from './cycle-a.ts'\nexport const there = here\n",
  'core/allowed.ts':
    "import { here } from '../contract/model/call.ts'\nimport { readFileSync } from 'node:fs'\nexport { here, readFileSync }\n",
  'cli/commands/simulator.ts': "export const start = () => import('../../simulator/index.ts')\n",
  'electron/main/window.ts': "export { BrowserWindow } from 'electron/main'\n",
  'electron/main/demo/start.ts': "export const start = () => import('../../../simulator/index.ts')\n",
  'renderer/features/one/Allowed.vue': vueFile('../two/index.ts'),
}

const ALLOWED = [
  'electron/main/window.ts',
  'core/allowed.ts',
  'cli/commands/simulator.ts',
  'electron/main/demo/start.ts',
  'renderer/features/one/Allowed.vue',
]

function vueFile(specifier: string): string {
  return `<script setup lang="ts">\nimport * as imported from '${specifier}'\nvoid imported\n</script>\n<template><p /></template>\n`
}

function planted([file, imported]: readonly [string, string]): [string, string] {
  if (file.endsWith('.vue')) return [file, vueFile(imported)]
  if (imported.startsWith('await ')) return [file, `export const loaded = ${imported}\n`]
  return [file, `import * as imported from '${imported}'\nexport const here = imported\n`]
}

let tree: ReturnType<typeof plantTree>
let violations: { rule: string; from: string }[]

beforeAll(async () => {
  tree = plantTree({ ...SURROUNDINGS, ...Object.fromEntries(Object.values(PLANTED).map(planted)) })
  const { output } = await cruise(
    ['contract', 'core', 'cli', 'simulator', 'electron', 'renderer', 'chromium-host', 'e2e', 'scripts', 'bench'],
    {
      ...configuration.options,
      baseDir: tree.folder,
      validate: true,
      ruleSet: { forbidden: configuration.forbidden ?? [] },
    },
  )
  violations = (output as ICruiseResult).summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }))
})

afterAll(() => tree.remove())

it('has a planted violation for every rule, and none for rules that are gone', () => {
  expect(Object.keys(PLANTED).sort()).toEqual([...ruleNames].sort())
})

it.each(Object.keys(PLANTED))('%s', (rule) => {
  const [file] = PLANTED[rule] ?? ['']
  expect(violations.filter(({ from }) => from === file).map((violation) => violation.rule)).toContain(rule)
})

it('leaves allowed imports alone', () => {
  expect(violations.filter(({ from }) => ALLOWED.includes(from))).toEqual([])
})
