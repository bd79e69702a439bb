import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** Which app is run, from the path on the command line. */
export interface AppManifest {
  /** Folder of the app's package.json, or of the file itself when there is none. */
  readonly folder: string
  /** The main bundle. */
  readonly main: string
  readonly name: string
  readonly version: string
}

interface PackageJson {
  readonly main?: string
  readonly name?: string
  readonly productName?: string
  readonly version?: string
}

/**
 * Finds the main bundle as Electron does: a folder's package.json names it, a file is it.
 * @throws Error with a sentence when there is nothing to run.
 */
export function readAppManifest(path: string): AppManifest {
  const absolute = resolve(path)
  if (!existsSync(absolute)) throw new Error(`There is no app at ${absolute}.`)
  const isFolder = statSync(absolute).isDirectory()
  const folder = isFolder ? absolute : folderWithPackage(dirname(absolute))
  const json = readPackage(folder)
  const main = isFolder ? join(folder, json.main ?? 'index.js') : absolute
  if (!existsSync(main)) throw new Error(`${main} does not exist: build the app first.`)
  return { folder, main, name: json.productName ?? json.name ?? 'Electron', version: json.version ?? '0.0.0' }
}

function folderWithPackage(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder
    if (folder === dirname(folder)) return start
  }
}

function readPackage(folder: string): PackageJson {
  const path = join(folder, 'package.json')
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as PackageJson) : {}
}
