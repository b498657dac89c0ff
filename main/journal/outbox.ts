import { createHash } from 'node:crypto'
import type { ApplicationEvent } from '../../shared/application-event.ts'
import type { ApplicationRecord } from '../../shared/record.ts'
import { type Clock, moment } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'
import type { Store } from '../store/store.ts'

/**
 * Transactional outbox: queues an approved record, or an event about one, for the centre in the transaction
 * of the change, so that neither is ever on the disk without the other. The payload's hash is sent with it,
 * so that the centre can tell the same operation sent twice from two operations under one number.
 */
export function createOutbox(
  store: Store,
  clock: Clock,
): (content: ApplicationRecord | ApplicationEvent) => void {
  const insert = store.prepare<[string, string, string, string]>(
    `INSERT INTO outbox (id, application_id, payload_hash, state, queued_at, delivered_at, refusal, attempts)
     VALUES (?, ?, ?, 'pending', ?, NULL, '', 0)`,
  )
  const insertPayload = store.prepare<[number | bigint, string]>(
    'INSERT INTO outbox_payloads (sequence, payload) VALUES (?, ?)',
  )
  const insertScan = store.prepare<[string, string, number]>(
    `INSERT INTO outbox_scans (outbox_id, scan, byte_length, bytes_sent) VALUES (?, ?, ?, 0)
     ON CONFLICT DO NOTHING`,
  )
  return (content) => {
    const payload = JSON.stringify(content)
    const isEvent = 'type' in content
    const id = isEvent ? content.id : newId()
    const application = isEvent ? content.application : content.id
    const hash = createHash('sha256').update(payload).digest('hex')
    const { lastInsertRowid: sequence } = insert.run(id, application, hash, moment(clock))
    insertPayload.run(sequence, payload)
    if (isEvent) return
    for (const page of content.pages) insertScan.run(id, page.scan, page.byteLength)
  }
}
