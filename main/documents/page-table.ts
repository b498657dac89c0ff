import type { DocumentKind } from '../../shared/form.ts'
import type { PageQuality } from '../../shared/page-quality.ts'
import type { Store } from '../store/store.ts'
import { createPageQueries } from './page-queries.ts'
import type { LabelledBy, NewPage, PageCrop, ReceivedPage, StoredJson } from './page-row.ts'

/** The queries and changes of the table of pages, prepared once. */
export type PageTable = ReturnType<typeof createPageTable>

export function createPageTable(store: Store) {
  const nextPosition = store
    .prepare<[string], number>('SELECT COALESCE(MAX(position), -1) + 1 FROM pages WHERE application_id = ?')
    .pluck()
  const insert = store.prepare<StoredJson<NewPage> & { position: number }>(
    `INSERT INTO pages (id, application_id, document, member_id, labelled, position, scan, original, picture, corners,
                        quarter_turns, quality, file_page, file_pages, added_at, removed_at)
     VALUES (:id, :applicationId, :document, NULL, :labelledBy, :position, :scan, :original, :picture, :corners,
             :quarterTurns, :quality, :filePage, :filePages, :addedAt, :removedAt)`,
  )
  const insertReceived = store.prepare<
    Omit<ReceivedPage, 'quality'> & { quality: string | null; position: number }
  >(
    `INSERT INTO pages (id, application_id, document, member_id, labelled, position, scan, original, quarter_turns,
                        quality, added_at, removed_at)
     VALUES (:id, :applicationId, :document, :memberId, 'all', :position, :scan, NULL, 0, :quality, :addedAt, NULL)`,
  )
  const describe = store.prepare<[DocumentKind, string | null, LabelledBy, string]>(
    'UPDATE pages SET document = ?, member_id = ?, labelled = ? WHERE id = ?',
  )
  const reprocess = store.prepare<[string, string, number, string, string]>(
    'UPDATE pages SET scan = ?, corners = ?, quarter_turns = ?, quality = ? WHERE id = ?',
  )
  const setRemoved = store.prepare<[string | null, string]>('UPDATE pages SET removed_at = ? WHERE id = ?')
  const remove = store.prepare<[string]>('DELETE FROM pages WHERE id = ?')
  const detachOriginals = store.prepare<[string]>(
    'UPDATE pages SET original = NULL WHERE application_id = ? AND original IS NOT NULL',
  )

  return {
    ...createPageQueries(store),
    append(page: NewPage): void {
      const position = nextPosition.get(page.applicationId) ?? 0
      const corners = JSON.stringify(page.corners)
      insert.run({ ...page, corners, quality: JSON.stringify(page.quality), position })
    },
    appendReceived(page: ReceivedPage): void {
      const position = nextPosition.get(page.applicationId) ?? 0
      insertReceived.run({ ...page, quality: page.quality && JSON.stringify(page.quality), position })
    },
    describe(pageId: string, document: DocumentKind, memberId: string | null, labelledBy: LabelledBy): void {
      describe.run(document, memberId, labelledBy, pageId)
    },
    reprocess(pageId: string, scan: string, { corners, quarterTurns }: PageCrop, quality: PageQuality): void {
      reprocess.run(scan, JSON.stringify(corners), quarterTurns, JSON.stringify(quality), pageId)
    },
    setRemoved: (pageId: string, at: string | null) => setRemoved.run(at, pageId),
    delete: (pageId: string) => remove.run(pageId),
    detachOriginals: (applicationId: string) => detachOriginals.run(applicationId),
  }
}
