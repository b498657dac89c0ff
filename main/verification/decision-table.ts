import type { PendingDecision, QueuedCase } from '../../shared/contract/verification-calls.ts'
import type { Outcome } from '../../shared/status.ts'
import type { Store } from '../store/store.ts'

/** A decision that is not signed yet, and whether the application is still as it was decided on. */
export interface UnsignedDecision {
  id: string
  outcome: Outcome
  reason: string
  isCurrent: 0 | 1
}

type QueueRow = Omit<QueuedCase, 'own' | 'pending' | 'fromOffice'> & {
  own: 0 | 1
  fromOffice: string
  outcome: Outcome | null
  reason: string | null
}

/**
 * A decision is current while the application is undecided and still has the revision that was decided on.
 */
const isCurrent = "a.status = 'diajukan' AND a.revision = p.revision AND a.submitted_by <> p.decided_by"

/** The statements on decisions, made and signed; prepared once. */
export type DecisionTable = ReturnType<typeof createDecisionTable>

export function createDecisionTable(store: Store, officeName: (code: string) => string | undefined) {
  const queue = store.prepare<{ actor: string }, QueueRow>(
    `SELECT a.id, a.number, a.kind, a.head_name AS headName, a.member_count AS memberCount,
            a.submitted_at AS submittedAt, a.from_office AS fromOffice,
            COALESCE(submitter.name, (SELECT name FROM officers WHERE id = a.submitted_by), a.submitted_by)
              AS submittedBy,
            a.submitted_by = :actor AS own, p.outcome, p.reason
     FROM applications AS a
     LEFT JOIN accounts AS submitter ON submitter.id = a.submitted_by
     LEFT JOIN pending_decisions AS p ON p.application_id = a.id AND p.decided_by = :actor AND ${isCurrent}
     WHERE a.status = 'diajukan' AND a.sent_to = '' ORDER BY a.submitted_at, a.id`,
  )
  const pending = store.prepare<[string, string], PendingDecision>(
    `SELECT p.outcome, p.reason
     FROM pending_decisions AS p JOIN applications AS a ON a.id = p.application_id
     WHERE p.decided_by = ? AND p.application_id = ? AND ${isCurrent}`,
  )
  const unsigned = store.prepare<[string], UnsignedDecision>(
    `SELECT p.application_id AS id, p.outcome, p.reason, ${isCurrent} AS isCurrent
     FROM pending_decisions AS p JOIN applications AS a ON a.id = p.application_id
     WHERE p.decided_by = ? ORDER BY p.decided_at, p.application_id`,
  )
  const submitter = store
    .prepare<[string], string>('SELECT submitted_by FROM applications WHERE id = ?')
    .pluck()
  const decide = store.prepare<{
    id: string
    revision: number
    outcome: Outcome
    reason: string
    actor: string
    at: string
  }>(
    `INSERT INTO pending_decisions (application_id, revision, outcome, reason, decided_by, decided_at)
     VALUES (:id, :revision, :outcome, :reason, :actor, :at)
     ON CONFLICT (application_id) DO UPDATE SET revision = excluded.revision, outcome = excluded.outcome,
       reason = excluded.reason, decided_by = excluded.decided_by, decided_at = excluded.decided_at`,
  )
  const takeBack = store.prepare<[string, string]>(
    'DELETE FROM pending_decisions WHERE decided_by = ? AND application_id = ?',
  )
  const sign = store.prepare<{
    decisionId: string
    id: string
    outcome: Outcome
    reason: string
    actor: string
    at: string
  }>(
    `INSERT INTO decisions (id, application_id, outcome, reason, decided_by, signed_at)
     VALUES (:decisionId, :id, :outcome, :reason, :actor, :at)`,
  )
  const known = store.prepare<[string], 1>('SELECT 1 FROM decisions WHERE id = ?')
  const signed = store.prepare<[string, Outcome, string], 1>(
    'SELECT 1 FROM decisions WHERE application_id = ? AND outcome = ? AND signed_at = ?',
  )
  return {
    isKnown: (decisionId: string): boolean => known.get(decisionId) !== undefined,
    /** Whether this outcome, signed at this time, is stored already. */
    isSigned: (id: string, outcome: Outcome, at: string): boolean =>
      signed.get(id, outcome, at) !== undefined,
    queue: (actor: string): QueuedCase[] =>
      queue.all({ actor }).map(({ own, outcome, reason, fromOffice, ...line }) => ({
        ...line,
        fromOffice: fromOffice === '' ? null : { code: fromOffice, name: officeName(fromOffice) ?? '' },
        own: own === 1,
        pending: outcome === null || reason === null ? null : { outcome, reason },
      })),
    findPending: (actor: string, id: string) => pending.get(actor, id),
    unsigned: (actor: string) => unsigned.all(actor),
    findSubmitter: (id: string) => submitter.get(id),
    decide: (values: Parameters<typeof decide.run>[0]) => void decide.run(values),
    /** Gives whether there was a decision of this verifier. */
    takeBack: (actor: string, id: string): boolean => takeBack.run(actor, id).changes > 0,
    sign: (values: Parameters<typeof sign.run>[0]) => void sign.run(values),
  }
}
