import { type FieldPath, findFieldValue, parseFieldPath, withFieldValue } from '../field-path.ts'
import type { ApplicationForm } from '../form.ts'
import { chooseValue } from './choose-value.ts'
import { type Evidence, findEvidence, type PageWithReading } from './evidence.ts'
import type { AutofillReference } from './form-values.ts'
import { matchMembers } from './match-members.ts'

/** A page, what was read from it, and the hash of the picture that it was read from. */
export interface PageToFill extends PageWithReading {
  readonly scan: string
}

export interface FillOptions {
  /** The place with the focus: what stands in it stays as it is, whoever put it there. */
  focusedField?: FieldPath | undefined
  /** A page whose person is to become a member though nobody in the family is them. */
  adopted?: string | undefined
}

export interface FillResult {
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
  reference: AutofillReference,
  options: FillOptions = {},
): FillResult {
  const waiting = pages.filter((page) => page.reading.kind !== 'other' && !isFilledIn(form, page))
  const unmatchedPages: string[] = []
  const newPageIds: string[] = []
  let next = form
  // The KK first: it says who the family is, and where a KTP belongs.
  for (const page of [...ofKind(waiting, 'kk'), ...ofKind(waiting, 'ktp')]) {
    const isAdopted = page.pageId === options.adopted
    const match = matchMembers({ form: next, page, pages, isAdopted, today: reference.today })
    if (!match) {
      unmatchedPages.push(page.pageId)
      continue
    }
    const { pageId, scan } = page
    const others = next.readPages.filter((read) => read.pageId !== pageId)
    const readPages = [...others, { pageId, scan, memberIds: match.memberIds }]
    next = { ...next, members: match.members, readPages }
    newPageIds.push(pageId)
  }
  if (newPageIds.length === 0) return { form, unmatchedPages }
  for (const [path, evidence] of findEvidence(next, pages, reference)) {
    const value = valueFor({
      before: form,
      form: next,
      path,
      evidence,
      newPageIds,
      focusedField: options.focusedField,
    })
    if (value === undefined) continue
    next = withFieldValue(next, path, value)
    if (!next.machineRead.includes(path)) next = { ...next, machineRead: [...next.machineRead, path] }
  }
  return { form: next, unmatchedPages }
}

const isFilledIn = (form: ApplicationForm, { pageId, scan }: PageToFill): boolean =>
  form.readPages.some((read) => read.pageId === pageId && read.scan === scan)

const ofKind = (pages: readonly PageToFill[], kind: PageToFill['reading']['kind']) =>
  pages.filter((page) => page.reading.kind === kind)

interface FieldFill {
  before: ApplicationForm
  form: ApplicationForm
  path: FieldPath
  evidence: readonly Evidence[]
  /** Pages that are filled in now. */
  newPageIds: readonly string[]
  focusedField: FieldPath | undefined
}

/** What the pages that came now bring to a place; undefined where it stays as it is. */
function valueFor({ before, form, path, evidence, newPageIds, focusedField }: FieldFill): string | undefined {
  if (!evidence.some(({ pageId }) => newPageIds.includes(pageId))) return undefined
  const { memberId, field } = parseFieldPath(path)
  const value = chooseValue(field, evidence)
  const current = findFieldValue(form, path)
  if (value === undefined || value === current) return undefined
  const isNewMember = memberId !== null && !before.members.some(({ id }) => id === memberId)
  if (isNewMember) return value
  if (current !== '') return form.machineRead.includes(path) && path !== focusedField ? value : undefined
  // What earlier pages would have filled and is empty was emptied by a person.
  const earlier = evidence.filter(({ pageId }) => !newPageIds.includes(pageId))
  return chooseValue(field, earlier) === undefined ? value : undefined
}
