import { createHash } from 'node:crypto'
import type { RowDataPacket } from 'mysql2'
import type { Connection } from 'mysql2/promise'
import type { Store } from '../../main/store/store.ts'
import { ApplicationRecord, type PageRecord } from '../../shared/record.ts'

/** What was compared and what differs; a difference names its place, never a person. */
export interface Comparison {
  records: number
  rows: number
  scans: number
  mismatches: string[]
}

type Row = RowDataPacket & Record<string, unknown>

/**
 * Holds every record of a local outbox (or those after the number `after`) against what the centre has: each
 * row of each table, and the bytes of each scan by their SHA-256, computed again on both sides.
 * `administrator` stands in the centre's database.
 */
export async function compareWithCentre(
  store: Store,
  administrator: Connection,
  after = 0,
): Promise<Comparison> {
  const comparison: Comparison = { records: 0, rows: 0, scans: 0, mismatches: [] }
  const payloads = store
    .prepare<[number], string>('SELECT payload FROM outbox_payloads WHERE sequence > ? ORDER BY sequence')
    .pluck()
    .all(after)
  for (const payload of payloads) {
    const record = ApplicationRecord.parse(JSON.parse(payload))
    comparison.records += 1
    await compareRows(administrator, record, comparison)
    for (const page of record.pages) await compareScan(store, administrator, record.id, page, comparison)
  }
  return comparison
}

async function compareRows(
  administrator: Connection,
  record: ApplicationRecord,
  comparison: Comparison,
): Promise<void> {
  for (const [table, key, expected] of expectedRows(record)) {
    const [found] = await administrator.query<Row[]>({
      sql: `SELECT * FROM ${table} WHERE ${key} = ? ORDER BY ${orders[table] ?? key}`,
      values: [record.id],
      typeCast: (field, next) => (timeTypes.has(field.type) ? field.string() : next()),
    })
    comparison.rows += expected.length
    if (found.length !== expected.length) {
      comparison.mismatches.push(`${record.id} ${table}: ${found.length} rows, not ${expected.length}`)
      continue
    }
    for (const [index, row] of expected.entries()) {
      for (const [column, value] of Object.entries(row)) {
        if (asText(found[index]?.[column]) !== asText(value)) {
          comparison.mismatches.push(`${record.id} ${table}[${index}].${column}`)
        }
      }
    }
    if (table === 'applications' && found[0]?.complete_at === null) {
      comparison.mismatches.push(`${record.id} is not complete at the centre`)
    }
  }
}

const orders: Readonly<Record<string, string>> = {
  people: 'position',
  letters: 'position',
  overrides: 'position',
  pages: 'id',
}

/** The rows that a record must have become: table, key column, and what each column holds. */
function expectedRows(record: ApplicationRecord): [string, string, Record<string, unknown>[]][] {
  const { family, submittedBy, decidedBy } = record
  return [
    [
      'applications',
      'id',
      [
        {
          number: record.number,
          kind: record.kind,
          submitted_by: submittedBy.id,
          submitter_name: submittedBy.name,
          submitted_at: new Date(record.submittedAt),
          decided_at: new Date(record.decidedAt),
        },
      ],
    ],
    [
      'families',
      'application_id',
      [
        {
          no_kk: family.noKk,
          head_name: family.headName,
          address: family.address,
          rt: family.rt,
          rw: family.rw,
          village: family.village,
          postal_code: family.postalCode,
          phone: family.phone,
        },
      ],
    ],
    [
      'people',
      'application_id',
      record.members.map((member, index) => ({
        id: member.id,
        position: index + 1,
        proposed: member.proposed ? 1 : 0,
        name: member.name,
        nik: member.nik,
        sex: member.sex,
        birth_place: member.birthPlace,
        birth_date: member.birthDate,
        religion: member.religion,
        education: member.education,
        occupation: member.occupation,
        blood_type: member.bloodType,
        marital_status: member.maritalStatus,
        marriage_date: member.marriageDate,
        relationship: member.relationship,
        citizenship: member.citizenship,
        passport_number: member.passportNumber,
        kitap_number: member.kitapNumber,
        father_name: member.fatherName,
        mother_name: member.motherName,
      })),
    ],
    [
      'decisions',
      'application_id',
      [
        {
          decided_by: decidedBy.id,
          decider_name: decidedBy.name,
          decided_at: new Date(record.decidedAt),
          reason: record.reason,
        },
      ],
    ],
    [
      'letters',
      'application_id',
      record.letters.map((letter) => ({ kind: letter.kind, number: letter.number, dated: letter.date })),
    ],
    [
      'overrides',
      'application_id',
      record.overrides.map(({ memberId, code, reason }) => ({ member_id: memberId, code, reason })),
    ],
    [
      'pages',
      'application_id',
      record.pages
        .toSorted((one, other) => (one.id < other.id ? -1 : 1))
        .map((page) => ({
          id: page.id,
          document: page.document,
          member_id: page.memberId,
          position: page.position,
          scan: page.scan,
          media_type: page.mediaType,
          byte_length: page.byteLength,
          width: page.width,
          height: page.height,
        })),
    ],
  ]
}

/** Days and moments are compared as the server writes them: no time zone of this machine comes between. */
const timeTypes: ReadonlySet<string> = new Set(['DATE', 'DATETIME'])

function asText(value: unknown): string {
  if (value instanceof Date) return value.toISOString().replace('T', ' ').slice(0, 23)
  return value === null || value === undefined ? 'null' : String(value)
}

async function compareScan(
  store: Store,
  administrator: Connection,
  application: string,
  page: PageRecord,
  comparison: Comparison,
): Promise<void> {
  comparison.scans += 1
  const local = store
    .prepare<[string], Buffer>('SELECT bytes FROM scans WHERE hash = ?')
    .pluck()
    .get(page.scan)
  if (!local || sha256(local) !== page.scan)
    comparison.mismatches.push(`scan ${page.scan} differs in the store`)
  const [found] = await administrator.execute<Row[]>(
    // By the page's key: scans are keyed by their office first, and all of them are too many to read for
    // each.
    `SELECT bytes FROM pages JOIN scans ON scans.office_id = pages.office_id AND scans.hash = pages.scan
     WHERE application_id = ? AND id = ? AND hash = ? AND complete_at IS NOT NULL`,
    [application, page.id, page.scan],
  )
  for (const { bytes } of found.length > 0 ? found : [{ bytes: undefined }]) {
    if (!Buffer.isBuffer(bytes) || sha256(bytes) !== page.scan) {
      comparison.mismatches.push(`scan ${page.scan} differs at the centre`)
    }
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
