import type { Area } from '../area.ts'
import { type FieldPath, familyPlace, isFamilyField, isMemberField, memberPlace } from '../field-path.ts'
import type { ApplicationForm, ReadPage } from '../form.ts'
import { isSixteenDigits } from '../nik.ts'
import type { PageReading, ReadValue } from '../reading.ts'
import { type FillingReference, memberValue, villageCode } from './form-values.ts'
import { findSamePerson, peopleOnPage, personInForm } from './person-on-card.ts'

/** A page and what was read from it. */
export interface PageRead {
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

export type EvidenceByPlace = ReadonlyMap<FieldPath, readonly Evidence[]>

/** Whose lines the pages show: as it was when they were filled in, or else by who is on the form now. */
export function memberIdsOn(
  form: Pick<ApplicationForm, 'members' | 'readPages'>,
  page: PageRead,
  today: string,
): ReadPage['memberIds'] {
  const filled = form.readPages.find(({ pageId }) => pageId === page.pageId)
  if (filled) return filled.memberIds
  const present = form.members.map(personInForm)
  return peopleOnPage(page.reading, today).map((person) => {
    const place = findSamePerson(person, present)
    return place === undefined ? null : (form.members[place]?.id ?? null)
  })
}

/** Everything that the pages say, by the place of the form that it is about. */
export function findEvidence(
  form: Pick<ApplicationForm, 'members' | 'readPages'>,
  pages: readonly PageRead[],
  reference: FillingReference,
): EvidenceByPlace {
  const found = new Map<FieldPath, Evidence[]>()
  for (const page of pages) {
    const memberIds = memberIdsOn(form, page, reference.today)
    // A page of nobody here says nothing about this family.
    if (isAboutOthers(memberIds) && form.members.length > 0) continue
    for (const [place, evidence] of evidenceOn(page, memberIds, reference)) {
      found.set(place, [...(found.get(place) ?? []), evidence])
    }
  }
  return found
}

/** Whether a page shows people, and none of them is on the form. */
export const isAboutOthers = (memberIds: ReadPage['memberIds']): boolean =>
  memberIds.length > 0 && memberIds.every((id) => id === null)

type Placed = readonly [FieldPath, Evidence]

function evidenceOn(page: PageRead, memberIds: ReadPage['memberIds'], reference: FillingReference): Placed[] {
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

function familyEvidence(source: Source, fields: Fields, reference: FillingReference): Placed[] {
  const placed: Placed[] = []
  for (const [field, read] of Object.entries(fields)) {
    if (!read || !isFamilyField(field)) continue
    if (field === 'noKk' && !isSixteenDigits(read.value)) continue
    if (field !== 'village') {
      placed.push([familyPlace(field), evidenceFrom(source, read, read.value)])
      continue
    }
    const code = villageCode(read, fields.district, reference.villages)
    if (code !== undefined) placed.push([familyPlace(field), evidenceFrom(source, read, code)])
  }
  return placed
}

function memberEvidence(
  source: Source,
  fields: Fields,
  memberId: string | null,
  { today }: FillingReference,
): Placed[] {
  if (memberId === null) return []
  const placed: Placed[] = []
  for (const [field, read] of Object.entries(fields)) {
    if (!read || !isMemberField(field)) continue
    const value = memberValue(field, read.value, today)
    if (value !== undefined) placed.push([memberPlace(memberId, field), evidenceFrom(source, read, value)])
  }
  return placed
}

function evidenceFrom(source: Source, read: ReadValue, value: string): Evidence {
  return { ...source, value, printed: read.value, confidence: read.confidence, area: read.area }
}

/** The pages that have been read, out of what is known of all of them. */
export function pagesRead(states: readonly { pageId: string; reading: PageReading | null }[]): PageRead[] {
  return states.flatMap(({ pageId, reading }) => (reading ? [{ pageId, reading }] : []))
}
