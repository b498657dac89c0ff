import type { Corners } from '../../shared/area.ts'
import type { CallOutput } from '../../shared/contract/contract.ts'
import type { DocumentKind } from '../../shared/form.ts'
import { Problem } from '../../shared/problems.ts'
import type { Actor } from '../journal/actor.ts'
import type { Journal } from '../journal/journal.ts'
import { type Clock, moment } from '../store/clock.ts'
import { type Store, transact } from '../store/store.ts'
import type { ImagingClient } from '../workers/imaging/client.ts'
import type { OcrClient } from '../workers/ocr/client.ts'
import { createBlobStore, type StoredPicture, type StoredPictureSize } from './blob-store.ts'
import { type ImportedPages, createPageImport } from './import-pages.ts'
import { createOriginalPictures } from './original-pictures.ts'
import type { PackedPages } from './packed-pages.ts'
import type { StoredPage } from './page-row.ts'
import { createPageTable } from './page-table.ts'
import { createPageTransfer } from './page-transfer.ts'
import { createReadingTable } from './reading-table.ts'
import { createReadings } from './readings.ts'
import { createPageReprocessing } from './reprocess-page.ts'

/**
 * The pages of applications: stored encrypted under the hash of what they are, never as a file. They change
 * only while the application is open (draf, dikembalikan); otherwise each act throws `application-closed`.
 */
export interface Documents {
  /**
   * Adds the pages of one file, `document` where the clerk said what it is. They are durably stored when this
   * resolves, and read afterwards. Throws what `Imaging.prepare` throws; where only some pages cannot be used,
   * those are in `refused`.
   */
  add(
    actor: Actor,
    applicationId: string,
    bytes: Uint8Array,
    document: DocumentKind | null,
  ): Promise<ImportedPages>
  describe(actor: Actor, pageId: string, document: DocumentKind, memberId: string | null): StoredPage
  /** Clockwise, by 1 to 3 quarters of what is seen now; made anew from the original. Throws `original-gone`. */
  turn(actor: Actor, pageId: string, quarterTurns: number): Promise<StoredPage>
  /** Cuts the page out of its original anew, by corners that a person has set. Throws `original-gone`. */
  crop(actor: Actor, pageId: string, corners: Corners): Promise<StoredPage>
  remove(actor: Actor, pageId: string): void
  /** Takes a removal back; possible until the application is submitted. */
  restore(actor: Actor, pageId: string): StoredPage
  list(applicationId: string): StoredPage[]
  /** What was read from the pages so far; nothing of an application that is decided. */
  readings(applicationId: string): CallOutput<'pages.readings'>
  /** Reads next what has not been read of an application: somebody looks at it. */
  prioritiseReading(applicationId: string): void
  /**
   * A page's picture, or the one that it was cut out of, and the application it belongs to for the access log.
   * Throws `page-not-found`, `original-gone`.
   */
  readScan(pageId: string, size: StoredPictureSize | 'original'): Promise<StoredPicture & { applicationId: string }>
  /** Sees whose cards were read, now that members have their NIK; within the transaction that saves the form. */
  onFormSaved(applicationId: string): void
  /** Ends the time in which a removal can be taken back; within the transaction of the submission. */
  purgeRemoved(applicationId: string): void
  /**
   * Lets everything go that only an undecided application needs: removed pages, the files that pages were made
   * from, and what was read. Within the transaction that approves, refuses or cancels it.
   */
  discardWorkingFiles(applicationId: string): void
  /** The pages of an application for another office to look at. */
  pack(applicationId: string): PackedPages
  /**
   * Puts the pages that another office has sent in the place of those that are here; within the transaction that
   * takes the application in. Throws where they belong to another application.
   */
  unpack(applicationId: string, packed: PackedPages): void
  /** Ends reading in the background, before the store is closed. */
  stop(): Promise<void>
}

