import { defineConfig } from '@playwright/test'

/** End-to-end tests of the built app. A test that only passes when repeated is a failed one: no retries. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  globalSetup: './e2e/fixtures/build-global-setup.ts',
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 5_000 },
  reporter: [['list']],
  // Pictures and traces are the fixtures' own (e2e/fixtures/evidence.ts): Playwright's know browsers, not apps.
  use: { trace: 'off', screenshot: 'off' },
})
