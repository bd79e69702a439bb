// @ts-check
// Finds a Node that runs our TypeScript as it is: the one in node_modules (the `node` package), else the one we run on.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

const NEEDED_MAJOR = 24

/** @param {string} executable @returns {boolean} whether it starts and is new enough */
function runsAndIsNewEnough(executable) {
  if (!existsSync(executable)) return false
  const { status, stdout } = spawnSync(executable, ['-p', 'process.versions.node'], { encoding: 'utf8' })
  return status === 0 && Number(stdout.split('.')[0]) >= NEEDED_MAJOR
}

/**
 * The `node` package fetches its executable in an install script. npm 11 runs that only because package.json allows it;
 * with `ignore-scripts=true` in somebody's npm settings it did not run, so it is run here.
 * @param {string} packageFolder
 */
function repair(packageFolder) {
  console.log('Fetching Node 24 for the scripts (its install script did not run).')
  spawnSync(process.execPath, ['installArchSpecificPackage.js'], { cwd: packageFolder, stdio: 'inherit' })
}

/** @param {string} root @returns {Promise<string>} the path of a Node 24 or newer; throws a sentence when there is none */
export async function findNode24(root) {
  const packageFolder = path.join(root, 'node_modules', 'node')
  const packaged = path.join(packageFolder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (runsAndIsNewEnough(packaged)) return packaged
  if (runsAndIsNewEnough(process.execPath)) return process.execPath
  if (existsSync(packageFolder)) repair(packageFolder)
  if (runsAndIsNewEnough(packaged)) return packaged
  throw new Error(
    `Node ${NEEDED_MAJOR} is needed to run the scripts and could not be fetched. Either run "npm rebuild node --foreground-scripts", ` +
      `or install Node ${NEEDED_MAJOR} yourself, then try again.`,
  )
}
