import { ApplicationForm } from '../../shared/form.ts'
import { withoutSeparators } from '../../shared/nik.ts'
import type { Store } from '../store/store.ts'
import type { PageTable } from './page-table.ts'
import type { ReadingTable } from './reading-table.ts'
import { confidentValue } from './same-cards.ts'

export interface MemberAssignmentDependencies {
  store: Store
  table: PageTable
  readings: ReadingTable
}

/**
 * Says of KTP pages whose they are, where the NIK that was read beyond doubt is that of one member, and
 * nobody has said otherwise. Within a transaction. @returns whether there was anything to say
 */
export function createMemberAssignment({
  store,
  table,
  readings,
}: MemberAssignmentDependencies): (applicationId: string) => boolean {
  const form = store.prepare<[string], string>('SELECT form FROM applications WHERE id = ?').pluck()

  function membersByNik(applicationId: string): Map<string, string> {
    const { members } = ApplicationForm.parse(JSON.parse(form.get(applicationId) ?? ''))
    return new Map(members.map(({ id, nik }) => [withoutSeparators(nik), id]))
  }

  return (applicationId) => {
    const read = new Map(readings.list(applicationId).map(({ pageId, reading }) => [pageId, reading]))
    const unassigned = table.rows(applicationId).flatMap(({ id, document, memberId, labelledBy }) => {
      const reading = read.get(id)
      if (memberId !== null || labelledBy === 'all' || reading?.kind !== 'ktp') return []
      const nik = confidentValue(reading.fields.nik)
      return nik === undefined ? [] : [{ id, document, labelledBy, nik }]
    })
    if (unassigned.length === 0) return false
    const members = membersByNik(applicationId)
    const known = unassigned.filter(({ nik }) => members.has(nik))
    for (const { id, document, labelledBy, nik } of known)
      table.describe(id, document, members.get(nik) ?? null, labelledBy)
    return known.length > 0
  }
}
