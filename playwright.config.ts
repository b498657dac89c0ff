import { defineConfig } from '@playwright/test'
import { chromiumLaunchOptions } from './test/support/chromium.ts'
import { enableCompileCache } from './test/support/compile-cache.ts'

enableCompileCache()

/**
 * These run in one host, the browser, where two run at a time: they meet nothing of a host but calls with
 * text, which `journey.spec.ts` makes in both. The other shared specifications run in both hosts, because
 * each goes a way that differs: `pages` and `scan` hand files and pictures over by port or by HTTP, use the
 * camera and the scanner's process, `packets` sends and gets bytes by a call, `journey` starts, locks and
 * leaves nothing on the disk. What only one host has lies in a folder of the host's name.
 */
const independentOfHost = ['activation.spec.ts', 'conflict.spec.ts']

export default defineConfig({
  testDir: 'test/e2e',
  globalSetup: './test/support/compile-cache.ts',
  outputDir: 'test-results',
  reporter: 'list',
  // As many as have a screen of their own: one.
  workers: 1,
  // A slow machine is no failure: what hangs is ended all the same, and the whole part has a limit of its
  // own.
  timeout: 900_000,
  expect: { timeout: 120_000 },
  forbidOnly: process.env.CI !== undefined,
  use: {
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    viewport: { width: 1366, height: 768 },
    // The page at every action, without a screencast (pictures of all that moves): that took a third of the
    // processor time, and the snapshots of the page show the same.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true, sources: true },
  },
  projects: [
    { name: 'chromium', testIgnore: 'electron/**', use: { launchOptions: chromiumLaunchOptions() } },
    { name: 'electron', testIgnore: ['browser/**', ...independentOfHost] },
  ],
})
