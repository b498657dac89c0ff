import { createHash } from 'node:crypto'
import { Problem } from '../../shared/problems.ts'
import type { PageRecord } from '../../shared/record.ts'
import type { Store } from '../store/store.ts'
import type { ArchivedPage } from '../workers/imaging/messages.ts'

export type StoredPictureSize = 'page' | 'thumbnail'

/**
 * Content-addressed blobs, each stored once under its SHA-256: scans as they are archived and delivered, and
 * the original files. To be called inside the transaction of the page that refers to them.
 */
export interface BlobStore {
  /** Gives the scan's hash; a scan that is stored already is not stored twice. */
  putScan(page: Omit<ArchivedPage, 'mediaType'> & Pick<StoredPicture, 'mediaType'>): string
  putOriginal(hash: string, bytes: Uint8Array): void
  /** Stores a file whose pages are still being made, until `resolvePending`. */
  putPending(hash: string, bytes: Uint8Array): void
  /** Ends the pending state of a file; it is deleted where it has no pages. */
  resolvePending(hash: string): void
  getOriginal(hash: string): Uint8Array
  getPicture(hash: string, size: StoredPictureSize): StoredPicture
  /** Deletes a scan that no page refers to any more. */
  deleteUnusedScan(hash: string): void
  deleteUnusedOriginal(hash: string): void
  /** Deletes files without pages that were pending when the application ended. */
  deletePending(): void
}

export interface StoredPicture {
  bytes: Uint8Array
  mediaType: PageRecord['mediaType']
}

export const contentHash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export function createBlobStore(store: Store): BlobStore {
  const insertScan = store.prepare<[string, string, number, number, number, Uint8Array, Uint8Array]>(
    `INSERT INTO scans (hash, media_type, width, height, byte_length, bytes, thumbnail)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  )
  const insertOriginal = store.prepare<[string, Uint8Array]>(
    'INSERT INTO originals (hash, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING',
  )
  const original = store.prepare<[string], Uint8Array>('SELECT bytes FROM originals WHERE hash = ?').pluck()
  const pictures = {
    page: store.prepare<[string], StoredPicture>(
      'SELECT bytes, media_type AS mediaType FROM scans WHERE hash = ?',
    ),
    // Thumbnails are WebP whatever the scan is (imaging/archive.ts).
    thumbnail: store.prepare<[string], StoredPicture>(
      "SELECT thumbnail AS bytes, 'image/webp' AS mediaType FROM scans WHERE hash = ?",
    ),
  }
  const deleteScan = store.prepare<[string, string]>(
    'DELETE FROM scans WHERE hash = ? AND NOT EXISTS (SELECT 1 FROM pages WHERE scan = ?)',
  )
  const deleteOriginal = store.prepare<[string, string]>(
    'DELETE FROM originals WHERE hash = ? AND NOT EXISTS (SELECT 1 FROM pages WHERE original = ?)',
  )
  const insertPending = store.prepare<[string]>(
    'INSERT INTO pending_originals (original) VALUES (?) ON CONFLICT DO NOTHING',
  )
  const deletePendingRow = store.prepare<[string]>('DELETE FROM pending_originals WHERE original = ?')
  const pending = store.prepare<[], string>('SELECT original FROM pending_originals').pluck()
  const resolvePending = (hash: string): void => {
    deletePendingRow.run(hash)
    deleteOriginal.run(hash, hash)
  }
  return {
    putScan({ bytes, mediaType, width, height, thumbnail }) {
      const hash = contentHash(bytes)
      insertScan.run(hash, mediaType, width, height, bytes.length, bytes, thumbnail)
      return hash
    },
    putOriginal(hash, bytes) {
      insertOriginal.run(hash, bytes)
    },
    putPending(hash, bytes) {
      insertOriginal.run(hash, bytes)
      insertPending.run(hash)
    },
    resolvePending,
    getOriginal(hash) {
      return getBlob(original.get(hash))
    },
    getPicture(hash, size) {
      return getBlob(pictures[size].get(hash))
    },
    deleteUnusedScan(hash) {
      deleteScan.run(hash, hash)
    },
    deleteUnusedOriginal(hash) {
      deleteOriginal.run(hash, hash)
    },
    deletePending: () => pending.all().forEach(resolvePending),
  }
}

function getBlob<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Problem('page-not-found')
  return value
}
