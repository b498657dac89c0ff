import type { Corners } from '../../../shared/area.ts'
import type { Page } from '../../../shared/contract/application-calls.ts'
import type { DocumentKind } from '../../../shared/form.ts'
import { problemText } from '../../api/form-problem.tsx'
import type { Toast } from '../../ui/toasts.tsx'
import { pageName } from '../../viewer/page-name.ts'
import type { Draft } from '../draft/draft.ts'
import { cropPage, describePage, removePage, restorePage, turnPage } from './page-edits.ts'

/** Actions on pages. A failure shows a toast and changes nothing. */
export interface PageActions {
  select(id: string): void
  describe(page: Page, change: { document?: DocumentKind; memberId?: string | null }): void
  /** Resolves to whether it was rotated. */
  turn(page: Page, quarterTurns: 1 | 3): Promise<boolean>
  /** Resolves to whether it was cropped. */
  crop(page: Page, corners: Corners): Promise<boolean>
  remove(page: Page): void
  /** Adds skipped blank pages to the application. */
  restoreBlank(pages: readonly Page[]): void
}

/** The last removed page, until it is restored. */
export interface RemovedPage {
  readonly name: string
  restore(): void
}

export interface PageActionsDependencies {
  draft: Draft
  showToast: (notice: Toast) => void
  /** Undefined where no page is left. */
  select: (id: string | undefined) => void
  onRemoved: (removed: RemovedPage | undefined) => void
  /** Called after blank pages were restored: their notice is obsolete. */
  clearNotices: () => void
}

export function createPageActions({
  draft,
  showToast,
  select,
  onRemoved,
  clearNotices,
}: PageActionsDependencies): PageActions {
  const showProblem = (error: unknown) => showToast({ text: problemText(error), tone: 'problem' })
  const succeeds = async (action: Promise<void>): Promise<boolean> => {
    try {
      await action
      return true
    } catch (error) {
      showProblem(error)
      return false
    }
  }
  const restore = (page: Page) => {
    onRemoved(undefined)
    restorePage(draft, page.id).then(() => select(page.id), showProblem)
  }
  return {
    select,
    describe: (page, change) => void describePage(draft, page, change).catch(showProblem),
    turn: (page, quarterTurns) => succeeds(turnPage(draft, page, quarterTurns)),
    crop: (page, corners) => succeeds(cropPage(draft, page, corners)),
    remove(page) {
      const { pages, form } = draft.store.get()
      const name = pageName(page, form)
      const index = pages.findIndex(({ id }) => id === page.id)
      const next = pages[index + 1] ?? pages[index - 1]
      removePage(draft, page).then(() => {
        select(next?.id)
        onRemoved({ name, restore: () => restore(page) })
      }, showProblem)
    },
    restoreBlank(pages) {
      const restored = pages.map((page) => restorePage(draft, page.id))
      Promise.all(restored).then(() => {
        clearNotices()
        select(pages[0]?.id)
      }, showProblem)
    },
  }
}
