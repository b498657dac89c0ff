import { isConfidentlyRead } from '../../../shared/autofill/choose-value.ts'
import type { Evidence, EvidenceByField } from '../../../shared/autofill/evidence.ts'
import { confirmFields, unconfirmedFields } from '../../../shared/autofill/unconfirmed-fields.ts'
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
 * Confirming values that OCR has filled in: confident values of one member, or of the family, are confirmed
 * together in a confirm group, beside their snippets of the scan; all others one by one.
 */

type CheckedState = Pick<DraftState, 'form' | 'findings' | 'evidence' | 'missing'>

const fieldOrder = {
  family: Object.keys(familyLabels),
  member: Object.keys(memberLabels),
}

/** Field path of a member's confirm group, or of the family's (null). */
export const confirmGroupPath = (memberId: string | null): FieldPath =>
  memberId === null ? familyPath('confirm-group') : memberPath(memberId, 'confirm-group')

export const submitPath: FieldPath = 'submit'

const fieldPaths = (memberId: string | null): FieldPath[] =>
  memberId === null
    ? fieldOrder.family.map((field) => familyPath(field))
    : fieldOrder.member.map((field) => memberPath(memberId, field))

/**
 * A member's confirm group stands above the fields, the family's below: nothing moves below the focused
 * field.
 */
const groupOrder = (memberId: string | null): FieldPath[] =>
  memberId === null
    ? [...fieldPaths(null), confirmGroupPath(null)]
    : [confirmGroupPath(memberId), ...fieldPaths(memberId)]

/**
 * Unconfirmed fields that may be confirmed together, in screen order: read confidently and without a finding.
 */
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

/** The evidence to show beside a field: a member's from the KTP, which prints larger than the KK. */
export function findBestEvidence(
  { evidence }: Pick<DraftState, 'evidence'>,
  path: FieldPath,
): Evidence | undefined {
  const preferred = parseFieldPath(path).memberId === null ? 'kk' : 'ktp'
  const items = evidence.get(path) ?? []
  return items.find(({ document }) => document === preferred) ?? items[0]
}

/**
 * Whether pages were read about a member, or about the family (null): then Enter moves to the next open field
 * instead of through every field.
 */
export function hasEvidence({ evidence }: Pick<DraftState, 'evidence'>, memberId: string | null): boolean {
  return evidenceOwners(evidence).has(memberId)
}

const ownersByEvidence = new WeakMap<EvidenceByField, ReadonlySet<string | null>>()

/**
 * Members (null: the family) that there is evidence of; cached by evidence, since every field asks at every
 * key.
 */
function evidenceOwners(evidence: EvidenceByField): ReadonlySet<string | null> {
  const known = ownersByEvidence.get(evidence)
  if (known) return known
  const owners = new Set([...evidence.keys()].map((path) => parseFieldPath(path).memberId))
  ownersByEvidence.set(evidence, owners)
  return owners
}

/** Fields and confirm groups that still need a person, in screen order. */
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
    ...state.missing.flatMap((item) => (item.what === 'letter' ? [letterPath(item.document, 'number')] : [])),
  ]
}

/** The next open field after this one in screen order; from the top where none follows. */
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

/** Requests the focus for a field; opens the member whose field it is. */
export function requestFocus(draft: Draft, path: FieldPath): void {
  const { memberId } = parseFieldPath(path)
  const isMember = draft.store.get().form.members.some(({ id }) => id === memberId)
  draft.show({ focusRequest: { path }, ...(isMember && memberId !== null && { openMember: memberId }) })
}

/** Moves the focus to the next open field; to the submit button when there is none. */
export function focusNextOpenField(draft: Draft, after: FieldPath | undefined): void {
  const state = draft.store.get()
  requestFocus(
    draft,
    nextOpenField(state, after) ?? (state.missing.length === 0 ? submitPath : familyPath('members')),
  )
}

/** Milliseconds a value must have been visible before a key may confirm it. */
const minimumVisibleMs = 400

/** Confirms these fields; does nothing right after autofill (minimumVisibleMs). */
export function confirmInDraft(draft: Draft, paths: readonly FieldPath[]): void {
  const { form, autofilledAt } = draft.store.get()
  if (performance.now() - autofilledAt < minimumVisibleMs) return
  draft.edit({ form: confirmFields(form, paths) })
}
