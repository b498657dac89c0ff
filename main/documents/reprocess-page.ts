import type { Corners } from '../../shared/area.ts'
import { Problem } from '../../shared/problems.ts'
import { addQuarterTurns, turnCorners } from '../../shared/quarter-turns.ts'
import type { Actor } from '../journal/actor.ts'
import type { Journal } from '../journal/journal.ts'
import { readSetting } from '../store/settings.ts'
import { type Store, transact } from '../store/store.ts'
import type { Imaging } from '../workers/imaging/client.ts'
import type { BlobStore } from './blob-store.ts'
import type { Cutting, PageRow, PageTable, StoredPage } from './page-table.ts'

export interface RemakingDependencies {
  store: Store
  journal: Journal
  imaging: Pick<Imaging, 'cut'>
  table: PageTable
  blobs: BlobStore
}

/**
 * Makes pages anew from the file that they came in, so that turning round and round or moving a corner again and
 * again never costs sharpness. Throws `page-not-found`, `application-closed`, `original-gone`, and what
 * `Imaging.cut` throws.
 */
export function createPageReprocessing({ store, journal, imaging, table, blobs }: RemakingDependencies) {
  async function remake(
    actor: Actor,
    action: string,
    pageId: string,
    change: (page: PageRow) => Cutting,
  ): Promise<StoredPage> {
    for (;;) {
      const page = table.getOpenRow(pageId)
      if (page.removedAt !== null) throw new Problem('page-not-found')
      if (page.original === null) throw new Problem('original-gone')
      const cutting = change(page)
      const made = await imaging.cut(
        blobs.getOriginal(page.original),
        { picture: cutting.picture, corners: turnCorners(cutting.corners, cutting.quarterTurns) },
        readSetting(store, 'scanning').quality,
      )
      const stored = transact(store, () => {
        // Two quick presses of the key decode side by side: the later one starts again from the earlier's page.
        if (table.getOpenRow(pageId).scan !== page.scan) return undefined
        table.remake(pageId, blobs.keepScan(made), cutting, made.quality)
        blobs.dropScan(page.scan)
        journal.audit({ actor: actor.id, action, subject: page.applicationId, detail: { page: pageId } })
        return table.getRecord(pageId)
      })
      if (stored) return stored
    }
  }

  return {
    /** Clockwise, by 1 to 3 quarters of what is seen now. */
    turn: (actor: Actor, pageId: string, quarterTurns: number): Promise<StoredPage> =>
      remake(actor, 'pages.turn', pageId, (page) => ({
        ...page,
        quarterTurns: addQuarterTurns(page.quarterTurns, quarterTurns),
      })),
    /** By corners that a person has set: those of the upright page, in fractions of the original picture. */
    crop: (actor: Actor, pageId: string, corners: Corners): Promise<StoredPage> =>
      remake(actor, 'pages.crop', pageId, ({ picture }) => ({ picture, corners, quarterTurns: 0 })),
  }
}
