import { type FieldPath, findValue, placeParts, withValue } from '../field-path.ts'
import type { ApplicationForm } from '../form.ts'
import { chooseValue } from './choose-value.ts'
import { type Evidence, findEvidence, type PageRead } from './evidence.ts'
import type { FillingReference } from './form-values.ts'
import { matchMembers } from './match-members.ts'

/** A page, what was read from it, and the hash of the picture that it was read from. */
export interface PageToFill extends PageRead {
  readonly scan: string
}

export interface FillOptions {
  /** The place with the focus: what stands in it stays as it is, whoever put it there. */
  busy?: FieldPath | undefined
  /** A page whose person is to become a member though nobody in the family is them. */
  adopted?: string | undefined
}

export interface Filled {
  /** The very same form where there was nothing to fill in. */
  readonly form: ApplicationForm
  /** Pages that show people of whom nobody is in this family. */
  readonly unmatchedPages: readonly string[]
}

/**
 * Puts what was read from the pages into the form, marked until a person confirms it: into fields that are empty
 * or still marked, never over what a person typed, confirmed or emptied. A KK makes the members in its order; a
 * KTP goes to the member whose it is. Safe to call again with the same pages.
 */
export function fillForm(
  form: ApplicationForm,
  pages: readonly PageToFill[],
  reference: FillingReference,
  options: FillOptions = {},
): Filled {
  const waiting = pages.filter((page) => page.reading.kind !== 'other' && !isFilledIn(form, page))
  const unmatchedPages: string[] = []
  const placed: string[] = []
  let next = form
  // The KK first: it says who the family is, and where a KTP belongs.
  for (const page of [...ofKind(waiting, 'kk'), ...ofKind(waiting, 'ktp')]) {
    const isAdopted = page.pageId === options.adopted
    const placing = matchMembers({ form: next, page, pages, isAdopted, today: reference.today })
    if (!placing) {
      unmatchedPages.push(page.pageId)
      continue
    }
    const { pageId, scan } = page
    const others = next.readPages.filter((read) => read.pageId !== pageId)
    const readPages = [...others, { pageId, scan, memberIds: placing.memberIds }]
    next = { ...next, members: placing.members, readPages }
    placed.push(pageId)
  }
  if (placed.length === 0) return { form, unmatchedPages }
  for (const [place, evidence] of findEvidence(next, pages, reference)) {
    const value = valueFor({ before: form, form: next, place, evidence, placed, busy: options.busy })
    if (value === undefined) continue
    next = withValue(next, place, value)
    if (!next.machineRead.includes(place)) next = { ...next, machineRead: [...next.machineRead, place] }
  }
  return { form: next, unmatchedPages }
}

const isFilledIn = (form: ApplicationForm, { pageId, scan }: PageToFill): boolean =>
  form.readPages.some((read) => read.pageId === pageId && read.scan === scan)

const ofKind = (pages: readonly PageToFill[], kind: PageToFill['reading']['kind']) =>
  pages.filter((page) => page.reading.kind === kind)

interface Filling {
  before: ApplicationForm
  form: ApplicationForm
  place: FieldPath
  evidence: readonly Evidence[]
  /** Pages that are filled in now. */
  placed: readonly string[]
  busy: FieldPath | undefined
}

/** What the pages that came now bring to a place; undefined where it stays as it is. */
function valueFor({ before, form, place, evidence, placed, busy }: Filling): string | undefined {
  if (!evidence.some(({ pageId }) => placed.includes(pageId))) return undefined
  const { memberId, field } = placeParts(place)
  const value = chooseValue(field, evidence)
  const current = findValue(form, place)
  if (value === undefined || value === current) return undefined
  const isNewMember = memberId !== null && !before.members.some(({ id }) => id === memberId)
  if (isNewMember) return value
  if (current !== '') return form.machineRead.includes(place) && place !== busy ? value : undefined
  // What earlier pages would have filled and is empty was emptied by a person.
  const earlier = evidence.filter(({ pageId }) => !placed.includes(pageId))
  return chooseValue(field, earlier) === undefined ? value : undefined
}
