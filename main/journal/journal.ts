import type { ApplicationEvent } from '../../shared/application-event.ts'
import type { AccessAction } from '../../shared/contract/call.ts'
import type { ApplicationRecord } from '../../shared/record.ts'
import type { Clock } from '../store/clock.ts'
import type { Store } from '../store/store.ts'
import { createAccessLog } from './access-log.ts'
import { type AuditEntry, createAuditChain } from './audit-chain.ts'
import { createOutbox } from './outbox.ts'

/**
 * What every change leaves behind, written in the change's own transaction: a link of the audit chain, a line
 * of the access log, an operation for the centre.
 */
export interface Journal {
  /** Who (account id), what, to which subject; `detail` holds codes and counts, never personal data. */
  audit(entry: AuditEntry): void
  access(actor: string, action: AccessAction, subject: string): void
  /** Queues an approved record for the centre (its scans are named in its pages), or what happened to one since. */
  queue(content: ApplicationRecord | ApplicationEvent): void
}

export function createJournal(store: Store, clock: Clock): Journal {
  const auditChain = createAuditChain(store, clock)
  const accessLog = createAccessLog(store, clock)
  const outbox = createOutbox(store, clock)
  return { audit: auditChain, access: accessLog, queue: outbox }
}
