// Builds the app, but only when something that goes into it changed since the last build.
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { repositoryRoot } from './repository.ts'
import { runPackageProgram } from './run-command.ts'

const FOLDERS = ['contract', 'core', 'cli', 'simulator', 'electron', 'renderer', 'resources']
const FILES = ['electron.vite.config.ts', 'tsconfig.base.json', 'package.json', 'package-lock.json']
const STAMP = path.join('out', '.built-from')
const PRODUCT = path.join('out', 'main', 'index.js')

export interface BuildReport {
  readonly outcome: 'built' | 'unchanged' | 'failed'
}

/** `electron-vite build` unless the last one was made from exactly these sources. */
export async function buildIfChanged(root = repositoryRoot, build = runBuild): Promise<BuildReport> {
  const sources = hashOfSources(root)
  const stamp = path.join(root, STAMP)
  if (existsSync(stamp) && existsSync(path.join(root, PRODUCT)) && readFileSync(stamp, 'utf8') === sources) {
    return { outcome: 'unchanged' }
  }
  if (!(await build())) return { outcome: 'failed' }
  mkdirSync(path.dirname(stamp), { recursive: true })
  writeFileSync(stamp, sources)
  return { outcome: 'built' }
}

/** The same for commands that cannot go on without it: says what it does, and throws a sentence when the build fails. */
export async function buildOrThrow(): Promise<void> {
  console.log('Building the app, if anything changed since the last time.')
  const { outcome } = await buildIfChanged()
  if (outcome === 'failed') throw new Error('The build failed; its own words are above.')
}

/** A fingerprint of every name and byte that goes into the build; tests do not. */
export function hashOfSources(root: string): string {
  const inFolders = FOLDERS.flatMap((folder) => globSync(`${folder}/**/*`, { cwd: root }))
  const hash = createHash('sha256')
  for (const file of [...inFolders, ...FILES].sort()) {
    const full = path.join(root, file)
    if (file.endsWith('.test.ts') || !existsSync(full) || !statSync(full).isFile()) continue
    hash.update(`${file}\0`).update(readFileSync(full)).update('\0')
  }
  return hash.digest('hex')
}

async function runBuild(): Promise<boolean> {
  const { code } = await runPackageProgram('electron-vite/bin/electron-vite.js', ['build'])
  return code === 0
}
