import type { Documents } from '../documents/documents.ts'
import type { ApplicationContent } from '../packets/content.ts'
import { type ApplicationRow, parseForm } from './application-table.ts'

/** A submitted application for another office to verify. Throws where it is not submitted. */
export function packApplication(row: ApplicationRow, documents: Documents): ApplicationContent {
  const { id, number, submittedBy, submittedByName, submittedAt } = row
  if (number === null || submittedBy === null || submittedByName === null || submittedAt === null) {
    throw new Error('the application is not submitted')
  }
  return {
    kind: 'application',
    version: 1,
    application: id,
    revision: row.revision,
    number,
    applicationKind: row.kind,
    form: parseForm(row),
    submittedBy: { id: submittedBy, name: submittedByName },
    submittedAt,
    ...documents.pack(id),
  }
}
