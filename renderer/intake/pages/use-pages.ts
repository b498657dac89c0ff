import { useMemo, useState } from 'react'
import type { Page } from '../../../shared/contract/application-calls.ts'
import { problemText } from '../../api/form-problem.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { useDraft, useDraftState } from '../draft/draft-context.ts'
import { createImportQueue, type ImportQueue } from './import-queue.ts'
import { createPageActions, type PageActions, type RemovedPage } from './page-actions.ts'
import { addPages } from './page-edits.ts'
import { useIsTyping } from './use-is-typing.ts'
import { type Scanning, useScanning } from './use-scanning.ts'

/** The pages of the application, the selected one, and the actions on them. */
export interface ApplicationPages {
  readonly all: readonly Page[]
  readonly current: Page | undefined
  /** Beside the current one; undefined at the ends. */
  readonly previous: Page | undefined
  readonly next: Page | undefined
  readonly removed: RemovedPage | undefined
  readonly imports: ImportQueue
  readonly scanning: Scanning
  /** Stable while the screen is mounted. */
  readonly actions: PageActions
}

/** @returns a memoised object */
export function useApplicationPages(): ApplicationPages {
  const draft = useDraft()
  const showToast = useToast()
  const all = useDraftState((state) => state.pages)
  const [selected, setSelected] = useState<string>()
  const [removed, setRemoved] = useState<RemovedPage>()
  useSelectHighlighted(setSelected)
  const isTyping = useIsTyping()
  /** Selects a new page, except while somebody types: they read from the selected one. */
  const selectIfIdle = (id: string | undefined) => {
    if (id !== undefined && !isTyping()) setSelected(id)
  }
  const scanning = useScanning(([first]) => selectIfIdle(first))
  const [imports] = useState(() =>
    createImportQueue({
      async importFile(file) {
        const answer = await addPages(draft, file)
        selectIfIdle(answer.added[0]?.id)
        return answer
      },
      explain: problemText,
    }),
  )
  const clearScanNotices = scanning.clearNotices
  const actions = useMemo(
    () =>
      createPageActions({
        draft,
        showToast,
        select: setSelected,
        onRemoved: setRemoved,
        clearNotices() {
          imports.clearNotices()
          clearScanNotices()
        },
      }),
    [draft, showToast, imports, clearScanNotices],
  )
  return useMemo(() => {
    const index = Math.max(
      0,
      all.findIndex((page) => page.id === selected),
    )
    const adjacent = { previous: all[index - 1], next: all[index + 1] }
    return { all, current: all[index], ...adjacent, removed, imports, scanning, actions }
  }, [all, selected, removed, imports, scanning, actions])
}

/** Selects the page of a new highlight; after that a person may select another. */
function useSelectHighlighted(select: (pageId: string) => void): void {
  const highlight = useDraftState((state) => state.highlight)
  const [lastHighlight, setLastHighlight] = useState(highlight)
  if (highlight === lastHighlight) return
  setLastHighlight(highlight)
  if (highlight) select(highlight.pageId)
}
