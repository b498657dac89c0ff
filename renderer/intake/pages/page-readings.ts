import { useEffect } from 'react'
import type { Page } from '../../../shared/contract/application-calls.ts'
import type { PageReadingState } from '../../../shared/contract/page-calls.ts'
import { useCallQuery } from '../../api/queries.ts'
import type { Draft } from '../draft/draft.ts'
import { useCanType, useWork } from '../draft/draft-context.ts'
import { fillFromPages } from '../draft/fill-from-pages.ts'
import { sameItems } from '../draft/store.ts'

/**
 * Has what is read from the pages shown and filled in as it comes: asked again at each event `pages`. Shows
 * nothing itself; the fields do.
 */
export function PageReadings() {
  const work = useWork()
  const canType = useCanType()
  const { data: readings } = useCallQuery('pages.readings', { applicationId: work.id })
  useEffect(() => (canType ? fillAsItComes(work) : undefined), [work, canType])
  useEffect(() => {
    if (readings) work.show({ readings, pages: asRead(work.store.get().pages, readings) })
  }, [work, readings])
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
function fillAsItComes(work: Draft): () => void {
  let filled: readonly unknown[] = []
  const look = () => {
    const { readings, pages, ofNobody, form } = work.store.get()
    // A KTP of nobody may be that of somebody who has just been typed.
    const people = ofNobody.length === 0 ? [] : form.members.flatMap(({ nik, name }) => [nik, name])
    const now = [readings, pages, ...people]
    if (sameItems(now, filled)) return
    filled = now
    fillFromPages(work)
  }
  look()
  return work.store.subscribe(look)
}
