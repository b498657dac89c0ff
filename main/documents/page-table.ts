import type { ApplicationKind } from '../../shared/application-kind.ts'
import { Corners } from '../../shared/area.ts'
import type { DocumentKind } from '../../shared/form.ts'
import { PageQuality } from '../../shared/page-quality.ts'
import { Problem } from '../../shared/problems.ts'
import type { PageRecord } from '../../shared/record.ts'
import { type ApplicationStatus, isOpen } from '../../shared/status.ts'
import { turnCorners } from '../sheets/sheets.ts'
import type { Store } from '../store/store.ts'
import type { QuarterTurns } from './quarter-turns.ts'

/** A page as everybody else knows it: what travels with the application, and what only this office keeps. */
export interface StoredPage extends PageRecord {
  quality: PageQuality | null
  /** On the original, upright; null where that is not kept (any more). */
  corners: Corners | null
}

/** Where a page was cut out of a file. */
export interface Cutting {
  /** Which picture of the file, from 0. */
  picture: number
  corners: Corners
  /** Clockwise, by a person, after it was cut out. */
  quarterTurns: QuarterTurns
}

/** A page as it is stored, without its picture. */
export interface PageRow extends Cutting {
  id: string
  applicationId: string
  document: DocumentKind
  memberId: string | null
  said: Said
  scan: string
  original: string | null
  quality: PageQuality | null
  removedAt: string | null
}

/** How much a person has said of what a page is: nothing, which document, or all there is to say. */
export type Said = 'nothing' | 'document' | 'all'

export interface NewPage extends Omit<PageRow, 'memberId'> {
  original: string
  quality: PageQuality
  /** Which page of its file it is, from 0, and how many those are. */
  filePage: number
  filePages: number
  addedAt: string
}

/** A page as another office has sent it: described by its people, its original kept there. */
export type ForeignPage = Pick<
  PageRow,
  'id' | 'applicationId' | 'document' | 'memberId' | 'scan' | 'quality'
> &
  Pick<NewPage, 'addedAt'>

type Packed<Row> = Omit<Row, 'corners' | 'quality'> & { corners: string; quality: string | null }

interface PackedRecord extends PageRecord {
  quality: string | null
  corners: string
  quarterTurns: QuarterTurns
  kept: 0 | 1
}

const columns = `id, application_id AS applicationId, document, member_id AS memberId, labelled AS said, scan, original,
  picture, corners, quarter_turns AS quarterTurns, quality, removed_at AS removedAt`

const recordColumns = `pages.id, pages.document, pages.member_id AS memberId, pages.position, pages.scan,
  scans.media_type AS mediaType, scans.byte_length AS byteLength, scans.width, scans.height, pages.quality,
  pages.corners, pages.quarter_turns AS quarterTurns, pages.original IS NOT NULL AS kept`

/** The statements on the table of pages, prepared once. */
export type PageTable = ReturnType<typeof createPageTable>

