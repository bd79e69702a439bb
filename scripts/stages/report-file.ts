import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { inRepository } from '../setup/repository.ts'

/** Where a test runner shall write its report; an older report there is removed, so that it can never be read as the new one. */
export function reportFile(name: string): string {
  const file = inRepository('test-results', 'reports', `${name}.json`)
  rmSync(file, { force: true })
  mkdirSync(path.dirname(file), { recursive: true })
  return file
}

/** The report, or undefined when the runner crashed before it wrote one, or while it did. */
export function readReport<Report>(file: string): Report | undefined {
  if (!existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report
  } catch {
    return undefined // cut off in the middle: as good as none, and the caller counts that as a failure
  }
}
