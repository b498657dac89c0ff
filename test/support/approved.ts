import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { newId } from '../../main/store/identifiers.ts'
import type { Store } from '../../main/store/store.ts'
import { ApplicationRecord, formToRecord } from '../../shared/record.ts'
import { familyForm } from './family.ts'

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** Bytes as incompressible as a JPEG, beginning as one does. */
export function jpegLike(length: number): Buffer {
  const bytes = randomBytes(length)
  Buffer.from([0xff, 0xd8, 0xff, 0xe0]).copy(bytes)
  return bytes
}

/** A record as the approval of an application makes it, with a page for each of the scans. */
export function approvedRecord(
  serial: number,
  scans: readonly Uint8Array[] = [],
  rest: Partial<ApplicationRecord> = {},
): ApplicationRecord {
  const at = new Date(Date.UTC(2026, 10, 21, 1, 0, 0, serial)).toISOString()
  return ApplicationRecord.parse({
    version: 1,
    id: newId(),
    number: `3271031006-2026-A01-${String(serial).padStart(5, '0')}`,
    kind: 'pendaftaran',
    ...formToRecord(familyForm(serial)),
    letters: [{ kind: 'sktm', number: `470/${serial}/Kel.Spr`, date: '2026-11-20' }],
    overrides: [{ memberId: null, code: 'no-kk-other-district', reason: 'PINDAH DATANG' }],
    pages: scans.map((bytes, position) => ({
      id: newId(),
      document: position === 0 ? 'kk' : 'ktp',
      memberId: null,
      position,
      scan: sha256(bytes),
      mediaType: 'image/jpeg',
      byteLength: bytes.length,
      width: 1654,
      height: 2339,
    })),
    submittedBy: { id: randomUUID(), name: 'RAHMA WULANDARI' },
    submittedAt: at,
    decidedBy: { id: randomUUID(), name: 'DIMAS SAPUTRA' },
    decidedAt: at,
    reason: '',
    ...rest,
  })
}

/** Puts scans into an office's store, as the intake does. */
export function keepScans(store: Store, scans: readonly Uint8Array[]): void {
  const insert = store.prepare<[string, number, Uint8Array]>(
    `INSERT INTO scans (hash, media_type, width, height, byte_length, bytes, thumbnail)
     VALUES (?, 'image/jpeg', 1654, 2339, ?, ?, x'') ON CONFLICT DO NOTHING`,
  )
  for (const bytes of scans) insert.run(sha256(bytes), bytes.length, bytes)
}
