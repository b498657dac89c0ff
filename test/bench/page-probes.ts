import type { Page } from '@playwright/test'
import { z } from 'zod'

/**
 * What is measured inside the window, by its own clock: Playwright's way there and back is not part of it.
 * The scripts are text, because nothing on this side knows the types of a browser.
 */

const PageTime = z.object({
  /**
   * Milliseconds until the page's own picture, not its thumbnail, had been painted; null where it was
   * refused.
   */
  shown: z.number().nullable(),
  /**
   * Milliseconds until the last field that was filled held its value; null where the number's stayed open.
   */
  filled: z.number().nullable(),
})
export type PageTime = z.infer<typeof PageTime>

/** A field that is still open after this many milliseconds stays so. */
const patience = 8_000
/** What was filled for so many milliseconds without a change is whole: one reading fills all fields. */
const settled = 500

/**
 * Gives a file to an application without pages. @param field the label of the field that holds its number
 * then
 */
export async function timePage(
  page: Page,
  { file, field, digits }: { file: Buffer; field: string; digits: string },
): Promise<PageTime> {
  await page.getByLabel(field, { exact: true }).waitFor()
  const times = page.evaluate(`new Promise((resolve) => {
    const input = [...document.querySelectorAll('input')].find((input) =>
      [...input.labels].some((label) => label.textContent.trim() === ${JSON.stringify(field)}))
    let given
    let shown
    let values = ''
    let changed = 0
    document.addEventListener('change', () => { given ??= performance.now() }, { capture: true })
    const look = () => {
      const now = performance.now() - given
      // This frame paints what was loaded before it.
      if (document.querySelector('[role=application] img[src^="blob:"]')?.complete) shown ??= now
      const isFilled = input.value.replaceAll(/\\D/g, '') === ${JSON.stringify(digits)}
      const present = [...document.querySelectorAll('input, select')].map(({ value }) => value).join('\\n')
      if (present !== values) [values, changed] = [present, now]
      if (shown !== undefined && isFilled && now - changed > ${settled}) resolve({ shown, filled: changed })
      else if (shown !== undefined && now > ${patience}) resolve({ shown, filled: null })
      else if (now > ${patience}) resolve({ shown: null, filled: null })
      else requestAnimationFrame(look)
    }
    look()
  })`)
  const [measured] = await Promise.all([times, givePictures(page, [file])])
  return PageTime.parse(measured)
}

/** As the file chooser would. */
export async function givePictures(page: Page, files: readonly Buffer[]): Promise<void> {
  await page
    .locator('input[type=file]')
    .setInputFiles(
      files.map((buffer, index) => ({ name: `halaman-${index + 1}.jpg`, mimeType: 'image/jpeg', buffer })),
    )
}

/**
 * Types into a field, `pause` milliseconds from key to key. The press is dated here, where the keyboard is:
 * what it waits for the process of the windows to pass it on counts as much as what it waits for the page.
 * @returns milliseconds from each press to the next frame that had been painted
 */
export async function timeKeys(
  page: Page,
  { field, pause, count }: { field: string; pause: number; count: number },
): Promise<number[]> {
  await page.getByLabel(field, { exact: true }).focus()
  await page.evaluate(`
    window.keyTimes = []
    document.addEventListener('keydown', ({ timeStamp }) => {
      requestAnimationFrame(() => {
        // A message waits until the frame has been painted.
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => window.keyTimes.push(performance.now() - timeStamp)
        port2.postMessage(undefined)
      })
    }, { capture: true })`)
  const keyboard = await page.context().newCDPSession(page)
  const key = { key: 'A', code: 'KeyA', windowsVirtualKeyCode: 65 }
  for (let press = 0; press < count; press++) {
    const timestamp = Date.now() / 1000
    await keyboard.send('Input.dispatchKeyEvent', { ...key, type: 'keyDown', text: 'A', timestamp })
    await keyboard.send('Input.dispatchKeyEvent', { ...key, type: 'keyUp' })
    await page.waitForTimeout(pause)
  }
  await keyboard.detach()
  return z.array(z.number()).parse(await page.evaluate('window.keyTimes'))
}
