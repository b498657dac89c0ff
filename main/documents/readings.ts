import type { CallOutput } from '../../shared/contract/contract.ts'
import type { DocumentKind } from '../../shared/form.ts'
import type { PageReading } from '../../shared/reading.ts'
import { isUndecided } from '../../shared/status.ts'
import { type Clock, moment } from '../store/clock.ts'
import { getRule } from '../store/rules.ts'
import { type Store, transact } from '../store/store.ts'
import type { ImagingClient } from '../workers/imaging/client.ts'
import type { OcrClient } from '../workers/ocr/client.ts'
import { createMemberAssignment } from './assign-members.ts'
import type { BlobStore } from './blob-store.ts'
import { guessDocument } from './guess-document.ts'
import type { PageRow } from './page-row.ts'
import type { PageTable } from './page-table.ts'
import { createReadingQueue } from './reading-queue.ts'
import { createReadingTable } from './reading-table.ts'
import { findSameCards } from './same-cards.ts'

export interface ReadingsDependencies {
  store: Store
  clock: Clock
  imaging: Pick<ImagingClient, 'start'>
  ocr: Pick<OcrClient, 'read' | 'prepare'>
  /** Whether pages are read as they come; otherwise only when somebody asks for what was read. */
  readOnArrival: boolean
  /** Told when more is known of pages than before. */
  onChange: () => void
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
  enqueue(pageIds: readonly string[]): void
  /** What has been read so far; nothing where the application is decided. */
  list(applicationId: string): CallOutput<'pages.readings'>
  /** What has not been read of an application is read next: somebody looks at it. */
  prioritise(applicationId: string): void
  /** Members of the form may be those of cards that were read before; within the transaction that saves it. */
  onFormSaved(applicationId: string): void
  /** Within the transaction that decides or cancels the application. */
  deleteByApplication(applicationId: string): void
  stop(): Promise<void>
}

export function createReadings(dependencies: ReadingsDependencies): Readings {
  const { store, clock, imaging, ocr, readOnArrival, onChange, report, table, blobs } = dependencies
  const readings = createReadingTable(store)
  const assignMembers = createMemberAssignment({ store, table, readings })
  const queue = createReadingQueue({ ocr, findUnread, save, report })

  function findUnread(pageId: string) {
    const page = table.findRow(pageId)
    if (!page || page.removedAt !== null || readings.isRead(pageId, page.scan)) return undefined
    if (!isUndecided(table.getStatus(page.applicationId))) return undefined
    return { scan: page.scan, bytes: blobs.getPicture(page.scan, 'page').bytes }
  }

  function save(pageId: string, scan: string, reading: PageReading | null): void {
    transact(store, () => {
      const page = table.findRow(pageId)
      // Decided, turned or taken away while it was read.
      if (!page || page.scan !== scan || !isUndecided(table.getStatus(page.applicationId))) return
      readings.put({ pageId, scan, reading, readAt: moment(clock) })
      if (reading && page.labelledBy === 'nothing') {
        table.describe(pageId, documentRead(page, reading), page.memberId, page.labelledBy)
      }
      assignMembers(page.applicationId)
    })
    onChange()
  }

  /** What was guessed of a page that nobody had looked at gives way to what it was read as. */
  function documentRead(page: PageRow, reading: PageReading): DocumentKind {
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

    enqueue(pageIds) {
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

    prioritise(applicationId) {
      // Whoever looks at an application that is open may be about to add a page.
      if (isUndecided(table.getStatus(applicationId))) {
        imaging.start()
        ocr.prepare()
      }
      const read = new Set(readings.list(applicationId).map(({ pageId }) => pageId))
      queue.prioritise(table.records(applicationId).flatMap(({ id }) => (read.has(id) ? [] : id)))
    },

    onFormSaved(applicationId) {
      if (assignMembers(applicationId)) onChange()
    },

    deleteByApplication: readings.deleteByApplication,
    stop: queue.stop,
  }
}

const stateOf = (reading: PageReading | null | undefined): 'waiting' | 'read' | 'failed' =>
  reading === undefined ? 'waiting' : reading === null ? 'failed' : 'read'
