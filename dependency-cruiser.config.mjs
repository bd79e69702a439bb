// @ts-check
// Who may import whom (docs/architecture.md, section 2): one named rule per sentence of its table. A rule that is added here
// without a planted violation in scripts/enforcement/layers.test.ts fails that test.

/** @typedef {import('dependency-cruiser').IForbiddenRuleType} Rule */

const TESTS = String.raw`\.test\.ts$|/testing/|/fixtures/`

/** Matches the folders of these npm packages, and their types. @param {string[]} names */
const packages = (...names) => `^node_modules/(@types/)?(${names.join('|')})/`
const TEST_PACKAGES = packages(
  'vitest',
  '@vitest/[^/]+',
  '@vue/test-utils',
  'happy-dom',
  'playwright-core',
  '@playwright/test',
)
/** What a test may use besides what its folder may: the real wire, the real keychain. */
const TEST_EXTRAS = [
  TEST_PACKAGES,
  String.raw`^simulator/index\.ts$`,
  '^scripts/(keyring|setup)/',
  packages('ws', 'express'),
]

/** The package, and the modules that exist only inside its runtime (`electron/main`), which no resolver finds. */
const ELECTRON = String.raw`^node_modules/electron/|^electron(/(main|renderer|common))?$`

/**
 * The two rules that keep a folder to its list: one for what is shipped, one (more generous) for its tests.
 * @param {string} name
 * @param {string} folder
 * @param {string[]} allowed path patterns
 * @param {{ builtIns: boolean, tests?: string[] }} options whether Node's own modules are allowed; what else in tests
 * @returns {Rule[]}
 */
function only(name, folder, allowed, { builtIns, tests = [] }) {
  return [
    {
      name,
      severity: 'error',
      from: { path: folder, pathNot: TESTS },
      to: { couldNotResolve: false, pathNot: allowed, ...(builtIns && { dependencyTypesNot: ['core'] }) },
    },
    {
      name: `${name}-even-in-tests`,
      severity: 'error',
      from: { path: `${folder}.*(${TESTS})` },
      to: { couldNotResolve: false, pathNot: [...allowed, ...TEST_EXTRAS, ...tests], dependencyTypesNot: ['core'] },
    },
  ]
}

/** @type {Rule[]} */
const folders = [
  ...only('contract-knows-itself-and-the-schema-library', '^contract/', ['^contract/', packages('zod')], {
    builtIns: false,
  }),
  ...only(
    'core-knows-contract-model-and-pure-packages',
    '^core/',
    ['^core/', '^contract/model/', packages('axios', 'ws', 'zod', 'pino', 'libphonenumber-js', 'keytar')],
    { builtIns: true, tests: ['^contract/'] },
  ),
  ...only(
    'a-provider-knows-ports-net-numbers-and-the-model',
    '^core/providers/[^/]+/',
    [
      String.raw`^core/(ports|net|numbers|providers)/`,
      String.raw`^core/(provider|failure)\.ts$`,
      '^contract/model/',
      packages('axios', 'zod', 'libphonenumber-js'),
    ],
    { builtIns: true, tests: ['^core/', '^contract/'] },
  ),
  ...only(
    'cli-knows-core-door-core-node-and-contract',
    '^cli/',
    [
      '^cli/',
      String.raw`^core/index\.ts$`,
      '^core/node/',
      '^contract/',
      String.raw`^simulator/index\.ts$`,
      packages('commander', 'zod', 'clipboardy', 'string-width', 'csv-parse'),
    ],
    { builtIns: true, tests: ['^core/testing/'] },
  ),
  ...only(
    'simulator-shares-no-code-with-the-product',
    '^simulator/',
    ['^simulator/', packages('express', 'ws', 'socket.io', 'express-serve-static-core')],
    {
      builtIns: true,
    },
  ),
  ...only(
    'preload-knows-contract-and-electron',
    '^electron/preload/',
    ['^electron/preload/', '^contract/', packages('electron')],
    {
      builtIns: false,
    },
  ),
  ...only(
    'main-knows-core-door-ports-core-node-and-contract',
    '^electron/main/',
    [
      '^electron/main/',
      String.raw`^core/index\.ts$`,
      '^core/(ports|node)/',
      '^contract/',
      String.raw`^simulator/index\.ts$`,
      packages('electron', 'zod', 'pino'),
    ],
    { builtIns: true, tests: ['^core/testing/'] },
  ),
  ...only(
    'renderer-knows-contract-and-the-view-libraries',
    '^renderer/',
    [
      '^renderer/',
      '^contract/',
      packages(
        'vue',
        '@vue/[^/]+',
        'pinia',
        'vue-i18n',
        'reka-ui',
        '@lucide/vue',
        '@vueuse/core',
        '@tanstack/vue-virtual',
        'csv-parse',
        'zod',
        'vite',
      ),
    ],
    { builtIns: false },
  ),
  ...only(
    'chromium-host-knows-nothing-of-the-app',
    '^chromium-host/',
    ['^chromium-host/', packages('electron', '@playwright/test', 'playwright-core')],
    {
      builtIns: true,
    },
  ),
  ...only(
    'scripts-know-the-simulator-door-and-each-other',
    '^scripts/',
    ['^scripts/', String.raw`^simulator/index\.ts$`, packages('@playwright/test', 'playwright-core')],
    {
      builtIns: true,
      tests: ['^node_modules/', String.raw`^[^/]+\.config\.(mjs|ts)$`],
    },
  ),
]

