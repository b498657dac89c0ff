import type { ApplicationEvent } from '../../shared/application-event.ts'
import type { AccessAction } from '../../shared/contract/call.ts'
import type { ApplicationRecord } from '../../shared/record.ts'
import type { Clock } from '../store/clock.ts'
import type { Store } from '../store/store.ts'
import { createAccessLog } from './access-log.ts'
import { type AuditEntry, createAuditChain } from './audit-chain.ts'
import { createOutbox } from './outbox.ts'

/**
 * What every change writes in its own transaction: a link of the audit chain, an entry of the access log, an
 * operation in the outbox.
 */
export interface Journal {
  /** Who (account id), what, to which subject; `detail` holds codes and counts, never personal data. */
  audit(entry: AuditEntry): void
  access(actor: string, action: AccessAction, subject: string): void
  /** Queues an approved record (its pages name its scans), or an event about one, for the centre. */
  queue(content: ApplicationRecord | ApplicationEvent): void
}

export function createJournal(store: Store, clock: Clock): Journal {
  const auditChain = createAuditChain(store, clock)
  const accessLog = createAccessLog(store, clock)
  const outbox = createOutbox(store, clock)
  return { audit: auditChain, access: accessLog, queue: outbox }
}
