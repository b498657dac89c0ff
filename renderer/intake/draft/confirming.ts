import { isSurelyRead } from '../../../shared/autofill/choose-value.ts'
import type { Evidence, EvidenceByPlace } from '../../../shared/autofill/evidence.ts'
import { marksOf, withoutMarks } from '../../../shared/autofill/unconfirmed-fields.ts'
import {
  type FieldPath,
  familyPlace,
  fieldPath,
  findValue,
  memberPlace,
  placeParts,
} from '../../../shared/field-path.ts'
import type { Draft, WorkState } from './draft.ts'
import { familyLabels, letterPlace, memberLabels } from './field-labels.ts'

/**
 * How a person goes through what a machine has read: what was surely read of one member, or of the family, is
 * confirmed by one look at its pieces of the scan side by side; everything else one by one.
 */

type CheckedState = Pick<WorkState, 'form' | 'findings' | 'evidence' | 'missing'>

const inOrder = {
  family: Object.keys(familyLabels),
  member: Object.keys(memberLabels),
}

/** The place of a member's look, or of the family's (null). */
export const lookPlace = (memberId: string | null): FieldPath =>
  memberId === null ? familyPlace('look') : memberPlace(memberId, 'look')

export const submitPlace: FieldPath = 'submit'

const placesOf = (memberId: string | null): FieldPath[] =>
  memberId === null
    ? inOrder.family.map((field) => familyPlace(field))
    : inOrder.member.map((field) => memberPlace(memberId, field))

/** A member's look stands above their fields, the family's below: nothing moves under who types there. */
const groupOrder = (memberId: string | null): FieldPath[] =>
  memberId === null ? [...placesOf(null), lookPlace(null)] : [lookPlace(memberId), ...placesOf(memberId)]

/** The marked places that one look may confirm together, in the order of the screen. */
export function confidentFields(state: CheckedState, memberId: string | null): FieldPath[] {
  const marked = new Set(marksOf(state.form, memberId))
  return placesOf(memberId).filter((place) => marked.has(place) && isSure(state, place))
}

function isSure(state: CheckedState, place: FieldPath): boolean {
  const { field } = placeParts(place)
  const isDoubted = state.findings.some(
    (finding) =>
      finding.code !== 'machine-read' && finding.level !== 'information' && fieldPath(finding) === place,
  )
  if (isDoubted) return false
  return isSurelyRead(field, findValue(state.form, place) ?? '', state.evidence.get(place) ?? [])
}

/** The piece of a page to show beside a place: a member's from the KTP, where it is printed larger. */
export function findPiece({ evidence }: Pick<WorkState, 'evidence'>, place: FieldPath): Evidence | undefined {
  const best = placeParts(place).memberId === null ? 'kk' : 'ktp'
  const pieces = evidence.get(place) ?? []
  return pieces.find(({ document }) => document === best) ?? pieces[0]
}

/**
 * Whether a member, or the family (null), was read from a page: then Enter leads from one thing that asks for a
 * person to the next, instead of through every field.
 */
export function isRead({ evidence }: Pick<WorkState, 'evidence'>, memberId: string | null): boolean {
  return readOwners(evidence).has(memberId)
}

const ownersOf = new WeakMap<EvidenceByPlace, ReadonlySet<string | null>>()

/** Who the pages say something about; found once for an evidence, which every field asks at every key. */
function readOwners(evidence: EvidenceByPlace): ReadonlySet<string | null> {
  const known = ownersOf.get(evidence)
  if (known) return known
  const owners = new Set([...evidence.keys()].map((place) => placeParts(place).memberId))
  ownersOf.set(evidence, owners)
  return owners
}

/** Everything that still asks for a person, in the order of the screen. */
export function openPlaces(state: CheckedState): FieldPath[] {
  const stopping = new Set(
    state.missing.flatMap((item) => (item.what === 'finding' ? [fieldPath(item.finding)] : [])),
  )
  const inGroup = (memberId: string | null): FieldPath[] => {
    const together = confidentFields(state, memberId)
    const isAsked = (place: FieldPath) =>
      place === lookPlace(memberId) ? together.length > 0 : stopping.has(place) && !together.includes(place)
    return groupOrder(memberId).filter(isAsked)
  }
  return [
    ...inGroup(null),
    ...state.form.members.flatMap(({ id }) => inGroup(id)),
    ...state.missing.flatMap((item) =>
      item.what === 'letter' ? [letterPlace(item.document, 'number')] : [],
    ),
  ]
}

/** Where a person goes on after a place: to the next that asks for them, from the top where none follows. */
export function nextPlace(state: CheckedState, after: FieldPath | undefined): FieldPath | undefined {
  const open = openPlaces(state).filter((place) => place !== after)
  if (after === undefined) return open[0]
  const order = screenOrder(state)
  const from = order.indexOf(after)
  return open.find((place) => order.indexOf(place) > from) ?? open[0]
}

function screenOrder({ form, missing }: CheckedState): FieldPath[] {
  const groups = [null, ...form.members.map(({ id }) => id)]
  return [
    ...groups.flatMap(groupOrder),
    ...missing.flatMap((item) => (item.what === 'letter' ? [letterPlace(item.document, 'number')] : [])),
  ]
}

/** Goes to a place, in the member's fields where it is one of theirs. */
export function goToPlace(work: Draft, place: FieldPath): void {
  const { memberId } = placeParts(place)
  const isMember = work.store.get().form.members.some(({ id }) => id === memberId)
  work.show({ wanted: { place }, ...(isMember && memberId !== null && { openMember: memberId }) })
}

/** Goes to what asks for a person next; when nothing does, to the button that submits. */
export function focusNextOpenField(work: Draft, after: FieldPath | undefined): void {
  const state = work.store.get()
  goToPlace(
    work,
    nextPlace(state, after) ?? (state.missing.length === 0 ? submitPlace : familyPlace('members')),
  )
}

/** Milliseconds that nobody needs to see a value, so that no key confirms what has only just appeared. */
const blink = 400

/** A person stands behind these values; the marks go. Nothing where they have only just been filled in. */
export function confirmPlaces(work: Draft, places: readonly FieldPath[]): void {
  const { form, filledAt } = work.store.get()
  if (performance.now() - filledAt < blink) return
  work.edit({ form: withoutMarks(form, places) })
}
