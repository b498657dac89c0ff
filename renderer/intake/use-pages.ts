import { useState } from 'react'
import type { Corners } from '../../shared/area.ts'
import type { Page } from '../../shared/contract/application-calls.ts'
import type { DocumentKind } from '../../shared/form.ts'
import { problemText } from '../app/form-problem.tsx'
import { useTell } from '../ui/notices.tsx'
import { pageName } from '../viewer/page-name.ts'
import { type Arrivals, createArrivals } from './arrivals.ts'
import { addFile, cropPage, describePage, removePage, restorePage, turnPage } from './page-edits.ts'
import { useIsTyping } from './typing.ts'
import { type Scanning, useScanning } from './use-scanning.ts'
import { useWork, useWorkState } from './work-context.ts'

/** The pages of the application, the one that is looked at, and what can be done with them. */
export interface Pages {
  readonly all: readonly Page[]
  readonly current: Page | undefined
  readonly arrivals: Arrivals
  readonly scanning: Scanning
  select(id: string): void
  /** Undefined at the ends. */
  readonly goPrevious: (() => void) | undefined
  readonly goNext: (() => void) | undefined
  describe(change: { document?: DocumentKind; memberId?: string | null }): void
  /** Resolves to whether it was turned. */
  turn(quarterTurns: 1 | 3): Promise<boolean>
  /** Resolves to whether it was cut. */
  crop(corners: Corners): Promise<boolean>
  remove(page: Page): void
  /** The page removed last, until it is restored. */
  readonly removed: { readonly name: string; readonly restore: () => void } | undefined
  /** Takes blank pages in that were put aside. */
  restoreBlank(pages: readonly Page[]): void
}

export function usePages(): Pages {
  const work = useWork()
  const tell = useTell()
  const all = useWorkState((state) => state.pages)
  const [selected, setSelected] = useState<string>()
  const [removed, setRemoved] = useState<Pages['removed']>()
  useSelectLookedAt(setSelected)
  const isTyping = useIsTyping()
  /** Whoever types reads from the page that is seen: another one does not take its place, but waits in the column. */
  const showNew = (id: string | undefined) => {
    if (id !== undefined && !isTyping()) setSelected(id)
  }
  const place = Math.max(
    0,
    all.findIndex((page) => page.id === selected),
  )
  const current = all[place]
  const scanning = useScanning(([first]) => showNew(first))
  const [arrivals] = useState(() =>
    createArrivals({
      async add(bytes) {
        const answer = await addFile(work, bytes)
        showNew(answer.added[0]?.id)
        return answer
      },
      explain: problemText,
    }),
  )

  const explain = (error: unknown) => tell({ text: problemText(error), tone: 'problem' })
  const goTo = (page: Page | undefined) => page && (() => setSelected(page.id))
  const restore = (page: Page) => {
    setRemoved(undefined)
    restorePage(work, page.id).then(() => setSelected(page.id), explain)
  }
  /** Remakes the current page; resolves to whether that has worked. */
  const remake = async (act: (page: Page) => Promise<void>) => {
    if (!current) return false
    try {
      await act(current)
      return true
    } catch (error) {
      explain(error)
      return false
    }
  }
  return {
    all,
    current,
    arrivals,
    scanning,
    select: setSelected,
    goPrevious: goTo(all[place - 1]),
    goNext: goTo(all[place + 1]),
    describe: (change) => current && void describePage(work, current, change).catch(explain),
    turn: (quarterTurns) => remake((page) => turnPage(work, page, quarterTurns)),
    crop: (corners) => remake((page) => cropPage(work, page, corners)),
    remove(page) {
      const name = pageName(page, work.store.get().form)
      const next = all[all.indexOf(page) + 1] ?? all[all.indexOf(page) - 1]
      removePage(work, page).then(() => {
        setSelected(next?.id)
        setRemoved({ name, restore: () => restore(page) })
      }, explain)
    },
    removed,
    restoreBlank(pages) {
      const restored = pages.map((page) => restorePage(work, page.id))
      Promise.all(restored).then(() => {
        arrivals.dropTold()
        scanning.dropTold()
        setSelected(pages[0]?.id)
      }, explain)
    },
  }
}

/** The page that the focused field was read from comes into sight; after that a person may choose another. */
function useSelectLookedAt(select: (pageId: string) => void): void {
  const lookedAt = useWorkState((state) => state.lookedAt)
  const [asked, setAsked] = useState(lookedAt)
  if (lookedAt === asked) return
  setAsked(lookedAt)
  if (lookedAt) select(lookedAt.pageId)
}
