import { createHash } from 'node:crypto'
import { Problem } from '../../shared/problems.ts'
import type { PageRecord } from '../../shared/record.ts'
import type { Store } from '../store/store.ts'
import type { ArchivedPage } from './imaging/messages.ts'

export type PictureSize = 'page' | 'thumbnail'

/**
 * Where bytes lie, each once under the SHA-256 of what it is: scans as they are archived and sent on, and the
 * files they were made from. Everything here is called inside the transaction of the page that needs it.
 */
export interface Shelf {
  /** Gives the scan's hash; the same picture again costs nothing. */
  keepScan(page: Omit<ArchivedPage, 'mediaType'> & Pick<Picture, 'mediaType'>): string
  keepOriginal(hash: string, bytes: Uint8Array): void
  /** Keeps a file of which the pages are yet to be made, until `made`. */
  keepUnmade(hash: string, bytes: Uint8Array): void
  /** The pages of a file are made: it stays where there are any. */
  made(hash: string): void
  getOriginal(hash: string): Uint8Array
  getPicture(hash: string, size: PictureSize): Picture
  /** Takes a scan away that no page needs any more. */
  dropScan(hash: string): void
  dropOriginal(hash: string): void
  /** Takes the files away of which no page was made, because the application ended meanwhile. */
  dropUnmade(): void
}

export interface Picture {
  bytes: Uint8Array
  mediaType: PageRecord['mediaType']
}

export const contentHash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export function createShelf(store: Store): Shelf {
  const insertScan = store.prepare<[string, string, number, number, number, Uint8Array, Uint8Array]>(
    `INSERT INTO scans (hash, media_type, width, height, byte_length, bytes, thumbnail)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  )
  const insertOriginal = store.prepare<[string, Uint8Array]>(
    'INSERT INTO originals (hash, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING',
  )
  const original = store.prepare<[string], Uint8Array>('SELECT bytes FROM originals WHERE hash = ?').pluck()
  const pictures = {
    page: store.prepare<[string], Picture>('SELECT bytes, media_type AS mediaType FROM scans WHERE hash = ?'),
    // Thumbnails are WebP whatever the scan is (imaging/archive.ts).
    thumbnail: store.prepare<[string], Picture>(
      "SELECT thumbnail AS bytes, 'image/webp' AS mediaType FROM scans WHERE hash = ?",
    ),
  }
  const deleteScan = store.prepare<[string, string]>(
    'DELETE FROM scans WHERE hash = ? AND NOT EXISTS (SELECT 1 FROM pages WHERE scan = ?)',
  )
  const deleteOriginal = store.prepare<[string, string]>(
    'DELETE FROM originals WHERE hash = ? AND NOT EXISTS (SELECT 1 FROM pages WHERE original = ?)',
  )
  const insertUnmade = store.prepare<[string]>(
    'INSERT INTO pending_originals (original) VALUES (?) ON CONFLICT DO NOTHING',
  )
  const deleteUnmade = store.prepare<[string]>('DELETE FROM pending_originals WHERE original = ?')
  const unmade = store.prepare<[], string>('SELECT original FROM pending_originals').pluck()
  const made = (hash: string): void => {
    deleteUnmade.run(hash)
    deleteOriginal.run(hash, hash)
  }
  return {
    keepScan({ bytes, mediaType, width, height, thumbnail }) {
      const hash = contentHash(bytes)
      insertScan.run(hash, mediaType, width, height, bytes.length, bytes, thumbnail)
      return hash
    },
    keepOriginal(hash, bytes) {
      insertOriginal.run(hash, bytes)
    },
    keepUnmade(hash, bytes) {
      insertOriginal.run(hash, bytes)
      insertUnmade.run(hash)
    },
    made,
    getOriginal(hash) {
      return found(original.get(hash))
    },
    getPicture(hash, size) {
      return found(pictures[size].get(hash))
    },
    dropScan(hash) {
      deleteScan.run(hash, hash)
    },
    dropOriginal(hash) {
      deleteOriginal.run(hash, hash)
    },
    dropUnmade: () => unmade.all().forEach(made),
  }
}

function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Problem('page-not-found')
  return value
}
