import { useMemo, useState } from 'react'
import type { Page } from '../../../shared/contract/application-calls.ts'
import { problemText } from '../../api/form-problem.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { useDraft, useDraftState } from '../draft/draft-context.ts'
import { type Arrivals, createArrivals } from './import-queue.ts'
import { createPageActs, type PageActs, type RemovedPage } from './page-actions.ts'
import { addPages } from './page-edits.ts'
import { useIsTyping } from './use-is-typing.ts'
import { type Scanning, useScanning } from './use-scanning.ts'

/** The pages of the application, the one that is looked at, and what can be done with them. */
export interface Pages {
  readonly all: readonly Page[]
  readonly current: Page | undefined
  /** Beside the current one; undefined at the ends. */
  readonly previous: Page | undefined
  readonly next: Page | undefined
  readonly removed: RemovedPage | undefined
  readonly arrivals: Arrivals
  readonly scanning: Scanning
  /** The same for as long as the screen stands. */
  readonly acts: PageActs
}

/** @returns the same object while nothing of it has changed */
export function usePages(): Pages {
  const draft = useDraft()
  const showToast = useToast()
  const all = useDraftState((state) => state.pages)
  const [selected, setSelected] = useState<string>()
  const [removed, setRemoved] = useState<RemovedPage>()
  useSelectLookedAt(setSelected)
  const isTyping = useIsTyping()
  /** Whoever types reads from the page that is seen: another one does not take its place, but waits in the column. */
  const showNew = (id: string | undefined) => {
    if (id !== undefined && !isTyping()) setSelected(id)
  }
  const scanning = useScanning(([first]) => showNew(first))
  const [arrivals] = useState(() =>
    createArrivals({
      async add(file) {
        const answer = await addPages(draft, file)
        showNew(answer.added[0]?.id)
        return answer
      },
      explain: problemText,
    }),
  )
  const dropScannedTold = scanning.dropTold
  const acts = useMemo(
    () =>
      createPageActs({
        draft,
        showToast,
        select: setSelected,
        onRemoved: setRemoved,
        dropTold() {
          arrivals.dropTold()
          dropScannedTold()
        },
      }),
    [draft, showToast, arrivals, dropScannedTold],
  )
  return useMemo(() => {
    const place = Math.max(
      0,
      all.findIndex((page) => page.id === selected),
    )
    const beside = { previous: all[place - 1], next: all[place + 1] }
    return { all, current: all[place], ...beside, removed, arrivals, scanning, acts }
  }, [all, selected, removed, arrivals, scanning, acts])
}

/** The page that the focused field was read from comes into sight; after that a person may choose another. */
function useSelectLookedAt(select: (pageId: string) => void): void {
  const lookedAt = useDraftState((state) => state.highlight)
  const [asked, setAsked] = useState(lookedAt)
  if (lookedAt === asked) return
  setAsked(lookedAt)
  if (lookedAt) select(lookedAt.pageId)
}
