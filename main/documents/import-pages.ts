import type { RefusedPage } from '../../shared/contract/page-calls.ts'
import type { DocumentKind } from '../../shared/form.ts'
import { isBlank } from '../../shared/page-quality.ts'
import type { Actor } from '../journal/actor.ts'
import type { Journal } from '../journal/journal.ts'
import { type Clock, moment } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'
import { getRule } from '../store/rules.ts'
import { readSetting } from '../store/settings.ts'
import { type Store, transact } from '../store/store.ts'
import { checkSize, type ImagingClient, type PreparedPage } from '../workers/imaging/client.ts'
import { type BlobStore, contentHash } from './blob-store.ts'
import { guessDocument } from './guess-document.ts'
import type { StoredPage } from './page-row.ts'
import type { PageTable } from './page-table.ts'

/** What became of the pages of one file. */
export interface ImportedPages {
  added: StoredPage[]
  /** Pages that were on this application already. */
  alreadyThere: number
  /** Blank pages: stored, but put aside like removed ones. */
  blank: StoredPage[]
  /** Kept nowhere. */
  refused: RefusedPage[]
  /** The first page that was added, as JPEG for the screen, where it was made just now; kept nowhere. */
  preview: Uint8Array | null
}

export interface PageImportDependencies {
  store: Store
  journal: Journal
  imaging: Pick<ImagingClient, 'prepare'>
  clock: Clock
  table: PageTable
  blobs: BlobStore
}

/** Takes files into applications. */
export function createPageImport({ store, journal, imaging, clock, table, blobs }: PageImportDependencies) {
  /** A page that is there already comes back where it was removed; what is blank stays put aside. */
  function addKnownPage(pageId: string, result: ImportedPages): void {
    const { removedAt, quality } = table.getRow(pageId)
    if (removedAt === null) result.alreadyThere += 1
    else if (isBlank(quality)) result.blank.push(table.getRecord(pageId))
    else {
      table.setRemoved(pageId, null)
      result.added.push(table.getRecord(pageId))
    }
  }

  return async function add(
    actor: Actor,
    applicationId: string,
    bytes: Uint8Array,
    document: DocumentKind | null,
  ): Promise<ImportedPages> {
    table.getOpenKind(applicationId)
    const original = contentHash(bytes)
    const result: ImportedPages = { added: [], alreadyThere: 0, blank: [], refused: [], preview: null }

    function audit(): void {
      if (result.added.length === 0) return
      const detail = { pages: result.added.length }
      journal.audit({ actor: actor.id, action: 'pages.add', subject: applicationId, detail })
    }

    /** Where all pages of the very same file are here, nothing is decoded. */
    function addKnownFile(): boolean {
      const known = table.ofFile(applicationId, original)
      if (known.length === 0 || known.length !== known[0]?.filePages) return false
      for (const { id } of known) addKnownPage(id, result)
      audit()
      return true
    }

    function addPage(page: PreparedPage, filePages: number): void {
      // A page that was turned or cut by hand has another picture since.
      const sameFile = table.ofFile(applicationId, original).find((known) => known.filePage === page.filePage)
      const scan = blobs.putScan(page)
      const same = sameFile ?? table.findSameScan(applicationId, scan)
      if (same) {
        addKnownPage(same.id, result)
        blobs.deleteUnusedScan(scan)
        return
      }
      const id = newId()
      const blank = isBlank(page.quality)
      const present = table.records(applicationId).map((other) => other.document)
      blobs.putOriginal(original, bytes)
      table.append({
        id,
        applicationId,
        document: document ?? guessDocument(getRule(store, table.getOpenKind(applicationId)), present),
        labelledBy: document === null ? 'nothing' : 'document',
        scan,
        original,
        filePage: page.filePage,
        filePages,
        picture: page.picture,
        corners: page.corners,
        quarterTurns: 0,
        quality: page.quality,
        addedAt: moment(clock),
        removedAt: blank ? moment(clock) : null,
      })
      if (!blank && result.added.length === 0) result.preview = page.preview
      ;(blank ? result.blank : result.added).push(table.getRecord(id))
    }

    if (transact(store, addKnownFile)) return result
    checkSize(bytes)
    const abortPreparation = new AbortController()
    const prepared = imaging.prepare(bytes, readSetting(store, 'scanning').quality, abortPreparation.signal)
    try {
      // Encrypting some megabytes takes as long as half of a page: it is done while that is made.
      transact(store, () => blobs.putPending(original, bytes))
    } catch (error) {
      abortPreparation.abort(error)
    }
    try {
      const { pages, refused } = await prepared
      return transact(store, () => {
        table.getOpenKind(applicationId)
        for (const page of pages) addPage(page, pages.length + refused.length)
        blobs.resolvePending(original)
        audit()
        return { ...result, refused }
      })
    } catch (error) {
      // A store that has been closed meanwhile lets it go when it is opened.
      if (store.open) transact(store, () => blobs.resolvePending(original))
      throw error
    }
  }
}
