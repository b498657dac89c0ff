import type { LaunchOptions } from '@playwright/test'
import { findProgram } from './find-program.ts'

/**
 * Launch options of Chromium: the system's, else Playwright's own (`npx playwright install chromium`); where
 * there is neither, the launch fails and says so.
 */
export function chromiumLaunchOptions(): LaunchOptions {
  const executablePath = findProgram('chromium', 'chromium-browser', 'google-chrome')
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    // Headless, no GPU, and no network traffic except with the server under test.
    args: [
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  }
}
