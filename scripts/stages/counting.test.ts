import { expect, it } from 'vitest'
import { checkStage } from './check-stage.ts'
import { countPlaywright } from './playwright-stage.ts'
import { inWords, printSummary, runStages, total } from './run-stages.ts'
import { countOf } from './stage.ts'
import type { Stage } from './stage.ts'
import { countVitest } from './vitest-stage.ts'

function vitestFile(statuses: string[], status = 'passed'): Parameters<typeof countVitest>[0] {
  const assertionResults = statuses.map((outcome, index) => ({
    fullName: `test ${index}`,
    status: outcome,
    failureMessages: outcome === 'failed' ? ['Error: expected 1\n  at line'] : [],
  }))
  return { testResults: [{ name: 'a.test.ts', status, message: 'Cannot find module\nmore', assertionResults }] }
}

function playwrightReport(
  ...statuses: ('expected' | 'unexpected' | 'flaky' | 'skipped')[]
): Parameters<typeof countPlaywright>[0] {
  const specs = statuses.map((status) => ({ title: status, file: 'a.spec.ts', tests: [{ status, results: [] }] }))
  return { suites: [{ suites: [{ specs }] }] }
}

const succeeding: Stage = { title: 'one', run: () => Promise.resolve(countOf(3, 0, 1, [])) }
const crashing: Stage = { title: 'two', run: () => Promise.reject(new Error('out of memory')) }

it('counts the tests of Vitest by outcome', () => {
  expect(countVitest(vitestFile(['passed', 'passed', 'skipped', 'todo', 'pending']), 0)).toEqual(countOf(2, 0, 3, []))
  const { failed, failures } = countVitest(vitestFile(['passed', 'failed'], 'failed'), 1)
  expect({ failed, failures }).toEqual({ failed: 1, failures: ['a.test.ts\n  test 1\n    Error: expected 1'] })
})

it('counts a file of Vitest that did not load as a failure', () => {
  const { failed, failures } = countVitest(vitestFile([], 'failed'), 1)
  expect(failed).toBe(1)
  expect(failures[0]).toContain('Cannot find module')
})

it('counts the tests of Playwright by outcome, a flaky one as failed', () => {
  expect(countPlaywright(playwrightReport('expected', 'skipped'), 0)).toEqual(countOf(1, 0, 1, []))
  expect(countPlaywright(playwrightReport('expected', 'unexpected', 'flaky'), 1).failed).toBe(2)
  expect(countPlaywright({ errors: [{ message: 'a spec does not load' }] }, 1).failures).toContain(
    'a spec does not load',
  )
})

it.each([
  ['no report', () => [countVitest(undefined, 1), countPlaywright(undefined, 1)]],
  ['no test', () => [countVitest({ testResults: [] }, 0), countPlaywright(playwrightReport(), 0)]],
  [
    'only skipped tests',
    () => [countVitest(vitestFile(['skipped']), 0), countPlaywright(playwrightReport('skipped'), 0)],
  ],
  [
    'an exit code without a failed test',
    () => [countVitest(vitestFile(['passed']), 1), countPlaywright(playwrightReport('expected'), 1)],
  ],
])('%s is a failure', (_, counts) => {
  for (const { failed } of counts()) expect(failed).toBe(1)
})

it('runs all stages although one broke, repeats the failure, and ends with the one line', async () => {
  const printed: string[] = []
  const results = await runStages(
    [crashing, succeeding],
    (line) => printed.push(line),
    () => 0,
  )
  printSummary(results, (line) => printed.push(line))
  expect(printed.join('\n')).toMatch(/--- failed: two[^]*out of memory/)
  expect(printed.at(-1)).toBe('3 passed, 1 failed, 1 skipped')
  expect(inWords(total(results.slice(0, 0)))).toBe('0 passed, 0 failed')
})

it('a check is one test, by its exit code; a program that is not there fails', async () => {
  const version = checkStage('version', 'prettier/bin/prettier.cjs', ['--version'])
  const unknown = checkStage('unknown', 'prettier/bin/not-there.cjs', [])
  expect(await version.run()).toEqual(countOf(1, 0, 0, []))
  expect((await unknown.run()).failures[0]).toContain('not-there.cjs')
})
