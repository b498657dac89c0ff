import type { Application } from '../../shared/contract/application-calls.ts'
import type { CallOutput } from '../../shared/contract/contract.ts'
import type { QueuedCase } from '../../shared/contract/verification-calls.ts'
import type { DecisionChange } from '../../shared/feed.ts'
import type { Office } from '../../shared/office.ts'
import type { PacketAnswer } from '../../shared/packet.ts'
import { Problem } from '../../shared/problems.ts'
import type { Outcome } from '../../shared/status.ts'
import type { Actor } from '../journal/actor.ts'
import type { DecisionContent } from '../packets/content.ts'
import { moment } from '../store/clock.ts'
import { transact } from '../store/store.ts'
import { createDecisionTable } from './decision-table.ts'
import { createApprovalReceiver } from './receive-approval.ts'
import { createDecisionReceiver } from './receive-decision.ts'
import {
  type ConfirmPassword,
  createSigning,
  type SignedCounts,
  type VerificationDependencies,
} from './signing.ts'

/**
 * Verification and validation (SOLID-12.4): decisions are made one by one, can be taken back, and count once
 * they are signed together. Who submitted an application never decides it.
 */
export interface Verification {
  /** Everything submitted and not yet signed, oldest first. */
  queue(actor: Actor): QueuedCase[]
  /** Throws `application-not-found`. */
  case(actor: Actor, id: string): CallOutput<'verification.case'>
  /**
   * Keeps a decision until it is signed; a new one takes the place of the one before. Throws `decision-own`,
   * `decision-reason-missing` (SOLID-2.2c), `application-elsewhere` for one that the kecamatan decides,
   * `application-closed` where there is nothing to decide.
   */
  decide(actor: Actor, id: string, outcome: Outcome, reason: string): void
  takeBack(actor: Actor, id: string): void
  /**
   * Signs all of the verifier's decisions, or none. Throws `decision-nothing-to-sign`; `decisions-outdated`
   * where applications changed since they were decided, which then wait in the queue again; what
   * `confirmPassword` throws.
   */
  sign(actor: Actor, password: string, confirmPassword: ConfirmPassword): Promise<SignedCounts>
  /**
   * What the kecamatan has decided on an application of ours; within the transaction that opens its packet.
   */
  receiveDecision(content: DecisionContent, sender: Office): PacketAnswer
  /** What the centre tells of an approval by another office; within the transaction of the feed. */
  receiveApproval(change: DecisionChange): void
}

export function createVerification(dependencies: VerificationDependencies): Verification {
  const { store, journal, applications, packets, clock } = dependencies
  const table = createDecisionTable(store, packets.findName)

  /** An application that waits for a decision of this verifier. */
  function getUndecided(actor: Actor, id: string): Application {
    const application = applications.get(id)
    if (application.sentTo !== null) throw new Problem('application-elsewhere')
    if (application.status !== 'diajukan') throw new Problem('application-closed')
    if (table.findSubmitter(id) === actor.id) throw new Problem('decision-own')
    return application
  }

  return {
    queue: (actor) => table.queue(actor.id),

    case(actor, id) {
      return {
        application: applications.get(id),
        duplicates: applications.duplicates(id),
        pending: table.findPending(actor.id, id) ?? null,
      }
    },

    decide(actor, id, outcome, reason) {
      if (outcome !== 'setuju' && reason.trim() === '') throw new Problem('decision-reason-missing')
      transact(store, () => {
        const { revision } = getUndecided(actor, id)
        table.decide({ id, revision, outcome, reason, actor: actor.id, at: moment(clock) })
        journal.audit({ actor: actor.id, action: 'verification.decide', subject: id, detail: { outcome } })
      })
    },

    takeBack(actor, id) {
      transact(store, () => {
        if (!table.takeBack(actor.id, id)) return
        journal.audit({ actor: actor.id, action: 'verification.take-back', subject: id })
      })
    },

    sign: createSigning(dependencies, table),
    receiveDecision: createDecisionReceiver(dependencies, table),
    receiveApproval: createApprovalReceiver(dependencies, table),
  }
}
