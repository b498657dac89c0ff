import type { LaunchOptions } from '@playwright/test'
import { findProgram } from './find-program.ts'

/**
 * How Playwright starts a Chromium: the one that the system has, else Playwright's own (which a developer fetches
 * with `npx playwright install chromium`; where there is neither, the launch fails and says so).
 */
export function chromiumLaunchOptions(): LaunchOptions {
  const executablePath = findProgram('chromium', 'chromium-browser', 'google-chrome')
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    // No screen, no graphics card, and no conversation with anybody but the server under test.
    args: [
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  }
}
