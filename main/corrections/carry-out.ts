import type { ApplicationForm } from '../../shared/form.ts'
import { withoutSeparators } from '../../shared/nik.ts'
import type { Applications } from '../applications/applications.ts'
import type { Deed } from './deed.ts'
import type { createEventTable } from './event-table.ts'

/**
 * Brings what happened after approval to bear on the application here, once for each event, and keeps the number that
 * was there before, so that it stays findable. Within the caller's transaction.
 */
export function createCarryOut(table: ReturnType<typeof createEventTable>, applications: Applications) {
  return function carryOut(deed: Deed): void {
    if (table.has(deed.id)) return
    const { applicationId, type, memberId, number, reason } = deed
    if (type === 'withdrawal' && memberId === null) {
      applications.withdraw(applicationId, reason)
      table.insert({ ...deed, former: '' })
      return
    }
    const before = applications.amend(applicationId, (form) => amended(form, deed))
    const former =
      type === 'no-kk-correction'
        ? before.family.noKk
        : type === 'nik-correction'
          ? (before.members.find(({ id }) => id === memberId)?.nik ?? '')
          : ''
    table.insert({ ...deed, number, former: withoutSeparators(former) })
  }
}

function amended(form: ApplicationForm, { type, memberId, number }: Deed): ApplicationForm {
  if (type === 'no-kk-correction') return { ...form, family: { ...form.family, noKk: number } }
  const change = type === 'withdrawal' ? { proposed: false } : { nik: number }
  return {
    ...form,
    members: form.members.map((member) => (member.id === memberId ? { ...member, ...change } : member)),
  }
}
