import type { ApplicationKind } from '../../shared/application-kind.ts'
import type { DocumentKind } from '../../shared/form.ts'
import { Problem } from '../../shared/problems.ts'
import type { PageRecord } from '../../shared/record.ts'
import { type ApplicationStatus, isOpen } from '../../shared/status.ts'
import type { Store } from '../store/store.ts'

/** A page as it is stored, without its picture. */
export interface PageRow {
  id: string
  applicationId: string
  scan: string
  original: string | null
  /** Clockwise, from the original to the scan. */
  quarterTurns: number
  removedAt: string | null
}

export type NewPageRow = Omit<PageRow, 'removedAt'> & {
  document: DocumentKind
  position: number
  addedAt: string
}

interface Owner {
  kind: ApplicationKind
  status: ApplicationStatus
}

const columns =
  'id, application_id AS applicationId, scan, original, quarter_turns AS quarterTurns, removed_at AS removedAt'

const recordColumns = `pages.id, pages.document, pages.member_id AS memberId, pages.position, pages.scan,
  scans.media_type AS mediaType, scans.byte_length AS byteLength, scans.width, scans.height`

/** The statements on the table of pages, prepared once. */
export type PageTable = ReturnType<typeof createPageTable>

export function createPageTable(store: Store) {
  const owner = store.prepare<[string], Owner>('SELECT kind, status FROM applications WHERE id = ?')
  const row = store.prepare<[string], PageRow>(`SELECT ${columns} FROM pages WHERE id = ?`)
  const sameScan = store.prepare<[string, string], PageRow>(
    `SELECT ${columns} FROM pages WHERE application_id = ? AND scan = ?`,
  )
  const rows = store.prepare<[string], PageRow>(`SELECT ${columns} FROM pages WHERE application_id = ?`)
  const record = store.prepare<[string], PageRecord>(
    `SELECT ${recordColumns} FROM pages JOIN scans ON scans.hash = pages.scan WHERE pages.id = ?`,
  )
  const records = store.prepare<[string], PageRecord>(
    `SELECT ${recordColumns} FROM pages JOIN scans ON scans.hash = pages.scan
     WHERE pages.application_id = ? AND pages.removed_at IS NULL ORDER BY pages.position`,
  )
  const nextPosition = store
    .prepare<[string], number>('SELECT COALESCE(MAX(position), -1) + 1 FROM pages WHERE application_id = ?')
    .pluck()
  const insert = store.prepare<NewPageRow>(
    `INSERT INTO pages (id, application_id, document, member_id, position, scan, original, quarter_turns, added_at,
                        removed_at)
     VALUES (:id, :applicationId, :document, NULL, :position, :scan, :original, :quarterTurns, :addedAt, NULL)`,
  )
  const describe = store.prepare<[DocumentKind, string | null, string]>(
    'UPDATE pages SET document = ?, member_id = ? WHERE id = ?',
  )
  const turn = store.prepare<[string, string, number, string]>(
    'UPDATE pages SET scan = ?, original = ?, quarter_turns = ? WHERE id = ?',
  )
  const setRemoved = store.prepare<[string | null, string]>('UPDATE pages SET removed_at = ? WHERE id = ?')
  const remove = store.prepare<[string]>('DELETE FROM pages WHERE id = ?')
  const letGoOriginals = store.prepare<[string]>(
    'UPDATE pages SET original = NULL WHERE application_id = ? AND original IS NOT NULL',
  )

  /** The kind of an application whose pages may be changed; throws where there is none, or not any more. */
  function getOpenKind(applicationId: string): ApplicationKind {
    const application = owner.get(applicationId)
    if (!application) throw new Problem('application-not-found')
    if (!isOpen(application.status)) throw new Problem('application-closed')
    return application.kind
  }

  function getRow(pageId: string): PageRow {
    const page = row.get(pageId)
    if (!page) throw new Problem('page-not-found')
    return page
  }

  return {
    getOpenKind,
    getRow,
    /** A page that may be changed: there, and of an open application. */
    getOpenRow(pageId: string): PageRow {
      const page = getRow(pageId)
      getOpenKind(page.applicationId)
      return page
    },
    getRecord(pageId: string): PageRecord {
      const page = record.get(pageId)
      if (!page) throw new Problem('page-not-found')
      return page
    },
    findSameScan: (applicationId: string, scan: string) => sameScan.get(applicationId, scan),
    /** Removed pages included. */
    rows: (applicationId: string) => rows.all(applicationId),
    /** Removed pages left out, in their order. */
    records: (applicationId: string) => records.all(applicationId),
    append(page: Omit<NewPageRow, 'position'>) {
      insert.run({ ...page, position: nextPosition.get(page.applicationId) ?? 0 })
    },
    describe: (pageId: string, document: DocumentKind, memberId: string | null) =>
      describe.run(document, memberId, pageId),
    turn: (pageId: string, scan: string, original: string, quarterTurns: number) =>
      turn.run(scan, original, quarterTurns, pageId),
    setRemoved: (pageId: string, at: string | null) => setRemoved.run(at, pageId),
    delete: (pageId: string) => remove.run(pageId),
    letGoOriginals: (applicationId: string) => letGoOriginals.run(applicationId),
  }
}
