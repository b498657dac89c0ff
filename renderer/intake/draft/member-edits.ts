import { familyPath, memberPath } from '../../../shared/field-path.ts'
import { confidentFields, confirmGroupPath, hasEvidence } from './confirm-fields.ts'
import type { Draft, DraftState } from './draft.ts'
import { memberName } from './field-labels.ts'
import { maxMembers, withMember, withNewMember, withoutMember, withRestoredMember } from './form-edits.ts'
import { proposalKey } from './proposals.ts'

/** Edits of the member list: open, add, remove, undo, accept proposals. */

/** Opens a member's fields and focuses their confirm group, or the first field where there is none. */
export function openMember(draft: Draft, id: string): void {
  const hasConfirmGroup = confidentFields(draft.store.get(), id).length > 0
  draft.show({
    openMember: id,
    focusRequest: { path: hasConfirmGroup ? confirmGroupPath(id) : memberPath(id, 'name') },
  })
}

export function toggleMember(draft: Draft, id: string): void {
  if (draft.store.get().openMember === id) draft.show({ openMember: undefined })
  else openMember(draft, id)
}

export function addMember(draft: Draft): void {
  const { form } = draft.store.get()
  if (form.members.length >= maxMembers) return
  const id = crypto.randomUUID()
  draft.edit({
    form: withNewMember(form, id),
    openMember: id,
    focusRequest: { path: memberPath(id, 'name') },
  })
}

/**
 * Opens the first, next or previous member. Adds one where there is none; after the last one focuses the
 * button that adds another.
 */
export function openAdjacentMember(draft: Draft, where: 'first' | 'next' | 'previous'): void {
  const { form, openMember: current } = draft.store.get()
  const index = form.members.findIndex((member) => member.id === current)
  const target = { first: 0, next: index + 1, previous: index - 1 }[where]
  const member = form.members[target]
  if (member) openMember(draft, member.id)
  else if (form.members.length === 0) addMember(draft)
  else if (where === 'next') draft.show({ focusRequest: { path: familyPath('members') } })
}

/**
 * Enter in the last field of a member, or of the family (null), opens the next member. Where pages were read,
 * confirming the field has moved the focus already.
 */
export function advanceFromLastField(draft: Draft, memberId: string | null): void {
  if (hasEvidence(draft.store.get(), memberId)) return
  openAdjacentMember(draft, memberId === null ? 'first' : 'next')
}

/**
 * Takes a member off the application.
 *
 * @returns who it was, and how to put them back
 */
export function removeMember(draft: Draft, id: string): { name: string; undo: () => void } {
  const { form: before } = draft.store.get()
  draft.edit({
    form: withoutMember(before, id),
    openMember: undefined,
    focusRequest: { path: familyPath('members') },
  })
  return {
    name: memberName(before, id),
    undo() {
      draft.edit({ form: withRestoredMember(draft.store.get().form, before, id) })
      openMember(draft, id)
    },
  }
}

/** Proposals for the open member that were not declined, as field and value. */
export function openProposals({
  openMember: id,
  proposals,
  declinedProposals,
}: DraftState): (readonly [string, string])[] {
  return Object.entries(proposals)
    .filter(([field, proposal]) => !declinedProposals.has(proposalKey(memberPath(id ?? '', field), proposal)))
    .map(([field, proposal]) => [field, proposal.value])
}

/** Accepts all proposals for the open member. */
export function acceptProposals(draft: Draft): void {
  const state = draft.store.get()
  if (state.openMember === undefined) return
  draft.edit({ form: withMember(state.form, state.openMember, Object.fromEntries(openProposals(state))) })
}
