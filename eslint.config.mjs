// @ts-check
// What the code of every folder may look like. Our own rules are in scripts/enforcement/house-rules.mjs; each restriction is
// seen refusing in scripts/enforcement/lint.test.ts.
import eslint from '@eslint/js'
import vueI18n from '@intlify/eslint-plugin-vue-i18n'
import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import vueAccessibility from 'eslint-plugin-vuejs-accessibility'
import { defineConfig } from 'eslint/config'
import typescript from 'typescript-eslint'
import { houseRules } from './scripts/enforcement/house-rules.mjs'

const TESTS = ['**/*.test.ts', '**/*.spec.ts', '**/*.bench.ts', '**/testing/**/*.ts', 'e2e/**/*.ts']
/** Read by tools that want a default export. */
const CONFIGURATION = ['*.config.{ts,mjs}', '{scripts/testing,e2e/fixtures}/*-global-setup.ts']

/** Texts that need no translation: digits, signs, the keys of a telephone. The plugin's patterns know no \p{L}. */
const NO_LETTERS = '^[^A-Za-z\u00c0-\u1fff\u3040-\ud7ff]+$'

/** @param {number} max @returns {['error', { max: number, skipBlankLines: boolean, skipComments: boolean }]} */
const maxLines = (max) => ['error', { max, skipBlankLines: true, skipComments: true }]

const typescriptRules = defineConfig({
  name: 'sidetone/typescript',
  files: ['**/*.ts', '**/*.vue'],
  extends: [typescript.configs.strictTypeChecked],
  languageOptions: { parserOptions: { projectService: true, extraFileExtensions: ['.vue'] } },
  rules: {
    '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
    // A switch over a union is closed by assertNever in its default, which the type checker then verifies.
    '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
    '@typescript-eslint/no-confusing-void-expression': 'off',
    '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
    '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    '@typescript-eslint/no-extraneous-class': 'off',
    // Code points are what the number and name rules speak of; no text is cut into graphemes here.
    '@typescript-eslint/no-misused-spread': 'off',
    // One overload a kind of event reads better than a union.
    '@typescript-eslint/unified-signatures': 'off',
    // An implementation of an asynchronous interface may have nothing to wait for.
    '@typescript-eslint/require-await': 'off',
    '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
  },
})

const vueRules = defineConfig({
  name: 'sidetone/vue',
  files: ['**/*.vue'],
  extends: [vue.configs['flat/recommended'], vueAccessibility.configs['flat/recommended']],
  // The plugin's own type does not fit ESLint's.
  plugins: { '@intlify/vue-i18n': /** @type {import('eslint').ESLint.Plugin} */ (/** @type {unknown} */ (vueI18n)) },
  languageOptions: { parserOptions: { parser: typescript.parser } },
  rules: {
    'vue/component-api-style': ['error', ['script-setup']],
    'vue/block-lang': ['error', { script: { lang: 'ts' } }],
    'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
    'vue/no-v-html': 'error',
    // The rule does not know that defineProps makes a boolean or optional prop of its type undefined.
    '@typescript-eslint/no-useless-default-assignment': 'off',
    // Types give the default already (withDefaults, optional props).
    'vue/require-default-prop': 'off',
    // Our own inputs are labelled by nesting or by `for`; either is right.
    'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
    '@intlify/vue-i18n/no-raw-text': [
      'error',
      {
        ignorePattern: NO_LETTERS,
        attributes: { '/.+/': ['title', 'aria-label', 'placeholder', 'alt', 'label'] },
      },
    ],
  },
})

/** @param {string} rule */
const house = (rule) => `sidetone/${rule}`

export default defineConfig([
  {
    ignores: [
      'out/',
      'demo-output/',
      'test-results/',
      'playwright-report/',
      '**/dist/',
      '**/fixture-app/',
      '**/*.d.ts',
    ],
  },
  eslint.configs.recommended,
  typescriptRules,
  vueRules,
  prettier,
  {
    name: 'sidetone/everywhere',
    files: ['**/*.{ts,mjs,vue}'],
    plugins: { sidetone: houseRules },
    rules: {
      // TypeScript knows the globals of every folder better.
      'no-undef': 'off',
      'no-unused-vars': 'off',
      'max-lines': maxLines(300),
      'max-lines-per-function': maxLines(60),
      eqeqeq: 'error',
      [house('file-name')]: 'error',
      [house('no-empty-catch')]: 'error',
      [house('no-exclusive-test')]: 'error',
      [house('ipc-main-only-in-register')]: 'error',
      [house('ipc-renderer-only-in-preload')]: 'error',
    },
  },
  {
    name: 'sidetone/named-exports',
    files: ['**/*.{ts,mjs}'],
    ignores: CONFIGURATION,
    rules: { [house('no-default-export')]: 'error' },
  },
  { name: 'sidetone/components-are-small', files: ['**/*.vue'], rules: { 'max-lines': maxLines(200) } },
  {
    name: 'sidetone/core-has-no-world-of-its-own',
    files: ['core/**/*.ts'],
    ignores: ['core/node/**', 'core/testing/**', '**/*.test.ts'],
    rules: {
      [house('no-own-clock-in-core')]: 'error',
      [house('no-own-network-in-core')]: 'error',
      [house('no-own-chance-in-core')]: 'error',
    },
  },
  {
    name: 'sidetone/ipc-main',
    files: ['electron/main/ipc/register.ts'],
    rules: { [house('ipc-main-only-in-register')]: 'off' },
  },
  {
    name: 'sidetone/ipc-renderer',
    files: ['electron/preload/**'],
    rules: { [house('ipc-renderer-only-in-preload')]: 'off' },
  },
  {
    name: 'sidetone/the-host-is-the-other-side-of-ipc',
    files: ['chromium-host/**'],
    rules: { [house('ipc-main-only-in-register')]: 'off', [house('ipc-renderer-only-in-preload')]: 'off' },
  },
  {
    name: 'sidetone/functions-that-travel',
    // These are sent into pages as text, so each must contain all it needs, and is put into a template as what it is.
    files: ['chromium-host/worlds/**'],
    rules: {
      'max-lines-per-function': maxLines(150),
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
    },
  },
  {
    name: 'sidetone/window',
    files: ['renderer/**/*.{ts,vue}'],
    ignores: ['renderer/bridge/bridge.ts'],
    rules: { [house('window-only-in-bridge')]: 'error' },
  },
  {
    name: 'sidetone/tests',
    files: TESTS,
    rules: {
      'max-lines': maxLines(500),
      'max-lines-per-function': 'off',
      // Tests look into answers of unknown shape and hand over deliberately wrong things.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // A Playwright fixture that needs no other one must say so with an empty pattern.
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
    },
  },
  {
    name: 'sidetone/root-configuration',
    files: ['*.config.{ts,mjs}'],
    extends: [typescript.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
  },
])
