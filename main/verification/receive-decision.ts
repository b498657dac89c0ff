import type { Office } from '../../shared/office.ts'
import type { PacketAnswer } from '../../shared/packet.ts'
import { createOfficerNames } from '../applications/received-applications.ts'
import type { DecisionContent } from '../packets/content.ts'
import { moment } from '../store/clock.ts'
import type { DecisionTable } from './decision-table.ts'
import type { VerificationDependencies } from './signing.ts'

/**
 * Takes in what the kecamatan has decided on an application of this kelurahan. It holds for the submission that it
 * was made on; a final one also where that was taken back here meanwhile, because the centre has it already.
 */
export function createDecisionReceiver(dependencies: VerificationDependencies, table: DecisionTable) {
  const { store, journal, applications, documents, packets, clock } = dependencies
  const saveOfficer = createOfficerNames(store)

  return function receiveDecision(content: DecisionContent, sender: Office): PacketAnswer {
    const { id: decisionId, application: id, revision, outcome, reason, decidedBy, decidedAt } = content
    const existing = applications.findRouting(id)
    if (existing === undefined) return 'unknown'
    if (existing.sentTo !== sender.code) return 'refused'
    if (table.isKnown(decisionId)) return 'taken'
    // The centre may have told of an approval ahead of the packet.
    if (outcome === 'setuju' && table.isSigned(id, outcome, decidedAt)) return 'taken'
    const sent = packets.sentRevision(id)
    if (revision < sent) return 'late'
    // This store was put back from a backup that is older than the submission.
    if (revision > sent) return 'unknown'
    if (existing.status === 'dibatalkan' && outcome === 'kembalikan') return 'late'
    if (existing.status !== 'diajukan' && existing.status !== 'dibatalkan') return 'decided'
    saveOfficer(decidedBy, sender)
    if (outcome !== 'kembalikan') documents.discardWorkingFiles(id)
    applications.recordOutcome(id, outcome, moment(clock))
    table.sign({ decisionId, id, outcome, reason, actor: decidedBy.id, at: decidedAt })
    journal.audit({
      actor: decidedBy.id,
      action: 'verification.receive',
      subject: id,
      detail: { outcome, sender: sender.code },
    })
    return 'taken'
  }
}
