import type { ApplicationKind } from '../../shared/application-kind.ts'
import { Problem } from '../../shared/problems.ts'
import { type ApplicationStatus, isOpen } from '../../shared/status.ts'
import type { Store } from '../store/store.ts'
import {
  type PageRow,
  parseRecord,
  parseRow,
  type StoredJson,
  type StoredPage,
  type StoredRecord,
} from './page-row.ts'

const columns = `id, application_id AS applicationId, document, member_id AS memberId, labelled AS labelledBy, scan, original,
  picture, corners, quarter_turns AS quarterTurns, quality, removed_at AS removedAt`

const recordColumns = `pages.id, pages.document, pages.member_id AS memberId, pages.position, pages.scan,
  scans.media_type AS mediaType, scans.byte_length AS byteLength, scans.width, scans.height, pages.quality,
  pages.corners, pages.quarter_turns AS quarterTurns, pages.original IS NOT NULL AS kept`

/** The queries on pages and on the application that they belong to, prepared once. */
export function createPageQueries(store: Store) {
  const owner = store.prepare<
    [string],
    { kind: ApplicationKind; status: ApplicationStatus; fromOffice: string }
  >('SELECT kind, status, from_office AS fromOffice FROM applications WHERE id = ?')
  const row = store.prepare<[string], StoredJson<PageRow>>(`SELECT ${columns} FROM pages WHERE id = ?`)
  const sameScan = store.prepare<[string, string], StoredJson<PageRow>>(
    `SELECT ${columns} FROM pages WHERE application_id = ? AND scan = ?`,
  )
  const ofFile = store.prepare<[string, string], { id: string; filePage: number; filePages: number }>(
    `SELECT id, file_page AS filePage, file_pages AS filePages FROM pages
     WHERE original = ? AND application_id = ? AND file_pages > 0 ORDER BY file_page`,
  )
  const rows = store.prepare<[string], StoredJson<PageRow>>(
    `SELECT ${columns} FROM pages WHERE application_id = ? ORDER BY position`,
  )
  const record = store.prepare<[string], StoredRecord>(
    `SELECT ${recordColumns} FROM pages JOIN scans ON scans.hash = pages.scan WHERE pages.id = ?`,
  )
  const records = store.prepare<[string], StoredRecord>(
    `SELECT ${recordColumns} FROM pages JOIN scans ON scans.hash = pages.scan
     WHERE pages.application_id = ? AND pages.removed_at IS NULL ORDER BY pages.position`,
  )

  function getOwner(applicationId: string) {
    const application = owner.get(applicationId)
    if (!application) throw new Problem('application-not-found')
    return application
  }

  /** The kind of an application whose pages may be changed; throws where there is none, or not any more. */
  function getOpenKind(applicationId: string): ApplicationKind {
    const { kind, status, fromOffice } = getOwner(applicationId)
    if (fromOffice !== '') throw new Problem('application-elsewhere')
    if (!isOpen(status)) throw new Problem('application-closed')
    return kind
  }

  function getRow(pageId: string): PageRow {
    return parseRow(getFound(row.get(pageId)))
  }

  return {
    getOpenKind,
    getRow,
    getKind: (applicationId: string): ApplicationKind => getOwner(applicationId).kind,
    getStatus: (applicationId: string): ApplicationStatus => getOwner(applicationId).status,
    /** A page that may be changed: there, and of an open application. */
    getOpenRow(pageId: string): PageRow {
      const page = getRow(pageId)
      getOpenKind(page.applicationId)
      return page
    },
    findRow: (pageId: string): PageRow | undefined => {
      const page = row.get(pageId)
      return page && parseRow(page)
    },
    getRecord: (pageId: string): StoredPage => parseRecord(getFound(record.get(pageId))),
    findSameScan(applicationId: string, scan: string): PageRow | undefined {
      const page = sameScan.get(applicationId, scan)
      return page && parseRow(page)
    },
    /** The pages of an application that were made of a file, in its order; removed ones included. */
    ofFile: (applicationId: string, original: string) => ofFile.all(original, applicationId),
    /** Removed pages included. */
    rows: (applicationId: string): PageRow[] => rows.all(applicationId).map(parseRow),
    /** Removed pages left out, in their order. */
    records: (applicationId: string): StoredPage[] => records.all(applicationId).map(parseRecord),
  }
}

function getFound<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Problem('page-not-found')
  return value
}
