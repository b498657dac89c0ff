import type { CallOutput } from '../../shared/contract/contract.ts'
import type { DocumentKind } from '../../shared/form.ts'
import type { PageReading } from '../../shared/reading.ts'
import { isUndecided } from '../../shared/status.ts'
import { type Clock, moment } from '../store/clock.ts'
import { getRule } from '../store/rules.ts'
import { type Store, transact } from '../store/store.ts'
import type { Imaging } from '../workers/imaging/client.ts'
import type { Reading } from '../workers/ocr/client.ts'
import type { BlobStore } from './blob-store.ts'
import { guessDocument } from './guess-document.ts'
import { createMembers } from './members.ts'
import type { PageRow, PageTable } from './page-table.ts'
import { createReadingQueue } from './reading-queue.ts'
import { createReadingTable } from './reading-table.ts'
import { findSameCards } from './same-cards.ts'

export interface ReadingsDependencies {
  store: Store
  clock: Clock
  imaging: Pick<Imaging, 'start'>
  reading: Pick<Reading, 'read' | 'prepare'>
  /** Whether pages are read as they come; otherwise only when somebody asks for what was read. */
  readOnArrival: boolean
  /** Told when more is known of pages than before. */
  changed: () => void
  /** Told of what nobody foresaw. */
  report: (error: unknown) => void
  table: PageTable
  blobs: BlobStore
}

/** What is read by machine from the pages of applications that are not decided yet. */
export interface Readings {
  /** Begins with what was left unread when the application ended. */
  start(): void
  /** Pages that are new, or have another picture than before. */
  arrived(pageIds: readonly string[]): void
  /** What has been read so far; nothing where the application is decided. */
  list(applicationId: string): CallOutput<'pages.readings'>
  /** What has not been read of an application is read next: somebody looks at it. */
  readNow(applicationId: string): void
  /** Members of the form may be those of cards that were read before; within the transaction that saves it. */
  formSaved(applicationId: string): void
  /** Within the transaction that decides or cancels the application. */
  forget(applicationId: string): void
  stop(): Promise<void>
}

export function createReadings(dependencies: ReadingsDependencies): Readings {
  const { store, clock, imaging, reading, readOnArrival, changed, report, table, blobs } = dependencies
  const readings = createReadingTable(store)
  const findMembers = createMembers({ store, table, readings })
  const queue = createReadingQueue({ reading, findUnread, keep, report })

  function findUnread(pageId: string) {
    const page = table.findRow(pageId)
    if (!page || page.removedAt !== null || readings.isRead(pageId, page.scan)) return undefined
    if (!isUndecided(table.getStatus(page.applicationId))) return undefined
    return { scan: page.scan, bytes: blobs.getPicture(page.scan, 'page').bytes }
  }

  function keep(pageId: string, scan: string, reading: PageReading | null): void {
    transact(store, () => {
      const page = table.findRow(pageId)
      // Decided, turned or taken away while it was read.
      if (!page || page.scan !== scan || !isUndecided(table.getStatus(page.applicationId))) return
      readings.put({ pageId, scan, reading, readAt: moment(clock) })
      if (reading && page.labelledBy === 'nothing') {
        table.describe(pageId, documentOf(page, reading), page.memberId, page.labelledBy)
      }
      findMembers(page.applicationId)
    })
    changed()
  }

  /** What was guessed of a page that nobody had looked at gives way to what it was read as. */
  function documentOf(page: PageRow, reading: PageReading): DocumentKind {
    if (reading.kind !== 'other') return reading.kind
    if (page.document !== 'ktp' && page.document !== 'kk') return page.document
    const others = table.records(page.applicationId).filter(({ id }) => id !== page.id)
    const rule = getRule(store, table.getKind(page.applicationId))
    const letters = rule.documents.filter(({ document }) => document !== 'ktp' && document !== 'kk')
    return guessDocument(
      { ...rule, documents: letters },
      others.map(({ document }) => document),
    )
  }

  return {
    start() {
      if (readOnArrival) queue.add(readings.unread())
    },

    arrived(pageIds) {
      if (readOnArrival) queue.add(pageIds)
    },

    list(applicationId) {
      if (!isUndecided(table.getStatus(applicationId))) return []
      const read = readings.list(applicationId)
      const byPage = new Map(read.map(({ pageId, reading }) => [pageId, reading]))
      const sameCards = findSameCards(read)
      return table.records(applicationId).map(({ id, document, memberId }) => ({
        pageId: id,
        document,
        memberId,
        state: stateOf(byPage.get(id)),
        reading: byPage.get(id) ?? null,
        sameAs: sameCards.get(id) ?? null,
      }))
    },

    readNow(applicationId) {
      // Whoever looks at an application that is open may be about to add a page.
      if (isUndecided(table.getStatus(applicationId))) {
        imaging.start()
        reading.prepare()
      }
      const read = new Set(readings.list(applicationId).map(({ pageId }) => pageId))
      queue.hurry(table.records(applicationId).flatMap(({ id }) => (read.has(id) ? [] : id)))
    },

    formSaved(applicationId) {
      if (findMembers(applicationId)) changed()
    },

    forget: readings.deleteOf,
    stop: queue.stop,
  }
}

const stateOf = (reading: PageReading | null | undefined): 'waiting' | 'read' | 'failed' =>
  reading === undefined ? 'waiting' : reading === null ? 'failed' : 'read'
