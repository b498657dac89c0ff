import type { Corners } from '../../../shared/area.ts'
import type { Page } from '../../../shared/contract/application-calls.ts'
import type { AddedPages } from '../../../shared/contract/page-calls.ts'
import type { DocumentKind } from '../../../shared/form.ts'
import { addFile, call } from '../../api/client.ts'
import { cachePreview, hasPreview, prefetchPicture } from '../../viewer/picture-cache.ts'
import type { Draft } from '../draft/draft.ts'

/** Calls that change pages, stored at once. All may reject with ProblemError. */

/** Merges stored pages into the draft's state, in page order. */
export function mergePages(draft: Draft, pages: readonly Page[]): void {
  const [first] = pages
  if (!first) return
  // Fetched while the screen renders.
  if (!hasPreview(first)) prefetchPicture(first)
  const ids = new Set(pages.map(({ id }) => id))
  const others = draft.store.get().pages.filter(({ id }) => !ids.has(id))
  draft.show({ pages: [...others, ...pages].sort((one, other) => one.position - other.position) })
}

export async function addPages(draft: Draft, file: File): Promise<AddedPages> {
  const answer = await addFile({ applicationId: draft.id, document: null }, file)
  const [first] = answer.added
  if (first && answer.preview) cachePreview(first, answer.preview)
  mergePages(draft, answer.added)
  return answer
}

export async function describePage(
  draft: Draft,
  page: Page,
  change: { document?: DocumentKind; memberId?: string | null },
): Promise<void> {
  const { document = page.document, memberId = page.memberId } = change
  mergePages(draft, [await call('pages.describe', { pageId: page.id, document, memberId })])
}

export async function turnPage(draft: Draft, page: Page, quarterTurns: 1 | 3): Promise<void> {
  mergePages(draft, [await call('pages.turn', { pageId: page.id, quarterTurns })])
}

/** Crops the page from its original again. */
export async function cropPage(draft: Draft, page: Page, corners: Corners): Promise<void> {
  mergePages(draft, [await call('pages.crop', { pageId: page.id, corners })])
}

export async function removePage(draft: Draft, page: Page): Promise<void> {
  await call('pages.remove', { pageId: page.id })
  draft.show({ pages: draft.store.get().pages.filter((other) => other.id !== page.id) })
}

export async function restorePage(draft: Draft, pageId: string): Promise<void> {
  mergePages(draft, [await call('pages.restore', { pageId })])
}
