import type { DecisionChange } from '../../shared/feed.ts'
import { createOfficerNames } from '../applications/received-applications.ts'
import { moment } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'
import type { DecisionTable } from './decision-table.ts'
import type { VerificationDependencies } from './signing.ts'

/**
 * Takes in what the centre tells of an approval: another office, the kecamatan, has delivered an application of ours.
 * It holds whatever stands here, because the registry has it; the kecamatan's own packet may come before or after it.
 */
export function createApprovalReceiver(dependencies: VerificationDependencies, table: DecisionTable) {
  const { store, journal, applications, documents, clock } = dependencies
  const saveOfficer = createOfficerNames(store)

  return function receiveApproval(change: DecisionChange): void {
    const { application: id, outcome, reason, officer, office, decidedAt } = change
    const standing = applications.findRouting(id)
    if (standing === undefined || standing.status === 'disetujui') return
    if (table.isSigned(id, outcome, decidedAt)) return
    saveOfficer(officer, { code: office, name: office })
    documents.discardWorkingFiles(id)
    applications.recordOutcome(id, outcome, moment(clock))
    table.sign({ decisionId: newId(), id, outcome, reason, actor: officer.id, at: decidedAt })
    journal.audit({
      actor: officer.id,
      action: 'verification.receive',
      subject: id,
      detail: { outcome, sender: office },
    })
  }
}
