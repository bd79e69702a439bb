import { countOf, refuseSilence } from './stage.ts'
import type { Count, Stage } from './stage.ts'
import { readReport, reportFile } from './report-file.ts'
import { displayPrefix } from '../setup/display.ts'
import { inRepository } from '../setup/repository.ts'
import { runCommandLine } from '../setup/run-command.ts'
import type { Runtime } from '../setup/runtime.ts'

/** The part of Playwright's JSON report that is counted. */
interface PlaywrightReport {
  readonly suites?: readonly PlaywrightSuite[]
  /** Errors outside any test: a spec that does not load, a global set-up that throws. */
  readonly errors?: readonly { readonly message?: string }[]
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs?: readonly PlaywrightSpec[]
}

interface PlaywrightSpec {
  readonly title: string
  readonly file: string
  readonly tests: readonly {
    readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped'
    readonly results: readonly { readonly error?: { readonly message?: string } }[]
  }[]
}

/** The built app, driven by Playwright in the runtime that was found. */
export function playwrightStage(title: string, runtime: Runtime): Stage {
  return {
    title,
    async run() {
      const file = reportFile('playwright')
      const program = inRepository('node_modules', '@playwright/test/cli.js')
      const line = [...displayPrefix(runtime), process.execPath, program, 'test', '--reporter=list,json']
      const { code } = await runCommandLine(line, {
        env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file, SIDETONE_RUNTIME: runtime.kind },
      })
      return countPlaywright(readReport<PlaywrightReport>(file), code)
    },
  }
}

/** Counts tests; one that passed only when repeated counts as failed. */
export function countPlaywright(report: PlaywrightReport | undefined, exitCode: number): Count {
  if (report === undefined) return countOf(0, 1, 0, [`Playwright left no report and ended with code ${exitCode}`])
  const tests = (report.suites ?? []).flatMap(specsOf).flatMap((spec) => spec.tests.map((test) => ({ ...test, spec })))
  const failed = tests.filter(({ status }) => status === 'unexpected' || status === 'flaky')
  const failures = [
    ...failed.map(({ spec, results }) => `${spec.file}\n  ${spec.title}\n    ${firstMessage(results)}`),
    ...(report.errors ?? []).map(({ message }) => message ?? 'an error without words'),
  ]
  const passed = tests.filter(({ status }) => status === 'expected').length
  const skipped = tests.filter(({ status }) => status === 'skipped').length
  return refuseSilence(countOf(passed, failures.length, skipped, failures), exitCode)
}

function specsOf(suite: PlaywrightSuite): PlaywrightSpec[] {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)]
}

function firstMessage(results: readonly { readonly error?: { readonly message?: string } }[]): string {
  return results.find(({ error }) => error?.message)?.error?.message?.split('\n')[0] ?? 'no message'
}
