import type { Application, DecisionView } from '../../shared/contract/application-calls.ts'
import { type DeliveryState, isOpen } from '../../shared/status.ts'
import type { Documents } from '../documents/documents.ts'
import type { Packets } from '../packets/packets.ts'
import type { Store } from '../store/store.ts'
import { type ApplicationRow, parseForm } from './application-table.ts'
import type { FormValidator } from './form-validator.ts'

interface ViewDependencies {
  store: Store
  documents: Documents
  packets: Pick<Packets, 'findName'>
  validator: FormValidator
}

/** An application as the screens know it: with its pages, what the rules say, and what became of it. */
export function createApplicationView({
  store,
  documents,
  packets,
  validator,
}: ViewDependencies): (row: ApplicationRow) => Application {
  const decisions = store.prepare<[string], DecisionView>(
    `SELECT outcome, reason, signed_at AS decidedAt,
            COALESCE(accounts.name, (SELECT name FROM officers WHERE id = decided_by), decided_by) AS decidedBy
     FROM decisions LEFT JOIN accounts ON accounts.id = decided_by
     WHERE application_id = ? ORDER BY signed_at DESC`,
  )
  const delivery = store
    .prepare<[string], DeliveryState | null>(
      // What the kecamatan delivered for us is there once the centre has said so.
      `SELECT COALESCE((SELECT state FROM outbox WHERE application_id = a.id ORDER BY sequence DESC LIMIT 1),
                       IIF(complete_at IS NULL, NULL, 'delivered'))
       FROM applications AS a WHERE a.id = ?`,
    )
    .pluck()

  const packetState = store.prepare<[string], Pick<NonNullable<Application['sentTo']>, 'state' | 'answer'>>(
    `SELECT state, NULLIF(answer, '') AS answer FROM outgoing_packets
     WHERE application_id = ? AND kind IN ('application', 'withdrawn') ORDER BY sequence DESC LIMIT 1`,
  )
  const officeOf = (code: string) => ({ code, name: packets.findName(code) ?? '' })

  function sentTo(row: ApplicationRow): Application['sentTo'] {
    const packet = packetState.get(row.id)
    return row.sentTo === '' || !packet ? null : { office: officeOf(row.sentTo), ...packet }
  }

  return (row) => {
    const form = parseForm(row)
    const pages = documents.list(row.id)
    const validated = validator.validate(row.id, row.kind, form)
    return {
      id: row.id,
      number: row.number,
      kind: row.kind,
      status: row.status,
      revision: row.revision,
      form,
      pages,
      findings: validated.findings,
      // Nothing is asked for any more once it is submitted, whatever has changed in the rules since.
      missing: isOpen(row.status) ? validated.missing : [],
      createdBy: row.createdBy,
      createdAt: row.createdAt,
      submittedBy: row.submittedByName,
      submittedAt: row.submittedAt,
      decisions: decisions.all(row.id),
      delivery: delivery.get(row.id) ?? null,
      fromOffice: row.fromOffice === '' ? null : officeOf(row.fromOffice),
      sentTo: sentTo(row),
    }
  }
}
