import { spawnSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { plantTree } from '../testing/planted-tree.ts'
import { inRepository } from '../setup/repository.ts'
import { packagesAreCurrent } from './packages.mjs'

const MANIFEST = { dependencies: { a: '1.0.0' }, devDependencies: { b: '2.0.0' } }
const LOCKED = {
  '': MANIFEST,
  'node_modules/a': { version: '1.0.0' },
  'node_modules/b': { version: '2.0.0' },
  'node_modules/for-another-system': { version: '1.0.0', optional: true },
}
const { '': _root, 'node_modules/for-another-system': _absent, ...INSTALLED } = LOCKED

let remove = (): void => undefined
afterEach(() => remove())

function checkout(files: Record<string, object | string>): string {
  const texts = Object.entries(files).map(([file, content]) => [
    file,
    typeof content === 'string' ? content : JSON.stringify(content),
  ])
  const tree = plantTree(Object.fromEntries(texts) as Record<string, string>)
  remove = tree.remove
  return tree.folder
}

const CURRENT = {
  'package.json': MANIFEST,
  'package-lock.json': { packages: LOCKED },
  'node_modules/.package-lock.json': { packages: INSTALLED },
}

it('does not install again what is installed', () => {
  expect(packagesAreCurrent(checkout(CURRENT))).toBe(true)
})

it.each([
  ['nothing is installed', { 'node_modules/.package-lock.json': '' }],
  [
    'another version is',
    { 'node_modules/.package-lock.json': { packages: { ...INSTALLED, 'node_modules/a': { version: '0.9.0' } } } },
  ],
  [
    'a package is missing',
    { 'node_modules/.package-lock.json': { packages: { 'node_modules/a': { version: '1.0.0' } } } },
  ],
  ['package.json names another one', { 'package.json': { ...MANIFEST, dependencies: { a: '1.0.1' } } }],
])('installs when %s', (_, difference) => {
  expect(packagesAreCurrent(checkout({ ...CURRENT, ...difference }))).toBe(false)
})

it('starts the successor on Node 24 with the arguments, from a path with spaces, and passes its exit code on', () => {
  const script = 'const list: string[] = process.argv.slice(2)\nconsole.log(JSON.stringify(list))\nprocess.exit(7)'
  const files = Object.entries({ ...CURRENT, 'scripts/bench.ts': script }).map(([file, content]) => [
    `with a space/${file}`,
    content,
  ])
  const folder = path.join(checkout(Object.fromEntries(files) as Record<string, string>), 'with a space')
  for (const name of ['scripts/front-door.mjs', 'scripts/front-door'])
    cpSync(inRepository(name), path.join(folder, name), { recursive: true })
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(folder, 'scripts/front-door.mjs'), 'bench', 'a b', '--c'],
    { encoding: 'utf8' },
  )
  expect({ status, answer: stdout.trim(), stderr }).toEqual({ status: 7, answer: '["a b","--c"]', stderr: '' })
})

it('answers a wrong command with its usage', () => {
  const { status, stderr } = spawnSync(process.execPath, [inRepository('scripts/front-door.mjs'), 'dance'], {
    encoding: 'utf8',
  })
  expect({ status, usage: stderr.includes('demo|test|start|bench') }).toEqual({ status: 1, usage: true })
})
