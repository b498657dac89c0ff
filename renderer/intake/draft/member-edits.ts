import { familyPlace, memberPlace } from '../../../shared/field-path.ts'
import { confidentFields, isRead, lookPlace } from './confirming.ts'
import type { Draft, WorkState } from './draft.ts'
import { memberName } from './field-labels.ts'
import { mostMembers, withMember, withMemberBack, withNewMember, withoutMember } from './form-edits.ts'
import { proposalKey } from './proposals.ts'

/** What is done to the member list as a whole: going through it, adding, removing, taking back. */

/** Opens a member's fields, at what was read of them and waits for a look, or else at the first. */
export function openMember(work: Draft, id: string): void {
  const hasLook = confidentFields(work.store.get(), id).length > 0
  work.show({ openMember: id, wanted: { place: hasLook ? lookPlace(id) : memberPlace(id, 'name') } })
}

export function toggleMember(work: Draft, id: string): void {
  if (work.store.get().openMember === id) work.show({ openMember: undefined })
  else openMember(work, id)
}

export function addMember(work: Draft): void {
  const { form } = work.store.get()
  if (form.members.length >= mostMembers) return
  const id = crypto.randomUUID()
  work.edit({ form: withNewMember(form, id), openMember: id, wanted: { place: memberPlace(id, 'name') } })
}

/**
 * Goes on in the list, as Enter does after the last field. Before the first member there is none to go to, so
 * one is begun; behind the last one the next thing is the button that adds another.
 */
export function enterMember(work: Draft, where: 'first' | 'next' | 'previous'): void {
  const { form, openMember: current } = work.store.get()
  const place = form.members.findIndex((member) => member.id === current)
  const wanted = { first: 0, next: place + 1, previous: place - 1 }[where]
  const member = form.members[wanted]
  if (member) openMember(work, member.id)
  else if (form.members.length === 0) addMember(work)
  else if (where === 'next') work.show({ wanted: { place: familyPlace('members') } })
}

/**
 * Goes on after the last field of a member, or of the family (null). Where pages were read, confirming the field
 * has led on already.
 */
export function leaveFields(work: Draft, memberId: string | null): void {
  if (isRead(work.store.get(), memberId)) return
  enterMember(work, memberId === null ? 'first' : 'next')
}

/**
 * Takes a member off the application.
 *
 * @returns who it was, and how to put them back
 */
export function removeMember(work: Draft, id: string): { name: string; undo: () => void } {
  const { form: before } = work.store.get()
  work.edit({
    form: withoutMember(before, id),
    openMember: undefined,
    wanted: { place: familyPlace('members') },
  })
  return {
    name: memberName(before, id),
    undo() {
      work.edit({ form: withMemberBack(work.store.get().form, before, id) })
      openMember(work, id)
    },
  }
}

/** What is proposed for the open member and was not turned down, as field and value. */
export function wantedProposals({
  openMember: id,
  proposals,
  declined,
}: WorkState): (readonly [string, string])[] {
  return Object.entries(proposals)
    .filter(([field, proposal]) => !declined.has(proposalKey(memberPlace(id ?? '', field), proposal)))
    .map(([field, proposal]) => [field, proposal.value])
}

/** Confirms everything that is proposed for the open member. */
export function acceptProposals(work: Draft): void {
  const state = work.store.get()
  if (state.openMember === undefined) return
  work.edit({ form: withMember(state.form, state.openMember, Object.fromEntries(wantedProposals(state))) })
}