export interface DocumentsDependencies {
  store: Store
  journal: Journal
  imaging: Pick<ImagingClient, 'prepare' | 'cut' | 'show' | 'start'>
  ocr: Pick<OcrClient, 'read' | 'prepare'>
  /** Whether pages are read as they come; otherwise only when somebody asks for what was read. */
  readOnArrival: boolean
  clock: Clock
  /** Told when reading has told more of pages. */
  onChange: () => void
  /** Told of what nobody foresaw in the background. */
  report: (error: unknown) => void
}

export function createDocuments(dependencies: DocumentsDependencies): Documents {
  const { store, journal, imaging, clock } = dependencies
  const table = createPageTable(store)
  const blobs = createBlobStore(store)
  const add = createPageImport({ ...dependencies, table, blobs })
  const reprocessing = createPageReprocessing({ ...dependencies, table, blobs })
  const readings = createReadings({ ...dependencies, table, blobs })
  const transfer = createPageTransfer({ ...dependencies, table, blobs, readings: createReadingTable(store) })
  const showOriginal = createOriginalPictures(imaging)
  transact(store, blobs.deletePending)
  readings.start()

  function audit(actor: Actor, action: string, applicationId: string, detail: Record<string, string>) {
    journal.audit({ actor: actor.id, action, subject: applicationId, detail })
  }

  async function queueReading(reprocessed: Promise<StoredPage>): Promise<StoredPage> {
    const page = await reprocessed
    readings.enqueue([page.id])
    return page
  }

  function purgeRemoved(applicationId: string): void {
    for (const page of table.rows(applicationId)) {
      if (page.removedAt === null) continue
      table.delete(page.id)
      blobs.deleteUnusedScan(page.scan)
      if (page.original) blobs.deleteUnusedOriginal(page.original)
    }
  }

  return {
    async add(actor, applicationId, bytes, document) {
      const result = await add(actor, applicationId, bytes, document)
      readings.enqueue(result.added.map((page) => page.id))
      return result
    },

    describe(actor, pageId, document, memberId) {
      return transact(store, () => {
        const page = table.getOpenRow(pageId)
        table.describe(pageId, document, memberId, 'all')
        audit(actor, 'pages.describe', page.applicationId, { page: pageId, document })
        return table.getRecord(pageId)
      })
    },

    turn: (actor, pageId, quarterTurns) => queueReading(reprocessing.turn(actor, pageId, quarterTurns)),
    crop: (actor, pageId, corners) => queueReading(reprocessing.crop(actor, pageId, corners)),

    remove(actor, pageId) {
      transact(store, () => {
        const page = table.getOpenRow(pageId)
        if (page.removedAt !== null) return
        table.setRemoved(pageId, moment(clock))
        audit(actor, 'pages.remove', page.applicationId, { page: pageId })
      })
    },

    restore(actor, pageId) {
      const restored = transact(store, () => {
        const page = table.getOpenRow(pageId)
        if (page.removedAt !== null) {
          table.setRemoved(pageId, null)
          audit(actor, 'pages.restore', page.applicationId, { page: pageId })
        }
        return table.getRecord(pageId)
      })
      readings.enqueue([pageId])
      return restored
    },

    list: table.records,
    readings: readings.list,
    prioritiseReading: readings.prioritise,
    onFormSaved: readings.onFormSaved,

    async readScan(pageId, size) {
      const { applicationId, scan, original, picture } = table.getRow(pageId)
      if (size !== 'original') return { ...blobs.getPicture(scan, size), applicationId }
      if (original === null) throw new Problem('original-gone')
      const shown = await showOriginal(original, picture, () => blobs.getOriginal(original))
      return { ...shown, applicationId }
    },

    purgeRemoved,

    discardWorkingFiles(applicationId) {
      purgeRemoved(applicationId)
      readings.deleteByApplication(applicationId)
      const originals = table.rows(applicationId).flatMap((page) => page.original ?? [])
      table.detachOriginals(applicationId)
      for (const original of originals) blobs.deleteUnusedOriginal(original)
    },

    pack: transfer.pack,
    unpack(applicationId, packed) {
      transfer.unpack(applicationId, packed)
      readings.enqueue(packed.pages.map(({ id }) => id))
    },

    stop: readings.stop,
  }
}
