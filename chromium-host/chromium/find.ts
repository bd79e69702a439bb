import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/**
 * Where the system's Chromium is: `SIDETONE_CHROMIUM`, else the first known name on PATH.
 * @throws Error with a sentence for a person when there is none.
 */
export function findChromium(environment: NodeJS.ProcessEnv): string {
  const named = environment['SIDETONE_CHROMIUM']
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named
    throw new Error(`SIDETONE_CHROMIUM names ${named}, which does not exist.`)
  }
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  for (const name of NAMES) {
    const found = folders.map((folder) => join(folder, name)).find(isExecutable)
    if (found !== undefined) return found
  }
  if (isExecutable(MAC)) return MAC
  throw new Error(
    'No Chromium was found. Install Chromium or Google Chrome, or set SIDETONE_CHROMIUM to the path of its executable.',
  )
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
