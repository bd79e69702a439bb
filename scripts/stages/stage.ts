/** How many tests a stage ran, by outcome, and the failures in words fit to be repeated at the end. */
export interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly failures: readonly string[]
}

/** One step of `npm test`. */
export interface Stage {
  readonly title: string
  /** Runs it, showing its progress, and counts. A throw counts as one failure. */
  run(): Promise<Count>
}

/** What a test runner's report says, before its exit code is looked at. */
export function countOf(passed: number, failed: number, skipped: number, failures: readonly string[]): Count {
  return { passed, failed, skipped, failures }
}

/**
 * A test stage must have run at least one test, and a non-zero exit code without a failed test is a failure of its own
 * (a crash, an unhandled error). Only so is "0 failed" worth something.
 */
export function refuseSilence(count: Count, exitCode: number): Count {
  const complaints: string[] = []
  if (count.passed + count.failed === 0) complaints.push('no test was executed')
  else if (exitCode !== 0 && count.failed === 0)
    complaints.push(`it ended with code ${exitCode} although no test failed`)
  return { ...count, failed: count.failed + complaints.length, failures: [...count.failures, ...complaints] }
}