export function createPageTable(store: Store) {
  const owner = store.prepare<
    [string],
    { kind: ApplicationKind; status: ApplicationStatus; fromOffice: string }
  >('SELECT kind, status, from_office AS fromOffice FROM applications WHERE id = ?')
  const row = store.prepare<[string], Packed<PageRow>>(`SELECT ${columns} FROM pages WHERE id = ?`)
  const sameScan = store.prepare<[string, string], Packed<PageRow>>(
    `SELECT ${columns} FROM pages WHERE application_id = ? AND scan = ?`,
  )
  const ofFile = store.prepare<[string, string], { id: string; filePage: number; filePages: number }>(
    `SELECT id, file_page AS filePage, file_pages AS filePages FROM pages
     WHERE original = ? AND application_id = ? AND file_pages > 0 ORDER BY file_page`,
  )
  const rows = store.prepare<[string], Packed<PageRow>>(
    `SELECT ${columns} FROM pages WHERE application_id = ? ORDER BY position`,
  )
  const record = store.prepare<[string], PackedRecord>(
    `SELECT ${recordColumns} FROM pages JOIN scans ON scans.hash = pages.scan WHERE pages.id = ?`,
  )
  const records = store.prepare<[string], PackedRecord>(
    `SELECT ${recordColumns} FROM pages JOIN scans ON scans.hash = pages.scan
     WHERE pages.application_id = ? AND pages.removed_at IS NULL ORDER BY pages.position`,
  )
  const nextPosition = store
    .prepare<[string], number>('SELECT COALESCE(MAX(position), -1) + 1 FROM pages WHERE application_id = ?')
    .pluck()
  const insert = store.prepare<Packed<NewPage> & { position: number }>(
    `INSERT INTO pages (id, application_id, document, member_id, labelled, position, scan, original, picture, corners,
                        quarter_turns, quality, file_page, file_pages, added_at, removed_at)
     VALUES (:id, :applicationId, :document, NULL, :said, :position, :scan, :original, :picture, :corners,
             :quarterTurns, :quality, :filePage, :filePages, :addedAt, :removedAt)`,
  )
  const insertForeign = store.prepare<
    Omit<ForeignPage, 'quality'> & { quality: string | null; position: number }
  >(
    `INSERT INTO pages (id, application_id, document, member_id, labelled, position, scan, original, quarter_turns,
                        quality, added_at, removed_at)
     VALUES (:id, :applicationId, :document, :memberId, 'all', :position, :scan, NULL, 0, :quality, :addedAt, NULL)`,
  )
  const describe = store.prepare<[DocumentKind, string | null, Said, string]>(
    'UPDATE pages SET document = ?, member_id = ?, labelled = ? WHERE id = ?',
  )
  const remake = store.prepare<[string, string, number, string, string]>(
    'UPDATE pages SET scan = ?, corners = ?, quarter_turns = ?, quality = ? WHERE id = ?',
  )
  const setRemoved = store.prepare<[string | null, string]>('UPDATE pages SET removed_at = ? WHERE id = ?')
  const remove = store.prepare<[string]>('DELETE FROM pages WHERE id = ?')
  const letGoOriginals = store.prepare<[string]>(
    'UPDATE pages SET original = NULL WHERE application_id = ? AND original IS NOT NULL',
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
    return unpack(found(row.get(pageId)))
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
      return page && unpack(page)
    },
    getRecord: (pageId: string): StoredPage => unpackRecord(found(record.get(pageId))),
    findSameScan(applicationId: string, scan: string): PageRow | undefined {
      const page = sameScan.get(applicationId, scan)
      return page && unpack(page)
    },
    /** The pages of an application that were made of a file, in its order; removed ones included. */
    ofFile: (applicationId: string, original: string) => ofFile.all(original, applicationId),
    /** Removed pages included. */
    rows: (applicationId: string): PageRow[] => rows.all(applicationId).map(unpack),
    /** Removed pages left out, in their order. */
    records: (applicationId: string): StoredPage[] => records.all(applicationId).map(unpackRecord),
    append(page: NewPage): void {
      const position = nextPosition.get(page.applicationId) ?? 0
      const corners = JSON.stringify(page.corners)
      insert.run({ ...page, corners, quality: JSON.stringify(page.quality), position })
    },
    appendForeign(page: ForeignPage): void {
      const position = nextPosition.get(page.applicationId) ?? 0
      insertForeign.run({ ...page, quality: page.quality && JSON.stringify(page.quality), position })
    },
    describe(pageId: string, document: DocumentKind, memberId: string | null, said: Said): void {
      describe.run(document, memberId, said, pageId)
    },
    remake(pageId: string, scan: string, { corners, quarterTurns }: Cutting, quality: PageQuality): void {
      remake.run(scan, JSON.stringify(corners), quarterTurns, JSON.stringify(quality), pageId)
    },
    setRemoved: (pageId: string, at: string | null) => setRemoved.run(at, pageId),
    delete: (pageId: string) => remove.run(pageId),
    letGoOriginals: (applicationId: string) => letGoOriginals.run(applicationId),
  }
}

function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Problem('page-not-found')
  return value
}

const unpack = (page: Packed<PageRow>): PageRow => ({
  ...page,
  corners: Corners.parse(JSON.parse(page.corners)),
  quality: unpackQuality(page.quality),
})

function unpackRecord({ corners, quarterTurns, kept, quality, ...page }: PackedRecord): StoredPage {
  return {
    ...page,
    quality: unpackQuality(quality),
    corners: kept === 1 ? turnCorners(Corners.parse(JSON.parse(corners)), quarterTurns) : null,
  }
}

const unpackQuality = (json: string | null): PageQuality | null =>
  json === null ? null : PageQuality.parse(JSON.parse(json))
