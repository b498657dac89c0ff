import { ApplicationRecord, formToRecord } from '../../shared/record.ts'
import type { Documents } from '../documents/documents.ts'
import { type ApplicationRow, parseForm } from './application-table.ts'

export type Decision = Pick<ApplicationRecord, 'decidedBy' | 'decidedAt' | 'reason'>

/** What must hold at submission already, so that no approval can fail on it later. */
export const SubmittedRecord = ApplicationRecord.omit({ decidedBy: true, decidedAt: true, reason: true })

/** The strict form of a submitted application. Throws where it is not submitted, or not strict. */
export function submittedRecord(row: ApplicationRow, documents: Documents) {
  const form = parseForm(row)
  const memberIds = new Set(form.members.map((member) => member.id))
  return SubmittedRecord.parse({
    version: 1,
    id: row.id,
    number: row.number,
    kind: row.kind,
    ...formToRecord(form),
    // A page may still name a member who was taken out of the family since.
    pages: documents.list(row.id).map((page) => ({
      ...page,
      memberId: page.memberId !== null && memberIds.has(page.memberId) ? page.memberId : null,
    })),
    submittedBy: { id: row.submittedBy, name: row.submittedByName },
    submittedAt: row.submittedAt,
  })
}
