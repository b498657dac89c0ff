import { drawKk } from './draw-kk.ts'
import { drawKtp } from './draw-ktp.ts'
import type { SpecimenDrawing } from './drawing.ts'

/**
 * The picture of an invented card as a scanner would give it: KTP 1011 x 638 pixels (300 dpi), KK 2339 x 1654
 * (A4 at 200 dpi). It takes up to half a second of the calling thread: in the application, ask
 * `Imaging.drawSpecimen`. @returns a JPEG
 */
export async function renderSpecimen(drawing: SpecimenDrawing): Promise<Uint8Array> {
  // The renderer's libraries are loaded by whoever draws, and nowhere else: families are invented without them.
  const { renderSvg } = await import('./render.ts')
  return drawing.document === 'kk' ? renderSvg(drawKk(drawing), 200) : renderSvg(drawKtp(drawing), 300)
}

export { SpecimenDrawing, specimenDrawings } from './drawing.ts'
export { type InventionOptions, inventFamilies } from './invent-families.ts'
export type { SpecimenFamily } from './specimen-family.ts'
