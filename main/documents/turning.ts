import { Problem } from '../../shared/problems.ts'
import type { PageRecord } from '../../shared/record.ts'
import type { Actor, Journal } from '../journal/journal.ts'
import { type Store, transact } from '../store/store.ts'
import { QuarterTurns } from './imaging/messages.ts'
import type { Imaging, PreparedPage } from './imaging.ts'
import type { PageTable } from './page-table.ts'
import type { Shelf } from './shelf.ts'

/** What pages need of the process that decodes pictures. */
export type Decoding = Pick<Imaging, 'prepare' | 'turn'>

export interface TurningNeeds {
  store: Store
  journal: Journal
  imaging: Decoding
  table: PageTable
  shelf: Shelf
}

/**
 * Turns a page by making it anew from its original, by all the turns since, so that turning round and round
 * never costs sharpness. Where no original was kept, the scan as it was before the first turn becomes one.
 */
export function createTurning({ store, journal, imaging, table, shelf }: TurningNeeds) {
  return async function turn(actor: Actor, pageId: string, quarterTurns: number): Promise<PageRecord> {
    for (;;) {
      const page = table.getOpenRow(pageId)
      if (page.removedAt !== null) throw new Problem('page-not-found')
      const original = page.original
        ? shelf.getOriginal(page.original)
        : shelf.getPicture(page.scan, 'page').bytes
      const total = (page.quarterTurns + quarterTurns) % 4
      const turned = await made(imaging, original, total)
      const stored = transact(store, () => {
        // Two quick presses of the key decode side by side: the later one starts again from the earlier's page.
        if (table.getOpenRow(pageId).scan !== page.scan) return undefined
        table.turn(pageId, shelf.keepScan(turned), shelf.keepOriginal(original), total)
        shelf.dropScan(page.scan)
        journal.audit({
          actor: actor.id,
          action: 'pages.turn',
          subject: page.applicationId,
          detail: { page: pageId, quarterTurns },
        })
        return table.getRecord(pageId)
      })
      if (stored) return stored
    }
  }
}

async function made(imaging: Decoding, original: Uint8Array, quarterTurns: number): Promise<PreparedPage> {
  if (quarterTurns !== 0) return imaging.turn(original, QuarterTurns.parse(quarterTurns))
  const [page] = await imaging.prepare(original)
  if (!page) throw new Problem('page-decoder-stopped')
  return page
}
