import { countOf, refuseSilence } from './stage.ts'
import type { Count, Stage } from './stage.ts'
import { readReport, reportFile } from './report-file.ts'
import { runPackageProgram } from '../setup/run-command.ts'

/** The part of Vitest's JSON report (Jest's shape) that is counted. */
interface VitestReport {
  readonly testResults: readonly VitestFile[]
}

interface VitestFile {
  readonly name: string
  readonly status: string
  readonly message?: string
  readonly assertionResults: readonly {
    readonly fullName: string
    readonly status: string
    readonly failureMessages?: readonly string[] | null
  }[]
}

/** All unit, component and conformance tests. */
export function vitestStage(title: string, args: readonly string[] = []): Stage {
  return {
    title,
    async run() {
      const file = reportFile('vitest')
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
      const { code } = await runPackageProgram('vitest/vitest.mjs', ['run', ...reporters, ...args])
      return countVitest(readReport<VitestReport>(file), code)
    },
  }
}

/** Counts tests; a file that failed without a failed test (it did not load, a hook threw) counts as one more failure. */
export function countVitest(report: VitestReport | undefined, exitCode: number): Count {
  if (report === undefined) return countOf(0, 1, 0, [`Vitest left no report and ended with code ${exitCode}`])
  const tests = report.testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({ ...test, file: file.name })),
  )
  const failed = tests.filter(({ status }) => status === 'failed')
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  const failures = [
    ...failed.map((test) => `${test.file}\n  ${test.fullName}\n    ${firstLine(test.failureMessages?.[0])}`),
    ...brokenFiles.map((file) => `${file.name}\n  ${firstLine(file.message)}`),
  ]
  const passed = tests.filter(({ status }) => status === 'passed').length
  const skipped = tests.length - passed - failed.length
  return refuseSilence(countOf(passed, failures.length, skipped, failures), exitCode)
}

function firstLine(text: string | undefined): string {
  return text?.trim().split('\n')[0] ?? 'no message'
}
