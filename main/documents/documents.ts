import type { DocumentKind } from '../../shared/form.ts'
import type { PageRecord } from '../../shared/record.ts'
import type { Actor, Journal } from '../journal/journal.ts'
import { type Clock, moment } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'
import { getRule } from '../store/rules.ts'
import { type Store, transact } from '../store/store.ts'
import { guessDocument } from './guess-document.ts'
import type { PreparedPage } from './imaging.ts'
import { createPageTable } from './page-table.ts'
import { createShelf, type Picture, type PictureSize } from './shelf.ts'
import { createTurning, type Decoding } from './turning.ts'

/**
 * The pages of applications: stored encrypted under the hash of what they are, never as a file. They change
 * only while the application is open (draf, dikembalikan); otherwise each act throws `application-closed`.
 */
export interface Documents {
  /**
   * Adds the pages of one file, `document` where the clerk said what it is. A page that is on this application
   * already is not added again but counted in `alreadyThere`. Throws what `Imaging.prepare` throws.
   */
  add(
    actor: Actor,
    applicationId: string,
    bytes: Uint8Array,
    document: DocumentKind | null,
  ): Promise<{ added: PageRecord[]; alreadyThere: number }>
  describe(actor: Actor, pageId: string, document: DocumentKind, memberId: string | null): PageRecord
  /** Clockwise, by 1 to 3 quarters of what is seen now. */
  turn(actor: Actor, pageId: string, quarterTurns: number): Promise<PageRecord>
  remove(actor: Actor, pageId: string): void
  /** Takes a removal back; possible until the application is submitted. */
  restore(actor: Actor, pageId: string): PageRecord
  list(applicationId: string): PageRecord[]
  /** A page's picture, and the application it belongs to for the access log. Throws `page-not-found`. */
  readScan(pageId: string, size: PictureSize): Picture & { applicationId: string }
  /** Ends the time in which a removal can be taken back; within the transaction of the submission. */
  forgetRemoved(applicationId: string): void
  /**
   * Lets everything go that only an open application needs: removed pages, and the files that pages were made
   * from. Within the transaction that approves, refuses or cancels it.
   */
  close(applicationId: string): void
}

export interface DocumentsNeeds {
  store: Store
  journal: Journal
  imaging: Decoding
  clock: Clock
}

export function createDocuments(needs: DocumentsNeeds): Documents {
  const { store, journal, imaging, clock } = needs
  const table = createPageTable(store)
  const shelf = createShelf(store)

  function audit(
    actor: Actor,
    action: string,
    applicationId: string,
    detail: Record<string, string | number>,
  ) {
    journal.audit({ actor: actor.id, action, subject: applicationId, detail })
  }

  /** Stores one page, or gives undefined where its picture is on this application already. */
  function addPage(
    applicationId: string,
    page: PreparedPage,
    original: Uint8Array | null,
    document: DocumentKind,
  ): PageRecord | undefined {
    const scan = shelf.keepScan(page)
    const same = table.findSameScan(applicationId, scan)
    if (same) {
      if (same.removedAt === null) return undefined
      table.setRemoved(same.id, null)
      return table.getRecord(same.id)
    }
    const id = newId()
    table.append({
      id,
      applicationId,
      document,
      scan,
      original: original && shelf.keepOriginal(original),
      quarterTurns: 0,
      addedAt: moment(clock),
    })
    return table.getRecord(id)
  }

  function forgetRemoved(applicationId: string): void {
    for (const page of table.rows(applicationId)) {
      if (page.removedAt === null) continue
      table.delete(page.id)
      shelf.dropScan(page.scan)
      if (page.original) shelf.dropOriginal(page.original)
    }
  }

  return {
    async add(actor, applicationId, bytes, document) {
      table.getOpenKind(applicationId)
      const prepared = await imaging.prepare(bytes)
      return transact(store, () => {
        const rule = getRule(store, table.getOpenKind(applicationId))
        const present = table.records(applicationId).map((page) => page.document)
        const added: PageRecord[] = []
        for (const page of prepared) {
          // A file of several pages is no page's original: turning would find the first page in it.
          const original = prepared.length === 1 ? page.original : null
          const stored = addPage(applicationId, page, original, document ?? guessDocument(rule, present))
          if (!stored) continue
          added.push(stored)
          present.push(stored.document)
        }
        if (added.length > 0) audit(actor, 'pages.add', applicationId, { pages: added.length })
        return { added, alreadyThere: prepared.length - added.length }
      })
    },

    describe(actor, pageId, document, memberId) {
      return transact(store, () => {
        const page = table.getOpenRow(pageId)
        table.describe(pageId, document, memberId)
        audit(actor, 'pages.describe', page.applicationId, { page: pageId, document })
        return table.getRecord(pageId)
      })
    },

    turn: createTurning({ store, journal, imaging, table, shelf }),

    remove(actor, pageId) {
      transact(store, () => {
        const page = table.getOpenRow(pageId)
        if (page.removedAt !== null) return
        table.setRemoved(pageId, moment(clock))
        audit(actor, 'pages.remove', page.applicationId, { page: pageId })
      })
    },

    restore(actor, pageId) {
      return transact(store, () => {
        const page = table.getOpenRow(pageId)
        if (page.removedAt !== null) {
          table.setRemoved(pageId, null)
          audit(actor, 'pages.restore', page.applicationId, { page: pageId })
        }
        return table.getRecord(pageId)
      })
    },

    list: table.records,

    readScan(pageId, size) {
      const page = table.getRow(pageId)
      return { ...shelf.getPicture(page.scan, size), applicationId: page.applicationId }
    },

    forgetRemoved,

    close(applicationId) {
      forgetRemoved(applicationId)
      const originals = table.rows(applicationId).flatMap((page) => page.original ?? [])
      table.letGoOriginals(applicationId)
      for (const original of originals) shelf.dropOriginal(original)
    },
  }
}

export { createImaging, type Imaging, type StartImagingProcess } from './imaging.ts'
export { startImagingInNode } from './imaging-in-node.ts'
