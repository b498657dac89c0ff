import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** axe finds nothing on the screen as it stands: WCAG 2.2 AA and best practice. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // Electron opens no second page for axe to work in.
    .setLegacyMode()
    // react-aria's spoken messages, which name a button that may be gone by now and vanish after seconds.
    .exclude('[data-live-announcer]')
    // A tooltip belongs to its button and to no landmark.
    .disableRules(['region'])
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' ')}`)
  expect(found).toEqual([])
}
