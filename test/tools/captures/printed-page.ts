import type { Random } from '../../../main/specimens/random.ts'
import { rasterSpecimen } from '../../../main/workers/specimens/render-specimen.ts'
import type { RenderedPage } from '../../../main/workers/specimens/render-svg.ts'
import type { CaptureSet } from './faces.ts'
import { pickKk, pickKtp, type Truth, truthOf } from './ground-truth.ts'
import { inventStyle } from './print.ts'
import type { PixelPoint } from './quad.ts'

/** Sizes in inches: ID-1 (ISO 7810), and A4 on its side. */
export const cardInches = { width: 3.37, height: 2.126 } as const
export const sheetInches = { width: 11.69, height: 8.27 } as const

/** A card or sheet in the hand, not yet in front of any device. */
export interface PrintedPage {
  page: RenderedPage
  truth: Truth
  numberAt: PixelPoint
  inches: { width: number; height: number }
  /** Radius of its corners, in its pixels. */
  round: number
}

/** @param dpi how fine it is drawn: about as fine as the capture will be, or a little more */
export async function printKtp(random: Random, set: CaptureSet, dpi: number): Promise<PrintedPage> {
  const style = inventStyle(random, set)
  const drawing = pickKtp(random, set)
  const { valueX, nik } = style.ktp
  return {
    page: await rasterSpecimen(drawing, style, dpi),
    truth: truthOf(drawing),
    numberAt: { x: (valueX + 200) / 1011, y: (nik.y + 10) / 638 },
    inches: cardInches,
    round: dpi * 0.1,
  }
}

export async function printKk(random: Random, set: CaptureSet, dpi: number): Promise<PrintedPage> {
  const style = inventStyle(random, set)
  const drawing = pickKk(random, set)
  return {
    page: await rasterSpecimen(drawing, style, dpi),
    truth: truthOf(drawing),
    numberAt: { x: 0.3, y: 0.31 },
    inches: sheetInches,
    round: 0,
  }
}
