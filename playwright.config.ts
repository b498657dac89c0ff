import { defineConfig } from '@playwright/test'
import { chromiumLaunchOptions } from './test/support/chromium.ts'

/** The same specifications run in both hosts; what only one of them has lies in a folder of the host's name. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  reporter: 'list',
  // As many as have a screen of their own: one.
  workers: 1,
  // A slow machine is no failure: what hangs is ended all the same, and the whole part has a limit of its own.
  timeout: 900_000,
  expect: { timeout: 120_000 },
  forbidOnly: process.env.CI !== undefined,
  use: {
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    viewport: { width: 1366, height: 768 },
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'chromium', testIgnore: 'electron/**', use: { launchOptions: chromiumLaunchOptions() } },
    { name: 'electron', testIgnore: 'browser/**' },
  ],
})
