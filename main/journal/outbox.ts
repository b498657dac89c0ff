import { createHash } from 'node:crypto'
import type { ApplicationRecord } from '../../shared/record.ts'
import { type Clock, moment } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'
import type { Store } from '../store/store.ts'

/**
 * Queues an approved record for the centre, in the transaction of the approval: there is no moment at which
 * one is on the disk without the other. The payload's hash travels with it, so that the centre can tell the
 * same operation sent twice from two operations under one number.
 */
export function createOutbox(store: Store, clock: Clock): (record: ApplicationRecord) => void {
  const insert = store.prepare<[string, string, string, string, string]>(
    `INSERT INTO outbox (id, application_id, payload, payload_hash, state, queued_at, delivered_at, refusal, attempts)
     VALUES (?, ?, ?, ?, 'menunggu', ?, NULL, '', 0)`,
  )
  const insertScan = store.prepare<[string, string, number]>(
    `INSERT INTO outbox_scans (outbox_id, scan, byte_length, bytes_sent) VALUES (?, ?, ?, 0)
     ON CONFLICT DO NOTHING`,
  )
  return (record) => {
    const id = newId()
    const payload = JSON.stringify(record)
    insert.run(id, record.id, payload, createHash('sha256').update(payload).digest('hex'), moment(clock))
    for (const page of record.pages) insertScan.run(id, page.scan, page.byteLength)
  }
}
