import { Corners } from '../../shared/area.ts'
import type { DocumentKind } from '../../shared/form.ts'
import { PageQuality } from '../../shared/page-quality.ts'
import { type QuarterTurns, turnCorners } from '../../shared/quarter-turns.ts'
import type { PageRecord } from '../../shared/record.ts'

/** A page as everybody else knows it: what travels with the application, and what only this office keeps. */
export interface StoredPage extends PageRecord {
  quality: PageQuality | null
  /** On the original, upright; null where that is not kept (any more). */
  corners: Corners | null
}

/** Where a page was cut out of a file. */
export interface PageCrop {
  /** Which picture of the file, from 0. */
  picture: number
  corners: Corners
  /** Clockwise, by a person, after it was cut out. */
  quarterTurns: QuarterTurns
}

/** A page as it is stored, without its picture. */
export interface PageRow extends PageCrop {
  id: string
  applicationId: string
  document: DocumentKind
  memberId: string | null
  labelledBy: LabelledBy
  scan: string
  original: string | null
  quality: PageQuality | null
  removedAt: string | null
}

/** How much a person has said of what a page is: nothing, which document, or all there is to say. */
export type LabelledBy = 'nothing' | 'document' | 'all'

export interface NewPage extends Omit<PageRow, 'memberId'> {
  original: string
  quality: PageQuality
  /** Which page of its file it is, from 0, and how many those are. */
  filePage: number
  filePages: number
  addedAt: string
}

/** A page as another office has sent it: described by its people, its original kept there. */
export type ReceivedPage = Pick<
  PageRow,
  'id' | 'applicationId' | 'document' | 'memberId' | 'scan' | 'quality'
> &
  Pick<NewPage, 'addedAt'>

/** A row with its JSON columns as text. */
export type StoredJson<Row> = Omit<Row, 'corners' | 'quality'> & { corners: string; quality: string | null }

export interface StoredRecord extends PageRecord {
  quality: string | null
  corners: string
  quarterTurns: QuarterTurns
  kept: 0 | 1
}

export const parseRow = (page: StoredJson<PageRow>): PageRow => ({
  ...page,
  corners: Corners.parse(JSON.parse(page.corners)),
  quality: parseQuality(page.quality),
})

export function parseRecord({ corners, quarterTurns, kept, quality, ...page }: StoredRecord): StoredPage {
  return {
    ...page,
    quality: parseQuality(quality),
    corners: kept === 1 ? turnCorners(Corners.parse(JSON.parse(corners)), quarterTurns) : null,
  }
}

const parseQuality = (json: string | null): PageQuality | null =>
  json === null ? null : PageQuality.parse(JSON.parse(json))
