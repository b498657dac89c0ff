import { type Clock, moment } from '../store/clock.ts'
import type { Store } from '../store/store.ts'
import type { BlobStore } from './blob-store.ts'
import type { PackedPage, PackedPages, PackedScan } from './packed-pages.ts'
import type { PageTable } from './page-table.ts'
import type { ReadingTable } from './reading-table.ts'

export interface PageTransferDependencies {
  store: Store
  clock: Clock
  table: PageTable
  readings: Pick<ReadingTable, 'putReceived'>
  blobs: BlobStore
}

/** Takes the pages of an application out for another office, and another office's in. */
export function createPageTransfer({ store, clock, table, readings, blobs }: PageTransferDependencies) {
  const scan = store.prepare<[string], PackedScan>(
    'SELECT hash, media_type AS mediaType, width, height, bytes, thumbnail FROM scans WHERE hash = ?',
  )
  const reading = store.prepare<[string, string], { reader: number; reading: string | null }>(
    'SELECT reader, reading FROM readings WHERE page_id = ? AND scan = ?',
  )

  function packReading(pageId: string, hash: string): PackedPage['reading'] {
    const found = reading.get(pageId, hash)
    return found ? { reader: found.reader, reading: found.reading && JSON.parse(found.reading) } : null
  }

  return {
    pack(applicationId: string): PackedPages {
      const records = table.records(applicationId)
      return {
        pages: records.map(({ id, document, memberId, scan, quality }) => ({
          id,
          document,
          memberId,
          scan,
          quality,
          reading: packReading(id, scan),
        })),
        scans: [...new Set(records.map(({ scan }) => scan))].flatMap((hash) => scan.get(hash) ?? []),
      }
    },

    /**
     * Puts these pages in the place of those that the application has, within the caller's transaction. Their
     * originals stay where they came from. Throws where a page of that id belongs to another application.
     */
    unpack(applicationId: string, { pages, scans }: PackedPages): void {
      const former = table.rows(applicationId)
      for (const page of former) table.delete(page.id)
      for (const { bytes, mediaType, width, height, thumbnail } of scans) {
        blobs.putScan({ bytes, mediaType, width, height, thumbnail })
      }
      for (const { reading, ...page } of pages) {
        table.appendReceived({ ...page, applicationId, addedAt: moment(clock) })
        if (reading !== null) {
          readings.putReceived({ pageId: page.id, scan: page.scan, ...reading, readAt: moment(clock) })
        }
      }
      for (const page of former) blobs.deleteUnusedScan(page.scan)
    },
  }
}
