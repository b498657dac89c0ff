import { type Browser, chromium, type Page } from '@playwright/test'
import { serveInBrowser } from '../../main/cli/serve-in-browser.ts'
import { chromiumLaunchOptions } from '../support/chromium.ts'
import { launchElectron } from '../support/electron.ts'

export interface OpenHost {
  readonly page: Page
  close(): Promise<void>
}

/** Chromium's own moving picture in place of a camera, drawn by the processor and therefore slowly. */
const cameraForTests = '--use-fake-device-for-media-stream=fps=5'

/**
 * Opens the built application on a data folder: in Electron for the project `electron`, else served to
 * Chromium. What the page reports as an error or warning, or throws, fails the test.
 */
export async function openHost(project: string, folder: string): Promise<OpenHost> {
  if (project === 'electron') {
    const application = await launchElectron({ args: [cameraForTests], env: { SOLID_DATA: folder } })
    const page = await application.firstWindow()
    await page.setViewportSize({ width: 1366, height: 768 })
    return { page: strict(page), close: () => application.close() }
  }
  const host = await serveInBrowser({ folder, project: process.cwd(), port: 0 })
  const options = chromiumLaunchOptions()
  // A browser asks the person; in Electron it is our own guard that answers.
  const args = [...(options.args ?? []), cameraForTests, '--use-fake-ui-for-media-stream']
  const browser: Browser = await chromium.launch({ ...options, args })
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'id-ID' })
  const page = strict(await context.newPage())
  await page.goto(host.newAddress())
  return {
    page,
    async close() {
      await browser.close()
      await host.close()
    },
  }
}

function strict(page: Page): Page {
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) throw new Error(`the page says: ${message.text()}`)
  })
  page.on('pageerror', (error) => {
    throw error
  })
  return page
}
