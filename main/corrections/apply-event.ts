import type { ApplicationForm } from '../../shared/form.ts'
import { withoutSeparators } from '../../shared/nik.ts'
import type { Applications } from '../applications/applications.ts'
import type { AppliedEvent } from './applied-event.ts'
import type { createEventTable } from './event-table.ts'

/**
 * Brings what happened after approval to bear on the application here, once for each event, and keeps the number that
 * was there before, so that it stays findable. Within the caller's transaction.
 */
export function createEventApplier(table: ReturnType<typeof createEventTable>, applications: Applications) {
  return function applyEvent(event: AppliedEvent): void {
    if (table.has(event.id)) return
    const { applicationId, type, memberId, number, reason } = event
    if (type === 'withdrawal' && memberId === null) {
      applications.withdraw(applicationId, reason)
      table.insert({ ...event, former: '' })
      return
    }
    const before = applications.amend(applicationId, (form) => amendForm(form, event))
    const former =
      type === 'no-kk-correction'
        ? before.family.noKk
        : type === 'nik-correction'
          ? (before.members.find(({ id }) => id === memberId)?.nik ?? '')
          : ''
    table.insert({ ...event, number, former: withoutSeparators(former) })
  }
}

function amendForm(form: ApplicationForm, { type, memberId, number }: AppliedEvent): ApplicationForm {
  if (type === 'no-kk-correction') return { ...form, family: { ...form.family, noKk: number } }
  const change = type === 'withdrawal' ? { proposed: false } : { nik: number }
  return {
    ...form,
    members: form.members.map((member) => (member.id === memberId ? { ...member, ...change } : member)),
  }
}