/** @type {Rule[]} */
const singles = [
  {
    name: 'e2e-knows-simulator-door-model-and-set-up',
    severity: 'error',
    from: { path: '^e2e/' },
    to: {
      pathNot: [
        '^e2e/',
        String.raw`^simulator/index\.ts$`,
        '^contract/model/',
        '^scripts/(driving|keyring|setup)/',
        packages('@playwright/test', 'playwright-core', '@axe-core/playwright', 'axe-core'),
      ],
      dependencyTypesNot: ['core'],
    },
  },
  {
    name: 'bench-knows-neither-renderer-nor-electron',
    severity: 'error',
    from: { path: '^bench/' },
    to: { path: ['^renderer/', '^electron/', '^chromium-host/', ELECTRON] },
  },
  {
    name: 'a-provider-never-knows-another',
    severity: 'error',
    from: { path: '^core/providers/([^/]+)/' },
    to: { path: '^core/providers/', pathNot: '^core/providers/$1/' },
  },
  {
    name: 'only-the-registry-imports-providers',
    severity: 'error',
    from: { path: '^core/', pathNot: [String.raw`^core/registry\.ts$`, '^core/providers/', TESTS] },
    to: { path: '^core/providers/' },
  },
  {
    name: 'a-provider-is-entered-by-its-index',
    severity: 'error',
    from: { path: String.raw`^core/registry\.ts$` },
    to: { path: '^core/providers/', pathNot: String.raw`^core/providers/[^/]+/index\.ts$` },
  },
  {
    name: 'core-is-given-its-ports',
    comment: 'The composition roots (cli, electron/main) hand core/node in; core itself never reaches for it.',
    severity: 'error',
    from: { path: '^core/', pathNot: ['^core/node/', TESTS] },
    to: { path: '^core/node/' },
  },
  {
    name: 'simulator-is-entered-by-its-index',
    severity: 'error',
    from: { pathNot: '^simulator/' },
    to: { path: '^simulator/', pathNot: String.raw`^simulator/index\.ts$` },
  },
  {
    name: 'a-face-never-knows-another',
    severity: 'error',
    from: { path: '^simulator/faces/([^/]+)/' },
    to: { path: '^simulator/faces/[^/]+/', pathNot: '^simulator/faces/$1/' },
  },
  {
    name: 'cli-simulates-only-in-its-simulator-command',
    severity: 'error',
    from: { path: '^cli/', pathNot: [String.raw`^cli/(commands/)?simulator\.ts$`, TESTS] },
    to: { path: '^simulator/' },
  },
  {
    name: 'main-simulates-only-in-demo',
    severity: 'error',
    from: { path: '^electron/', pathNot: ['^electron/main/demo/', TESTS] },
    to: { path: '^simulator/' },
  },
  {
    name: 'the-product-loads-the-simulator-dynamically',
    severity: 'error',
    from: { path: '^(cli|electron)/', pathNot: TESTS },
    to: { path: '^simulator/', dynamic: false, dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'electron-only-in-electron',
    severity: 'error',
    from: { pathNot: ['^(electron|chromium-host)/', String.raw`^scripts/enforcement/no-electron\.test\.ts$`] },
    to: { path: ELECTRON },
  },
  {
    name: 'the-host-knows-electron-by-its-types-only',
    severity: 'error',
    from: { path: '^chromium-host/' },
    to: { path: ELECTRON, dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'a-feature-is-entered-by-its-index',
    severity: 'error',
    from: { path: '^renderer/features/([^/]+)/' },
    to: {
      path: '^renderer/features/',
      pathNot: ['^renderer/features/$1/', String.raw`^renderer/features/[^/]+/index\.ts$`],
    },
  },
  {
    name: 'the-shell-enters-a-feature-by-its-index',
    severity: 'error',
    from: { path: '^renderer/', pathNot: '^renderer/features/' },
    to: { path: '^renderer/features/', pathNot: String.raw`^renderer/features/[^/]+/index\.ts$` },
  },
  {
    name: 'ui-knows-no-store-and-no-bridge',
    severity: 'error',
    from: { path: '^renderer/ui/' },
    to: { path: ['^renderer/(features|bridge)/', String.raw`\.store\.ts$`, '^node_modules/pinia/'] },
  },
  {
    name: 'components-talk-to-stores-not-to-the-bridge',
    severity: 'error',
    from: { path: String.raw`^renderer/.*\.vue$` },
    to: { path: '^renderer/bridge/' },
  },
  {
    name: 'the-bridge-knows-no-feature',
    severity: 'error',
    from: { path: '^renderer/bridge/' },
    to: { path: '^renderer/(features|ui)/' },
  },
  {
    name: 'core-and-cli-need-no-development-package',
    comment: 'They run from source: what they import must be among the dependencies.',
    severity: 'error',
    from: { path: '^(contract|core|cli)/', pathNot: [TESTS, '^cli/commands/simulator'] },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/@types/' },
  },
  {
    name: 'no-cycles',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'every-import-resolves',
    severity: 'error',
    from: {},
    // A question mark is one of Vite's suffixes (`?worker`, `?asset`), which only Vite resolves.
    to: { couldNotResolve: true, pathNot: [String.raw`\?|^out/|^virtual:`, ELECTRON] },
  },
]

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...folders, ...singles],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^out/|/dist/|/fixture-app/' },
    // Type imports are imports: a folder that needs another's types knows that folder.
    tsPreCompilationDeps: true,
    detectJSDocImports: false,
    moduleSystems: ['es6', 'cjs'],
    extraExtensionsToScan: [],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.vue', '.mjs', '.js', '.cjs', '.d.ts', '.json'],
    },
  },
}
