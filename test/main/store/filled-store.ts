import type { Store } from '../../../main/store/store.ts'

/**
 * Rows for every table, by the version of the schema that brought it: what a store of that version may hold
 * when the next one arrives. A version without an entry here, or a table without a row, fails
 * migrate.test.ts.
 */
const id = (number: number): string => `019a0000-0000-7000-8000-${String(number).padStart(12, '0')}`
const at = '2026-11-21T01:14:00.000Z'
const hash = 'ab'.repeat(32)

export const rowsOfVersion: Record<number, Record<string, Record<string, unknown>[]>> = {
  1: {
    office: [
      {
        only_row: 1,
        code: '3271031001',
        name: 'Kelurahan Contoh',
        device: 'K7M',
        device_id: id(1),
        training: 0,
        created_at: at,
      },
    ],
    settings: [{ name: 'office', value: '{"idleMinutes":7,"timeZone":"Asia/Jakarta"}' }],
    accounts: [
      { id: id(2), username: 'rina', name: 'Rina', roles: '["admin"]', active: 1, created_at: at },
      { id: id(3), username: 'joko', name: 'Joko', roles: '["verifikator"]', active: 0, created_at: at },
    ],
    audit: [
      { sequence: 1, at, actor: id(2), action: 'session.set-up', subject: '3271031001', detail: '{}', hash },
    ],
    access_log: [{ sequence: 1, at, actor: id(2), action: 'view', subject: id(10) }],
    outbox: [
      {
        sequence: 1,
        id: id(20),
        application_id: id(10),
        payload_hash: hash,
        state: 'pending',
        queued_at: at,
        delivered_at: null,
        refusal: '',
        attempts: 2,
      },
    ],
    outbox_scans: [{ outbox_id: id(20), scan: hash, byte_length: 5, bytes_sent: 3 }],
    applications: [
      {
        id: id(10),
        number: '3271031001-K7M-26-00001',
        kind: 'pendaftaran',
        status: 'diajukan',
        revision: 3,
        form: '{"family":{}}',
        head_name: 'FAJAR DARMAWAN',
        no_kk: '3271061811250032',
        member_count: 1,
        created_by: id(2),
        created_at: at,
        updated_at: at,
        submitted_by: id(2),
        submitted_at: at,
      },
    ],
    people: [
      {
        row: 5,
        application_id: id(10),
        member_id: id(11),
        nik: '3271011401710002',
        name: 'FAJAR DARMAWAN',
        birth_date: '1971-01-14',
        proposed: 1,
      },
    ],
    people_names: [{ rowid: 5, name: 'FAJAR DARMAWAN' }],
    registration_numbers: [{ year: 2026, last: 1 }],
    scans: [
      {
        hash,
        media_type: 'image/jpeg',
        width: 10,
        height: 14,
        byte_length: 5,
        bytes: Buffer.from('scan!'),
        thumbnail: Buffer.from('thumb'),
      },
    ],
    originals: [{ hash, bytes: Buffer.from('original') }],
    pages: [
      {
        id: id(30),
        application_id: id(10),
        document: 'kk',
        member_id: null,
        position: 0,
        scan: hash,
        original: hash,
        quarter_turns: 1,
        added_at: at,
        removed_at: null,
      },
    ],
    pending_decisions: [
      {
        application_id: id(10),
        revision: 3,
        outcome: 'setuju',
        reason: '',
        decided_by: id(3),
        decided_at: at,
      },
    ],
    decisions: [
      {
        id: id(40),
        application_id: id(10),
        outcome: 'kembalikan',
        reason: 'foto buram',
        decided_by: id(3),
        signed_at: at,
      },
    ],
    readings: [{ page_id: id(30), scan: hash, reader: 1, reading: '{"kind":"other"}', read_at: at }],
    own_keys: [{ number: 1, signing_private: 'c', sealing_private: 's', entry: '{"version":1}' }],
    directory_entries: [{ office: '3271031001', number: 1, entry: '{"version":1}' }],
    directory_revocations: [{ office: '3271031002', up_to: 1, revocation: '{"version":1}' }],
    officers: [{ id: id(4), name: 'Sari', office: '327103' }],
    outgoing_packets: [
      {
        sequence: 1,
        id: id(50),
        kind: 'application',
        application_id: id(10),
        revision: 3,
        receiver: '327103',
        content: '{"kind":"application"}',
        receiver_key: 1,
        bytes: Buffer.from('sealed'),
        byte_length: 6,
        hash,
        state: 'sent',
        created_at: at,
        relayed_at: at,
        left_in_folder_at: null,
        exported_at: null,
        answer: '',
        answered_at: null,
      },
    ],
    opened_packets: [
      {
        id: id(51),
        hash,
        sender: '327103',
        kind: 'decision',
        application_id: id(10),
        revision: 3,
        way: 'relay',
        answer: 'taken',
        opened_at: at,
      },
    ],
    refused_packets: [
      { hash, outcome: 'too-new', way: 'file', byte_length: 3, bytes: Buffer.from('new'), received_at: at },
    ],
    feed: [
      {
        only_row: 1,
        position: 7,
        last_id: id(60),
        session_token: id(61),
        confirmed_token: id(61),
        copied_at: null,
        gap_at: at,
      },
    ],
    changes: [
      { id: id(60), position: 7, kind: 'decision', payload: '', at, applied_at: at },
      { id: id(62), position: 6, kind: 'reference', payload: '{"version":9}', at, applied_at: null },
    ],
    application_events: [
      {
        id: id(63),
        application_id: id(10),
        type: 'nik-correction',
        member_id: id(11),
        former: '3271011401710001',
        number: '3271011401710002',
        reason: 'salah ketik',
        officer: 'Joko',
        at,
      },
    ],
    conflicts: [
      {
        id: id(64),
        application_id: id(10),
        member_id: id(11),
        nik: '3271011401710002',
        ours: '{}',
        theirs: '{}',
        found_at: at,
        answer: '',
        answered_at: null,
        settlement: '',
        settled_at: null,
      },
    ],
    sync_runs: [
      {
        id: 1,
        began_at: at,
        ended_at: at,
        delivered: 2,
        refused: 1,
        bytes_sent: 400_000,
        received: 3,
        problem: 'centre-unreachable',
      },
    ],
    outbox_payloads: [{ sequence: 1, payload: '{}' }],
    pending_originals: [{ original: hash }],
  },
}

/** Inserts the rows of all versions up to `version`. */
export function fillStore(store: Store, version: number): void {
  for (const [table, rows] of tablesUpTo(version)) {
    for (const row of rows) {
      const columns = Object.keys(row)
      const values = columns.map((column) => `:${column}`)
      store.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values.join(', ')})`).run(row)
    }
  }
}

export const tablesUpTo = (version: number): [string, Record<string, unknown>[]][] =>
  Object.entries(rowsOfVersion)
    .filter(([of]) => Number(of) <= version)
    .flatMap(([, tables]) => Object.entries(tables))
