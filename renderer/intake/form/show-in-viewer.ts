import { useEffect } from 'react'
import type { Area } from '../../../shared/area.ts'
import type { Evidence } from '../../../shared/autofill/evidence.ts'
import type { FieldPath } from '../../../shared/field-path.ts'
import { findPiece } from '../draft/confirming.ts'
import type { Draft, LookedAt } from '../draft/draft.ts'
import { useWork, useWorkState } from '../draft/draft-context.ts'
import { sameItems } from '../draft/store.ts'

const nothing: readonly Evidence[] = []

/**
 * While these places have the focus, the viewer shows where their values were read; also when that becomes known
 * only then, for the reading of a page takes longer than the way into a field.
 */
export function useLookedAt(places: readonly FieldPath[], hasFocus: boolean): void {
  const work = useWork()
  const pieces = useWorkState(
    (state) => (hasFocus ? places.flatMap((place) => findPiece(state, place) ?? []) : nothing),
    (some, others) => sameItems(some.map(spot), others.map(spot)),
  )
  useEffect(() => {
    if (hasFocus) lookAt(work, pieces)
  }, [work, pieces, hasFocus])
}

/**
 * Has the viewer show these pieces: those on the page that most of them are on. Whoever comes back to the same field,
 * having looked around or cut another page meanwhile, keeps what they see.
 */
function lookAt(work: Draft, pieces: readonly Evidence[]): void {
  const onPage = (id: string) => pieces.filter(({ pageId }) => pageId === id).map(({ area }) => area)
  const [pageId] = pieces
    .map((piece) => piece.pageId)
    .toSorted((one, other) => onPage(other).length - onPage(one).length)
  const lookedAt: LookedAt | undefined =
    pageId === undefined ? undefined : { pageId, area: around(onPage(pageId)) }
  const before = work.store.get().lookedAt
  const isSame = lookedAt && before ? spot(lookedAt) === spot(before) : lookedAt === before
  if (!isSame) work.show({ lookedAt })
}

/** The same spot told anew, because another page was read meanwhile, is no new wish of where to look. */
const spot = ({ pageId, area: { left, top, width, height } }: LookedAt): string =>
  [pageId, left, top, width, height].join(' ')

/**
 * The area that holds these, as far as they stand together: of a member's lines in the two tables of a KK, the one
 * in the first.
 */
function around(areas: readonly Area[]): Area {
  const [first, ...others] = areas.toSorted((one, other) => one.top - other.top)
  let together = first ?? { left: 0, top: 0, width: 1, height: 1 }
  for (const area of others) {
    if (area.top - (together.top + together.height) > 2 * area.height) break
    together = union(together, area)
  }
  return together
}

function union(one: Area, other: Area): Area {
  const left = Math.min(one.left, other.left)
  const top = Math.min(one.top, other.top)
  const right = Math.max(one.left + one.width, other.left + other.width)
  const bottom = Math.max(one.top + one.height, other.top + other.height)
  return { left, top, width: Math.min(right, 1) - left, height: Math.min(bottom, 1) - top }
}
