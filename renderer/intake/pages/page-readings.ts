import { useEffect } from 'react'
import type { Page } from '../../../shared/contract/application-calls.ts'
import type { PageReadingState } from '../../../shared/contract/page-calls.ts'
import { useCallQuery } from '../../api/queries.ts'
import type { Draft } from '../draft/draft.ts'
import { useCanType, useDraft } from '../draft/draft-context.ts'
import { fillFromPages } from '../draft/fill-from-pages.ts'
import { sameItems } from '../draft/state-store.ts'

/**
 * Loads OCR results into the draft and autofills as they arrive (event `pages`). Renders nothing.
 */
export function PageReadings() {
  const draft = useDraft()
  const canType = useCanType()
  const { data: readings } = useCallQuery('pages.readings', { applicationId: draft.id })
  useEffect(() => (canType ? subscribeToReadings(draft) : undefined), [draft, canType])
  useEffect(() => {
    if (readings) draft.show({ readings, pages: withReadings(draft.store.get().pages, readings) })
  }, [draft, readings])
  return null
}

/** Pages with document kind and owner from OCR, where no person has set them. */
function withReadings(pages: readonly Page[], readings: readonly PageReadingState[]): readonly Page[] {
  const next = pages.map((page) => {
    const reading = readings.find(({ pageId }) => pageId === page.id)
    if (!reading || (reading.document === page.document && reading.memberId === page.memberId)) return page
    return { ...page, document: reading.document, memberId: reading.memberId }
  })
  return sameItems(next, pages) ? pages : next
}

/** @returns unsubscribe */
function subscribeToReadings(draft: Draft): () => void {
  let lastInputs: readonly unknown[] = []
  const fillIfChanged = () => {
    const { readings, pages, unmatchedPages, form } = draft.store.get()
    // An unmatched KTP may belong to a member who has just been typed.
    const people = unmatchedPages.length === 0 ? [] : form.members.flatMap(({ nik, name }) => [nik, name])
    const inputs = [readings, pages, ...people]
    if (sameItems(inputs, lastInputs)) return
    lastInputs = inputs
    fillFromPages(draft)
  }
  fillIfChanged()
  return draft.store.subscribe(fillIfChanged)
}
