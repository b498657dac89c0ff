import type { Application, DecisionView } from '../../shared/contract/application-calls.ts'
import { type DeliveryState, isOpen } from '../../shared/status.ts'
import type { Documents } from '../documents/documents.ts'
import type { Store } from '../store/store.ts'
import { type ApplicationRow, parseForm } from './application-table.ts'
import type { Examiner } from './examiner.ts'

/** An application as the screens know it: with its pages, what the rules say, and what became of it. */
export function createApplicationView(
  store: Store,
  documents: Documents,
  examiner: Examiner,
): (row: ApplicationRow) => Application {
  const decisions = store.prepare<[string], DecisionView>(
    `SELECT outcome, reason, COALESCE(accounts.name, decided_by) AS decidedBy, signed_at AS decidedAt
     FROM decisions LEFT JOIN accounts ON accounts.id = decided_by
     WHERE application_id = ? ORDER BY signed_at DESC`,
  )
  const delivery = store
    .prepare<[string], DeliveryState>(
      'SELECT state FROM outbox WHERE application_id = ? ORDER BY sequence DESC LIMIT 1',
    )
    .pluck()

  return (row) => {
    const form = parseForm(row)
    const pages = documents.list(row.id)
    const examined = examiner.examine(
      row.id,
      row.kind,
      form,
      pages.map((page) => page.document),
    )
    return {
      id: row.id,
      number: row.number,
      kind: row.kind,
      status: row.status,
      revision: row.revision,
      form,
      pages,
      findings: examined.findings,
      // Nothing is asked for any more once it is submitted, whatever has changed in the rules since.
      missing: isOpen(row.status) ? examined.missing : [],
      createdBy: row.createdBy,
      createdAt: row.createdAt,
      submittedBy: row.submittedByName,
      submittedAt: row.submittedAt,
      decisions: decisions.all(row.id),
      delivery: delivery.get(row.id) ?? null,
    }
  }
}
