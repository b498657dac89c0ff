import { useEffect } from 'react'
import type { Page } from '../../../shared/contract/application-calls.ts'
import type { PageReadingState } from '../../../shared/contract/page-calls.ts'
import { useCallQuery } from '../../api/queries.ts'
import type { Draft } from '../draft/draft.ts'
import { useCanType, useDraft } from '../draft/draft-context.ts'
import { fillFromPages } from '../draft/fill-from-pages.ts'
import { sameItems } from '../draft/store.ts'

/**
 * Has what is read from the pages shown and filled in as it comes: asked again at each event `pages`. Shows
 * nothing itself; the fields do.
 */
export function PageReadings() {
  const draft = useDraft()
  const canType = useCanType()
  const { data: readings } = useCallQuery('pages.readings', { applicationId: draft.id })
  useEffect(() => (canType ? fillAsItComes(draft) : undefined), [draft, canType])
  useEffect(() => {
    if (readings) draft.show({ readings, pages: asRead(draft.store.get().pages, readings) })
  }, [draft, readings])
  return null
}

/** The pages with what they are and whose: where nobody has said it, reading does. */
function asRead(pages: readonly Page[], readings: readonly PageReadingState[]): readonly Page[] {
  const next = pages.map((page) => {
    const read = readings.find(({ pageId }) => pageId === page.id)
    if (!read || (read.document === page.document && read.memberId === page.memberId)) return page
    return { ...page, document: read.document, memberId: read.memberId }
  })
  return sameItems(next, pages) ? pages : next
}

/** @returns how to stop */
function fillAsItComes(draft: Draft): () => void {
  let filled: readonly unknown[] = []
  const look = () => {
    const { readings, pages, unmatchedPages, form } = draft.store.get()
    // A KTP of nobody may be that of somebody who has just been typed.
    const people = unmatchedPages.length === 0 ? [] : form.members.flatMap(({ nik, name }) => [nik, name])
    const now = [readings, pages, ...people]
    if (sameItems(now, filled)) return
    filled = now
    fillFromPages(draft)
  }
  look()
  return draft.store.subscribe(look)
}
