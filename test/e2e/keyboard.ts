import type { Locator, Page } from '@playwright/test'

/** Goes on with Tab until the field of this label has the focus, as a person does who looks for it. */
export function tabTo(page: Page, label: string): Promise<void> {
  // A choice's name is its label and what is chosen.
  return tabUntil(page, page.getByLabel(new RegExp(`^${label}( |$)`)), label)
}

/** Goes on with Tab until what has the focus shows this text: a line of a list, a button. */
export function tabToText(page: Page, text: string): Promise<void> {
  return tabUntil(page, page.locator('*', { hasText: text }), text)
}

async function tabUntil(page: Page, wanted: Locator, name: string): Promise<void> {
  const reached = wanted.and(page.locator(':focus'))
  for (let pressed = 0; pressed < 120; pressed++) {
    if ((await reached.count()) > 0) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches "${name}"`)
}

/**
 * Lets milliseconds go by on the page's own clock, up to the picture after them: what the page had put off
 * until before then has happened, however slow the machine is.
 */
export async function pauseIn(page: Page, milliseconds: number): Promise<void> {
  await page.evaluate(
    `new Promise((over) => setTimeout(() => requestAnimationFrame(() => over()), ${milliseconds}))`,
  )
}
