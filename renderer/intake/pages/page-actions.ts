import type { Corners } from '../../../shared/area.ts'
import type { Page } from '../../../shared/contract/application-calls.ts'
import type { DocumentKind } from '../../../shared/form.ts'
import { problemText } from '../../api/form-problem.tsx'
import type { Toast } from '../../ui/toasts.tsx'
import { pageName } from '../../viewer/page-name.ts'
import type { Draft } from '../draft/draft.ts'
import { cropPage, describePage, removePage, restorePage, turnPage } from './page-edits.ts'

/** What a person can do with the pages. What does not work is told, and changes nothing. */
export interface PageActs {
  select(id: string): void
  describe(page: Page, change: { document?: DocumentKind; memberId?: string | null }): void
  /** Resolves to whether it was turned. */
  turn(page: Page, quarterTurns: 1 | 3): Promise<boolean>
  /** Resolves to whether it was cut. */
  crop(page: Page, corners: Corners): Promise<boolean>
  remove(page: Page): void
  /** Takes blank pages in that were put aside. */
  restoreBlank(pages: readonly Page[]): void
}

/** The page removed last, until it is restored. */
export interface RemovedPage {
  readonly name: string
  restore(): void
}

export interface PageActsDependencies {
  draft: Draft
  showToast: (notice: Toast) => void
  /** Undefined where there is no page left to look at. */
  select: (id: string | undefined) => void
  onRemoved: (removed: RemovedPage | undefined) => void
  /** Blank pages that were taken in need not be told of any more. */
  dropTold: () => void
}

export function createPageActs({ draft, showToast, select, onRemoved, dropTold }: PageActsDependencies): PageActs {
  const explain = (error: unknown) => showToast({ text: problemText(error), tone: 'problem' })
  const succeeds = async (act: Promise<void>): Promise<boolean> => {
    try {
      await act
      return true
    } catch (error) {
      explain(error)
      return false
    }
  }
  const restore = (page: Page) => {
    onRemoved(undefined)
    restorePage(draft, page.id).then(() => select(page.id), explain)
  }
  return {
    select,
    describe: (page, change) => void describePage(draft, page, change).catch(explain),
    turn: (page, quarterTurns) => succeeds(turnPage(draft, page, quarterTurns)),
    crop: (page, corners) => succeeds(cropPage(draft, page, corners)),
    remove(page) {
      const { pages, form } = draft.store.get()
      const name = pageName(page, form)
      const place = pages.findIndex(({ id }) => id === page.id)
      const next = pages[place + 1] ?? pages[place - 1]
      removePage(draft, page).then(() => {
        select(next?.id)
        onRemoved({ name, restore: () => restore(page) })
      }, explain)
    },
    restoreBlank(pages) {
      const restored = pages.map((page) => restorePage(draft, page.id))
      Promise.all(restored).then(() => {
        dropTold()
        select(pages[0]?.id)
      }, explain)
    },
  }
}
