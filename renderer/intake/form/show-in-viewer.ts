import { useEffect } from 'react'
import type { Area } from '../../../shared/area.ts'
import type { Evidence } from '../../../shared/autofill/evidence.ts'
import type { FieldPath } from '../../../shared/field-path.ts'
import type { PageArea } from '../../viewer/use-page-view.ts'
import { findBestEvidence } from '../draft/confirm-fields.ts'
import type { Draft } from '../draft/draft.ts'
import { useDraft, useDraftState } from '../draft/draft-context.ts'
import { sameItems } from '../draft/state-store.ts'

const noEvidence: readonly Evidence[] = []

/**
 * While these fields have the focus, the viewer shows where their values were read, also when OCR finishes
 * only then.
 */
export function useShowInViewer(paths: readonly FieldPath[], hasFocus: boolean): void {
  const draft = useDraft()
  const evidence = useDraftState(
    (state) => (hasFocus ? paths.flatMap((path) => findBestEvidence(state, path) ?? []) : noEvidence),
    (some, others) => sameItems(some.map(areaKey), others.map(areaKey)),
  )
  useEffect(() => {
    if (hasFocus) showInViewer(draft, evidence)
  }, [draft, evidence, hasFocus])
}

/**
 * Shows evidence in the viewer: the page that most of it is on. The same area again changes nothing, so a
 * person who has panned or cropped meanwhile keeps the view.
 */
function showInViewer(draft: Draft, evidence: readonly Evidence[]): void {
  const onPage = (id: string) => evidence.filter(({ pageId }) => pageId === id).map(({ area }) => area)
  const [pageId] = evidence
    .map((item) => item.pageId)
    .toSorted((one, other) => onPage(other).length - onPage(one).length)
  const highlight: PageArea | undefined =
    pageId === undefined ? undefined : { pageId, area: boundingArea(onPage(pageId)) }
  const before = draft.store.get().highlight
  const isSame = highlight && before ? areaKey(highlight) === areaKey(before) : highlight === before
  if (!isSame) draft.show({ highlight })
}

/** Identifies an area by value: evidence found again, because another page was read, is no new highlight. */
const areaKey = ({ pageId, area: { left, top, width, height } }: PageArea): string =>
  [pageId, left, top, width, height].join(' ')

/**
 * Bounding box of the areas that are near each other: of a member's rows in the two tables of a KK, the
 * first.
 */
function boundingArea(areas: readonly Area[]): Area {
  const [first, ...others] = areas.toSorted((one, other) => one.top - other.top)
  let joined = first ?? { left: 0, top: 0, width: 1, height: 1 }
  for (const area of others) {
    if (area.top - (joined.top + joined.height) > 2 * area.height) break
    joined = union(joined, area)
  }
  return joined
}

function union(one: Area, other: Area): Area {
  const left = Math.min(one.left, other.left)
  const top = Math.min(one.top, other.top)
  const right = Math.max(one.left + one.width, other.left + other.width)
  const bottom = Math.max(one.top + one.height, other.top + other.height)
  return { left, top, width: Math.min(right, 1) - left, height: Math.min(bottom, 1) - top }
}
