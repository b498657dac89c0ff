import { PageReading } from '../../shared/reading.ts'
import type { Store } from '../store/store.ts'

/** Raised by the release whose reader reads more: what this one could not is read again. */
const currentReader = 1

/** What is known of a page by reading it; `reading` is null where it could not be read. */
export interface StoredReading {
  pageId: string
  reading: PageReading | null
}

interface NewReading extends StoredReading {
  /** The picture that was read. */
  scan: string
  readAt: string
}

type StoredRow = { pageId: string; reading: string | null }

/** The statements on the table of readings, prepared once. */
export type ReadingTable = ReturnType<typeof createReadingTable>

/** A reading counts only for the picture that was read, and only while this reader's version is the newest. */
export function createReadingTable(store: Store) {
  const list = store.prepare<[string, number], StoredRow>(
    `SELECT pages.id AS pageId, readings.reading FROM pages
     JOIN readings ON readings.page_id = pages.id AND readings.scan = pages.scan
     WHERE pages.application_id = ? AND pages.removed_at IS NULL AND readings.reader = ?
     ORDER BY pages.position`,
  )
  const isRead = store.prepare<[string, string, number], 1>(
    'SELECT 1 FROM readings WHERE page_id = ? AND scan = ? AND reader = ?',
  )
  const put = store.prepare<StoredRow & { scan: string; reader: number; readAt: string }>(
    `INSERT INTO readings (page_id, scan, reader, reading, read_at)
     VALUES (:pageId, :scan, :reader, :reading, :readAt)
     ON CONFLICT (page_id) DO UPDATE
     SET scan = excluded.scan, reader = excluded.reader, reading = excluded.reading, read_at = excluded.read_at`,
  )
  const deleteByApplication = store.prepare<[string]>(
    'DELETE FROM readings WHERE page_id IN (SELECT id FROM pages WHERE application_id = ?)',
  )
  const unread = store
    .prepare<[number], string>(
      `SELECT pages.id FROM pages JOIN applications ON applications.id = pages.application_id
       WHERE applications.status IN ('draf', 'diajukan', 'dikembalikan')
         AND pages.removed_at IS NULL AND pages.quality IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM readings
                         WHERE page_id = pages.id AND readings.scan = pages.scan AND reader = ?)
       ORDER BY pages.added_at, pages.position`,
    )
    .pluck()
  return {
    list: (applicationId: string): StoredReading[] =>
      list.all(applicationId, currentReader).map(({ pageId, reading }) => ({
        pageId,
        reading: reading === null ? null : PageReading.parse(JSON.parse(reading)),
      })),
    isRead: (pageId: string, scan: string): boolean => isRead.get(pageId, scan, currentReader) !== undefined,
    put({ reading, ...rest }: NewReading): void {
      put.run({ ...rest, reader: currentReader, reading: reading && JSON.stringify(reading) })
    },
    /** What another office has read; where it has another reader, it is read here anew. */
    putReceived({ reading, ...rest }: NewReading & { reader: number }): void {
      put.run({ ...rest, reading: reading && JSON.stringify(reading) })
    },
    deleteByApplication: (applicationId: string): void => void deleteByApplication.run(applicationId),
    /**
     * Pages of undecided applications that nobody has read, oldest first. Those from before pages were measured
     * are left out: they are read when somebody asks for them.
     */
    unread: (): string[] => unread.all(currentReader),
  }
}
