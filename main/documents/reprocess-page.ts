import type { Corners } from '../../shared/area.ts'
import { Problem } from '../../shared/problems.ts'
import { addQuarterTurns, turnCorners } from '../../shared/quarter-turns.ts'
import type { Actor } from '../journal/actor.ts'
import type { Journal } from '../journal/journal.ts'
import { readSetting } from '../store/settings.ts'
import { type Store, transact } from '../store/store.ts'
import type { ImagingClient } from '../workers/imaging/client.ts'
import type { BlobStore } from './blob-store.ts'
import type { PageCrop, PageRow, StoredPage } from './page-row.ts'
import type { PageTable } from './page-table.ts'

export interface PageReprocessingDependencies {
  store: Store
  journal: Journal
  imaging: Pick<ImagingClient, 'cut'>
  table: PageTable
  blobs: BlobStore
}

/**
 * Makes pages anew from the file that they came in, so that turning round and round or moving a corner again and
 * again never costs sharpness. Throws `page-not-found`, `application-closed`, `original-gone`, and what
 * `Imaging.cut` throws.
 */
export function createPageReprocessing({
  store,
  journal,
  imaging,
  table,
  blobs,
}: PageReprocessingDependencies) {
  async function reprocess(
    actor: Actor,
    action: string,
    pageId: string,
    change: (page: PageRow) => PageCrop,
  ): Promise<StoredPage> {
    for (;;) {
      const page = table.getOpenRow(pageId)
      if (page.removedAt !== null) throw new Problem('page-not-found')
      if (page.original === null) throw new Problem('original-gone')
      const crop = change(page)
      const picture = await imaging.cut(
        blobs.getOriginal(page.original),
        { picture: crop.picture, corners: turnCorners(crop.corners, crop.quarterTurns) },
        readSetting(store, 'scanning').quality,
      )
      const stored = transact(store, () => {
        // Two quick presses of the key decode side by side: the later one starts again from the earlier's page.
        if (table.getOpenRow(pageId).scan !== page.scan) return undefined
        table.reprocess(pageId, blobs.putScan(picture), crop, picture.quality)
        blobs.deleteUnusedScan(page.scan)
        journal.audit({ actor: actor.id, action, subject: page.applicationId, detail: { page: pageId } })
        return table.getRecord(pageId)
      })
      if (stored) return stored
    }
  }

  return {
    /** Clockwise, by 1 to 3 quarters of what is seen now. */
    turn: (actor: Actor, pageId: string, quarterTurns: number): Promise<StoredPage> =>
      reprocess(actor, 'pages.turn', pageId, (page) => ({
        ...page,
        quarterTurns: addQuarterTurns(page.quarterTurns, quarterTurns),
      })),
    /** By corners that a person has set: those of the upright page, in fractions of the original picture. */
    crop: (actor: Actor, pageId: string, corners: Corners): Promise<StoredPage> =>
      reprocess(actor, 'pages.crop', pageId, ({ picture }) => ({ picture, corners, quarterTurns: 0 })),
  }
}
