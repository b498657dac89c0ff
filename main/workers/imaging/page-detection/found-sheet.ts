import type { Corners } from '../../../../shared/area.ts'
import type { Image } from '../../pixels/image.ts'

/** A card (85.6 x 54 mm), a sheet of paper, or no outline at all: then the picture itself is the page. */
export type Outline = 'card' | 'sheet' | 'whole'

/** A card or sheet as it lies in a picture. */
export interface SheetPosition {
  outline: Outline
  /** Clockwise, beginning at the corner that is top left in the picture; `turnCorners` once the page is upright. */
  corners: Corners
  /** Pixels of the picture per inch of the sheet; null where nothing tells its size. */
  dotsPerInch: number | null
  /** Part of the outline, 0 to 1, that lies outside the picture. */
  cutPart: number
}

export interface FoundSheet extends SheetPosition {
  /** The sheet alone: straight, without perspective, not upright yet. */
  pixels: Image
}
