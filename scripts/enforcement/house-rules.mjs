// @ts-check
// Our own ESLint rules, as the plugin `sidetone`. Most forbid one piece of syntax; where each holds is said in eslint.config.mjs.

/** @typedef {import('eslint').Rule.RuleModule} RuleModule */

/**
 * A rule that reports every node one of these selectors matches.
 * @param {string} message what to do instead, in a sentence
 * @param {string[]} selectors
 * @returns {RuleModule}
 */
function forbid(message, selectors) {
  return {
    meta: { type: 'problem', schema: [] },
    create: (context) => ({ [selectors.join(', ')]: (/** @type {any} */ node) => context.report({ node, message }) }),
  }
}

/** A global that is called, constructed or read, also through globalThis. @param {string} name */
function uses(name) {
  return [
    `CallExpression[callee.name="${name}"]`,
    `NewExpression[callee.name="${name}"]`,
    `MemberExpression[object.name=/^(globalThis|window|self)$/][property.name="${name}"]`,
  ]
}

const BANNED_WORDS = ['util', 'utils', 'helper', 'helpers', 'common', 'manager', 'misc']
const ROLE = String.raw`(\.(store|conformance|security|fixture|config|d))*(\.(test|spec|bench))?`
const SCRIPT_NAME = new RegExp(
  String.raw`^([a-z0-9]+(-[a-z0-9]+)*|use[A-Z]\w*|electron\.vite)${ROLE}\.(ts|mjs|js|cjs)$`,
)
const COMPONENT_NAME = /^([A-Z][a-z0-9]*){2,}\.vue$|^App\.vue$/

/** @type {RuleModule} */
const fileName = {
  meta: { type: 'problem', schema: [] },
  create: (context) => ({
    Program(node) {
      const segments = context.filename.slice(context.cwd.length).split(/[\\/]/)
      const name = segments.at(-1) ?? ''
      const pattern = name.endsWith('.vue') ? COMPONENT_NAME : SCRIPT_NAME
      if (!pattern.test(name)) {
        context.report({
          node,
          message: `"${name}": scripts are kebab-case or useX, components PascalCase of two words.`,
        })
      }
      const banned = segments.flatMap((segment) => segment.split(/[-.]/)).find((word) => BANNED_WORDS.includes(word))
      if (banned)
        context.report({ node, message: `"${banned}" says nothing about what is inside: name the thing it does.` })
    },
  }),
}

/** @type {Record<string, RuleModule>} */
const rules = {
  'file-name': fileName,
  'no-default-export': forbid('Export by name: then the same thing has the same name everywhere.', [
    'ExportDefaultDeclaration',
  ]),
  'no-empty-catch': forbid('Say what happens after the error, or rethrow it.', [
    'CatchClause[body.body.length=0]',
    'CallExpression[callee.property.name="catch"] > :matches(ArrowFunctionExpression, FunctionExpression)[body.type="BlockStatement"][body.body.length=0]',
  ]),
  'no-exclusive-test': forbid('An exclusive test switches all others off.', [
    'MemberExpression[object.name=/^(it|test|describe)$/][property.name="only"]',
  ]),
  'no-own-clock-in-core': forbid('Time comes through core/ports/clock.ts, so that tests can turn it.', [
    ...['setTimeout', 'setInterval', 'setImmediate'].flatMap(uses),
    'MemberExpression[object.name="Date"][property.name="now"]',
    'NewExpression[callee.name="Date"][arguments.length=0]',
    'MemberExpression[object.name="performance"][property.name="now"]',
    'MemberExpression[object.name="AbortSignal"][property.name="timeout"]',
    'ImportDeclaration[source.value=/^(node:)?timers/]',
  ]),
  'no-own-network-in-core': forbid(
    'The network comes through core/ports/.',
    ['fetch', 'WebSocket', 'EventSource'].flatMap(uses),
  ),
  'no-own-chance-in-core': forbid('Randomness comes through core/ports/clock.ts, so that tests can choose it.', [
    'MemberExpression[object.name="Math"][property.name="random"]',
  ]),
  'ipc-main-only-in-register': forbid('Requests are registered in electron/main/ipc/register.ts and nowhere else.', [
    'ImportSpecifier[imported.name="ipcMain"]',
    'MemberExpression[property.name="ipcMain"]',
  ]),
  'ipc-renderer-only-in-preload': forbid('Only electron/preload talks to the main process.', [
    'ImportSpecifier[imported.name="ipcRenderer"]',
    'MemberExpression[property.name="ipcRenderer"]',
  ]),
  'window-only-in-bridge': forbid("The app's data comes through renderer/bridge/bridge.ts.", [
    'MemberExpression[object.name=/^(window|globalThis|self)$/][property.name="sidetone"]',
  ]),
}

/** The plugin. */
export const houseRules = { meta: { name: 'sidetone' }, rules }
