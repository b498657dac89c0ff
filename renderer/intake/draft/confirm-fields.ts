import { isConfidentlyRead } from '../../../shared/autofill/choose-value.ts'
import type { Evidence, EvidenceByField } from '../../../shared/autofill/evidence.ts'
import { unconfirmedFields, confirmFields } from '../../../shared/autofill/unconfirmed-fields.ts'
import {
  type FieldPath,
  familyPath,
  fieldPath,
  findFieldValue,
  memberPath,
  parseFieldPath,
} from '../../../shared/field-path.ts'
import type { Draft, DraftState } from './draft.ts'
import { familyLabels, letterPath, memberLabels } from './field-labels.ts'

/**
 * How a person goes through what a machine has read: what was surely read of one member, or of the family, is
 * confirmed by one look at its pieces of the scan side by side; everything else one by one.
 */

type CheckedState = Pick<DraftState, 'form' | 'findings' | 'evidence' | 'missing'>

const fieldOrder = {
  family: Object.keys(familyLabels),
  member: Object.keys(memberLabels),
}

/** The place of a member's look, or of the family's (null). */
export const confirmGroupPath = (memberId: string | null): FieldPath =>
  memberId === null ? familyPath('look') : memberPath(memberId, 'look')

export const submitPath: FieldPath = 'submit'

const fieldPaths = (memberId: string | null): FieldPath[] =>
  memberId === null
    ? fieldOrder.family.map((field) => familyPath(field))
    : fieldOrder.member.map((field) => memberPath(memberId, field))

/** A member's look stands above their fields, the family's below: nothing moves under who types there. */
const groupOrder = (memberId: string | null): FieldPath[] =>
  memberId === null ? [...fieldPaths(null), confirmGroupPath(null)] : [confirmGroupPath(memberId), ...fieldPaths(memberId)]

/** The marked places that one look may confirm together, in the order of the screen. */
export function confidentFields(state: CheckedState, memberId: string | null): FieldPath[] {
  const marked = new Set(unconfirmedFields(state.form, memberId))
  return fieldPaths(memberId).filter((path) => marked.has(path) && isConfident(state, path))
}

function isConfident(state: CheckedState, path: FieldPath): boolean {
  const { field } = parseFieldPath(path)
  const isDoubted = state.findings.some(
    (finding) =>
      finding.code !== 'machine-read' && finding.level !== 'information' && fieldPath(finding) === path,
  )
  if (isDoubted) return false
  return isConfidentlyRead(field, findFieldValue(state.form, path) ?? '', state.evidence.get(path) ?? [])
}

/** The piece of a page to show beside a place: a member's from the KTP, where it is printed larger. */
export function findBestEvidence({ evidence }: Pick<DraftState, 'evidence'>, path: FieldPath): Evidence | undefined {
  const preferred = parseFieldPath(path).memberId === null ? 'kk' : 'ktp'
  const items = evidence.get(path) ?? []
  return items.find(({ document }) => document === preferred) ?? items[0]
}

/**
 * Whether a member, or the family (null), was read from a page: then Enter leads from one thing that asks for a
 * person to the next, instead of through every field.
 */
export function hasEvidence({ evidence }: Pick<DraftState, 'evidence'>, memberId: string | null): boolean {
  return evidenceOwners(evidence).has(memberId)
}

const ownersByEvidence = new WeakMap<EvidenceByField, ReadonlySet<string | null>>()

/** Who the pages say something about; found once for an evidence, which every field asks at every key. */
function evidenceOwners(evidence: EvidenceByField): ReadonlySet<string | null> {
  const known = ownersByEvidence.get(evidence)
  if (known) return known
  const owners = new Set([...evidence.keys()].map((path) => parseFieldPath(path).memberId))
  ownersByEvidence.set(evidence, owners)
  return owners
}

/** Everything that still asks for a person, in the order of the screen. */
export function openFields(state: CheckedState): FieldPath[] {
  const missing = new Set(
    state.missing.flatMap((item) => (item.what === 'finding' ? [fieldPath(item.finding)] : [])),
  )
  const inGroup = (memberId: string | null): FieldPath[] => {
    const grouped = confidentFields(state, memberId)
    const isOpen = (path: FieldPath) =>
      path === confirmGroupPath(memberId) ? grouped.length > 0 : missing.has(path) && !grouped.includes(path)
    return groupOrder(memberId).filter(isOpen)
  }
  return [
    ...inGroup(null),
    ...state.form.members.flatMap(({ id }) => inGroup(id)),
    ...state.missing.flatMap((item) =>
      item.what === 'letter' ? [letterPath(item.document, 'number')] : [],
    ),
  ]
}

/** Where a person goes on after a place: to the next that asks for them, from the top where none follows. */
export function nextOpenField(state: CheckedState, after: FieldPath | undefined): FieldPath | undefined {
  const open = openFields(state).filter((path) => path !== after)
  if (after === undefined) return open[0]
  const order = screenOrder(state)
  const from = order.indexOf(after)
  return open.find((path) => order.indexOf(path) > from) ?? open[0]
}

function screenOrder({ form, missing }: CheckedState): FieldPath[] {
  const groups = [null, ...form.members.map(({ id }) => id)]
  return [
    ...groups.flatMap(groupOrder),
    ...missing.flatMap((item) => (item.what === 'letter' ? [letterPath(item.document, 'number')] : [])),
  ]
}

/** Goes to a place, in the member's fields where it is one of theirs. */
export function requestFocus(draft: Draft, path: FieldPath): void {
  const { memberId } = parseFieldPath(path)
  const isMember = draft.store.get().form.members.some(({ id }) => id === memberId)
  draft.show({ focusRequest: { path }, ...(isMember && memberId !== null && { openMember: memberId }) })
}

/** Goes to what asks for a person next; when nothing does, to the button that submits. */
export function focusNextOpenField(draft: Draft, after: FieldPath | undefined): void {
  const state = draft.store.get()
  requestFocus(
    draft,
    nextOpenField(state, after) ?? (state.missing.length === 0 ? submitPath : familyPath('members')),
  )
}

/** Milliseconds that nobody needs to see a value, so that no key confirms what has only just appeared. */
const minimumVisibleMs = 400

/** A person stands behind these values; the marks go. Nothing where they have only just been filled in. */
export function confirmInDraft(draft: Draft, paths: readonly FieldPath[]): void {
  const { form, autofilledAt } = draft.store.get()
  if (performance.now() - autofilledAt < minimumVisibleMs) return
  draft.edit({ form: confirmFields(form, paths) })
}
