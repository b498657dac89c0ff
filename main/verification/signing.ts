import type { CallOutput } from '../../shared/contract/contract.ts'
import { Problem } from '../../shared/problems.ts'
import type { Applications } from '../applications/applications.ts'
import type { Documents } from '../documents/documents.ts'
import type { Actor } from '../journal/actor.ts'
import type { Journal } from '../journal/journal.ts'
import type { Packets } from '../packets/packets.ts'
import { type Clock, moment } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'
import { type Store, transact } from '../store/store.ts'
import type { DecisionTable, UnsignedDecision } from './decision-table.ts'

export interface VerificationDependencies {
  store: Store
  journal: Journal
  applications: Applications
  documents: Documents
  packets: Packets
  clock: Clock
}

/** Throws where the password is not that of the account. */
export type ConfirmPassword = (accountId: string, password: string) => Promise<void>

export type SignedCounts = CallOutput<'verification.sign'>

const countOf = { setuju: 'approved', kembalikan: 'returned', tolak: 'rejected' } as const

/**
 * Signs a verifier's decisions in one transaction: status, decision, audit link, and for what was approved the
 * operation for the centre, and for what another office sent the packet back to it. Either all of it happened or nothing did.
 */
export function createSigning(dependencies: VerificationDependencies, table: DecisionTable) {
  const { store, journal, applications, documents, packets, clock } = dependencies

  function signOne(actor: Actor, { id, outcome, reason }: UnsignedDecision, at: string): void {
    const decidedBy = { id: actor.id, name: actor.name }
    if (outcome === 'setuju') {
      journal.queue(applications.toRecord(id, { decidedBy, decidedAt: at, reason }))
    }
    if (outcome !== 'kembalikan') documents.discardWorkingFiles(id)
    applications.recordOutcome(id, outcome, at)
    const decisionId = newId()
    table.sign({ decisionId, id, outcome, reason, actor: actor.id, at })
    table.takeBack(actor.id, id)
    const sender = applications.findRouting(id)?.fromOffice ?? ''
    if (sender !== '') {
      const revision = packets.submittedRevision(id, sender)
      const decision = { id: decisionId, outcome, reason, decidedBy, decidedAt: at }
      packets.send(sender, { kind: 'decision', version: 1, application: id, revision, ...decision })
    }
    journal.audit({ actor: actor.id, action: 'verification.sign', subject: id, detail: { outcome } })
  }

  return async function sign(
    actor: Actor,
    password: string,
    confirmPassword: ConfirmPassword,
  ): Promise<SignedCounts> {
    if (table.unsigned(actor.id).length === 0) throw new Problem('decision-nothing-to-sign')
    await confirmPassword(actor.id, password)
    const counts: SignedCounts = { approved: 0, returned: 0, rejected: 0 }
    const staleCount = transact(store, () => {
      const decisions = table.unsigned(actor.id)
      const stale = decisions.filter((decision) => decision.isCurrent === 0)
      for (const { id } of stale) table.takeBack(actor.id, id)
      if (stale.length > 0) return stale.length
      const at = moment(clock)
      for (const decision of decisions) {
        signOne(actor, decision, at)
        counts[countOf[decision.outcome]] += 1
      }
      return 0
    })
    // Thrown only now, so that what must be looked at again stays taken back.
    if (staleCount > 0) throw new Problem('decisions-outdated', { count: staleCount })
    return counts
  }
}
