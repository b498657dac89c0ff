import { useState } from 'react'
import type { Page } from '../../shared/contract/application-calls.ts'
import type { DocumentKind } from '../../shared/form.ts'
import { problemText } from '../app/form-problem.tsx'
import { useTell } from '../ui/notices.tsx'
import { pageName } from '../viewer/page-name.ts'
import { type Arrivals, createArrivals } from './arrivals.ts'
import { addFile, describePage, removePage, restorePage, turnPage } from './page-edits.ts'
import { useWork, useWorkState } from './work-context.ts'

/** The pages of the application, the one that is looked at, and what can be done with them. */
export interface Pages {
  readonly all: readonly Page[]
  readonly current: Page | undefined
  readonly arrivals: Arrivals
  select(id: string): void
  /** Undefined at the ends. */
  readonly goPrevious: (() => void) | undefined
  readonly goNext: (() => void) | undefined
  describe(change: { document?: DocumentKind; memberId?: string | null }): void
  /** Resolves to whether it was turned. */
  turn(quarterTurns: 1 | 3): Promise<boolean>
  remove(page: Page): void
  /** The page removed last, until it is restored. */
  readonly removed: { readonly name: string; readonly restore: () => void } | undefined
}

export function usePages(): Pages {
  const work = useWork()
  const tell = useTell()
  const all = useWorkState((state) => state.pages)
  const [selected, setSelected] = useState<string>()
  const [removed, setRemoved] = useState<Pages['removed']>()
  const place = Math.max(
    0,
    all.findIndex((page) => page.id === selected),
  )
  const current = all[place]
  const [arrivals] = useState(() =>
    createArrivals({
      async add(bytes) {
        const { added, alreadyThere } = await addFile(work, bytes)
        const [first] = added
        if (first) setSelected(first.id)
        return { added: added.length, alreadyThere }
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
  return {
    all,
    current,
    arrivals,
    select: setSelected,
    goPrevious: goTo(all[place - 1]),
    goNext: goTo(all[place + 1]),
    describe: (change) => current && void describePage(work, current, change).catch(explain),
    async turn(quarterTurns) {
      if (!current) return false
      try {
        await turnPage(work, current, quarterTurns)
        return true
      } catch (error) {
        explain(error)
        return false
      }
    },
    remove(page) {
      const name = pageName(page, work.store.get().form)
      const next = all[all.indexOf(page) + 1] ?? all[all.indexOf(page) - 1]
      removePage(work, page).then(() => {
        setSelected(next?.id)
        setRemoved({ name, restore: () => restore(page) })
      }, explain)
    },
    removed,
  }
}
