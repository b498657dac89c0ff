import type { Page } from '../../shared/contract/application-calls.ts'
import type { DocumentKind } from '../../shared/form.ts'
import { call } from '../app/client.ts'
import type { Work } from './work.ts'

/** What is done to the pages of an application. All of it is stored at once; all may reject with ProblemError. */

function put(work: Work, page: Page): void {
  const others = work.store.get().pages.filter((other) => other.id !== page.id)
  work.show({ pages: [...others, page].sort((one, other) => one.position - other.position) })
}

/** @returns the new pages, and how many were there already */
export async function addFile(
  work: Work,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ added: Page[]; alreadyThere: number }> {
  const answer = await call('pages.add', { applicationId: work.id, bytes, document: null })
  for (const page of answer.added) put(work, page)
  return answer
}

export async function describePage(
  work: Work,
  page: Page,
  change: { document?: DocumentKind; memberId?: string | null },
): Promise<void> {
  const { document = page.document, memberId = page.memberId } = change
  put(work, await call('pages.describe', { pageId: page.id, document, memberId }))
}

export async function turnPage(work: Work, page: Page, quarterTurns: 1 | 3): Promise<void> {
  put(work, await call('pages.turn', { pageId: page.id, quarterTurns }))
}

export async function removePage(work: Work, page: Page): Promise<void> {
  await call('pages.remove', { pageId: page.id })
  work.show({ pages: work.store.get().pages.filter((other) => other.id !== page.id) })
}

export async function restorePage(work: Work, pageId: string): Promise<void> {
  put(work, await call('pages.restore', { pageId }))
}
