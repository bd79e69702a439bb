// @ts-check
// Are the installed packages the ones the lockfile names, and if not, `npm ci`.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'

const HEARTBEAT_MS = 10_000

/** @typedef {{ version?: string, optional?: boolean, link?: boolean, dependencies?: object, devDependencies?: object }} LockedPackage */

/** @param {string} file @returns {Record<string, LockedPackage> | undefined} the `packages` of a lockfile */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined // missing or half written: the same answer, "not installed"
  }
}

/**
 * Compares the lockfile with the record npm itself leaves in node_modules as its last act, so an interrupted install counts
 * as none, and an install somebody did by hand counts too. Optional packages may be missing: they belong to other systems.
 * @param {string} root
 */
export function packagesAreCurrent(root) {
  const wanted = readPackages(path.join(root, 'package-lock.json'))
  const installed = readPackages(path.join(root, 'node_modules', '.package-lock.json'))
  if (wanted === undefined || installed === undefined) return false
  if (!manifestMatchesLockfile(root, wanted[''])) return false
  return Object.entries(wanted).every(([folder, { version, optional }]) => {
    if (folder === '') return true
    const found = installed[folder]
    return found === undefined ? optional === true : found.version === version
  })
}

/** @param {string} root @param {LockedPackage | undefined} locked */
function manifestMatchesLockfile(root, locked) {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const sorted = (/** @type {object | undefined} */ record) => JSON.stringify(Object.entries(record ?? {}).sort())
  return (
    sorted(manifest.dependencies) === sorted(locked?.dependencies) &&
    sorted(manifest.devDependencies) === sorted(locked?.devDependencies)
  )
}

/** `npm ci`, with a sign of life where npm shows none. Throws a sentence when it fails. @param {string} root @returns {Promise<void>} */
export async function installPackages(root) {
  console.log('Installing packages (npm ci). This takes a minute or two the first time.')
  const started = Date.now()
  const heartbeat = setInterval(() => {
    console.log(`  still installing packages (${Math.round((Date.now() - started) / 1000)} s)`)
  }, HEARTBEAT_MS)
  try {
    const code = await runNpmCi(root)
    if (code !== 0) {
      throw new Error(
        `npm ci ended with code ${code}; its own words are above. Without network, run "npm ci" once where there is one.`,
      )
    }
  } finally {
    clearInterval(heartbeat)
  }
  console.log(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.`)
}

/** @param {string} root @returns {Promise<number | null>} its exit code */
function runNpmCi(root) {
  const npm = npmCommand()
  // --include=dev: NODE_ENV=production would otherwise leave out everything that builds and tests.
  const args = [...npm.args, 'ci', '--include=dev', '--no-audit', '--no-fund']
  return new Promise((resolve, reject) => {
    const child = spawn(npm.command, args, { cwd: root, stdio: 'inherit', shell: npm.shell })
    child.on('error', (error) => reject(new Error(`npm could not be started (${error.message}). Is npm installed?`)))
    child.on('exit', resolve)
  })
}

/** The npm that started us, else the one on PATH (a .cmd file on Windows, which only a shell can start). */
function npmCommand() {
  const script = process.env['npm_execpath']
  if (script !== undefined && /npm-cli\.[cm]?js$/.test(script)) {
    // Not process.execPath: under `npm run` that is often the Node inside the node_modules that npm ci is about to delete.
    return { command: process.env['npm_node_execpath'] ?? process.execPath, args: [script], shell: false }
  }
  return { command: 'npm', args: [], shell: process.platform === 'win32' }
}
