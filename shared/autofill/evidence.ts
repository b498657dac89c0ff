import type { Area } from '../area.ts'
import { type FieldPath, familyPath, isFamilyField, isMemberField, memberPath } from '../field-path.ts'
import type { ApplicationForm, ReadPage } from '../form.ts'
import { isSixteenDigits } from '../nik.ts'
import type { PageReading, ReadValue } from '../reading.ts'
import { type AutofillReference, memberValue, villageCode } from './form-values.ts'
import { findSamePerson, peopleOnPage, personInForm } from './person-on-card.ts'

/** A page and what was read from it. */
export interface PageWithReading {
  readonly pageId: string
  readonly reading: PageReading
}

/** What one page says about one place of the form. */
export interface Evidence {
  readonly pageId: string
  readonly document: 'ktp' | 'kk'
  /** As the form holds it: a code, a date DD-MM-YYYY, text. */
  readonly value: string
  /** As the card has it, for people to compare. */
  readonly printed: string
  readonly confidence: number
  /** Where it stands on the page. */
  readonly area: Area
}

export type EvidenceByField = ReadonlyMap<FieldPath, readonly Evidence[]>

/** Whose lines the pages show: as it was when they were filled in, or else by who is on the form now. */
export function memberIdsOnPage(
  form: Pick<ApplicationForm, 'members' | 'readPages'>,
  page: PageWithReading,
  today: string,
): ReadPage['memberIds'] {
  const filled = form.readPages.find(({ pageId }) => pageId === page.pageId)
  if (filled) return filled.memberIds
  const present = form.members.map(personInForm)
  return peopleOnPage(page.reading, today).map((person) => {
    const index = findSamePerson(person, present)
    return index === undefined ? null : (form.members[index]?.id ?? null)
  })
}

/** Everything that the pages say, by the place of the form that it is about. */
export function findEvidence(
  form: Pick<ApplicationForm, 'members' | 'readPages'>,
  pages: readonly PageWithReading[],
  reference: AutofillReference,
): EvidenceByField {
  const found = new Map<FieldPath, Evidence[]>()
  for (const page of pages) {
    const memberIds = memberIdsOnPage(form, page, reference.today)
    // A page of nobody here says nothing about this family.
    if (isAboutOthers(memberIds) && form.members.length > 0) continue
    for (const [path, evidence] of evidenceOn(page, memberIds, reference)) {
      found.set(path, [...(found.get(path) ?? []), evidence])
    }
  }
  return found
}

/** Whether a page shows people, and none of them is on the form. */
export const isAboutOthers = (memberIds: ReadPage['memberIds']): boolean =>
  memberIds.length > 0 && memberIds.every((id) => id === null)

type FieldEvidence = readonly [FieldPath, Evidence]

function evidenceOn(
  page: PageWithReading,
  memberIds: ReadPage['memberIds'],
  reference: AutofillReference,
): FieldEvidence[] {
  const { pageId, reading } = page
  if (reading.kind === 'other') return []
  const source = { pageId, document: reading.kind }
  const lines = reading.kind === 'kk' ? reading.members.map(({ fields }) => fields) : [reading.fields]
  return [
    ...familyEvidence(source, reading.fields, reference),
    ...lines.flatMap((fields, line) => memberEvidence(source, fields, memberIds[line] ?? null, reference)),
  ]
}

type Source = Pick<Evidence, 'pageId' | 'document'>
type Fields = Readonly<Record<string, ReadValue | undefined>>

function familyEvidence(source: Source, fields: Fields, reference: AutofillReference): FieldEvidence[] {
  const found: FieldEvidence[] = []
  for (const [field, read] of Object.entries(fields)) {
    if (!read || !isFamilyField(field)) continue
    if (field === 'noKk' && !isSixteenDigits(read.value)) continue
    if (field !== 'village') {
      found.push([familyPath(field), evidenceFrom(source, read, read.value)])
      continue
    }
    const code = villageCode(read, fields.district, reference.villages)
    if (code !== undefined) found.push([familyPath(field), evidenceFrom(source, read, code)])
  }
  return found
}

function memberEvidence(
  source: Source,
  fields: Fields,
  memberId: string | null,
  { today }: AutofillReference,
): FieldEvidence[] {
  if (memberId === null) return []
  const found: FieldEvidence[] = []
  for (const [field, read] of Object.entries(fields)) {
    if (!read || !isMemberField(field)) continue
    const value = memberValue(field, read.value, today)
    if (value !== undefined) found.push([memberPath(memberId, field), evidenceFrom(source, read, value)])
  }
  return found
}

function evidenceFrom(source: Source, read: ReadValue, value: string): Evidence {
  return { ...source, value, printed: read.value, confidence: read.confidence, area: read.area }
}

/** The pages that have been read, out of what is known of all of them. */
export function pagesWithReading(
  states: readonly { pageId: string; reading: PageReading | null }[],
): PageWithReading[] {
  return states.flatMap(({ pageId, reading }) => (reading ? [{ pageId, reading }] : []))
}
