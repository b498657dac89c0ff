import { drawKk } from './draw-kk.ts'
import { drawKtp } from './draw-ktp.ts'
import type { SpecimenDrawing } from './messages.ts'
import type { RenderedPage } from './render-svg.ts'
import { defaultStyle, type SpecimenStyle } from './style.ts'

/** Dots per inch in which a card is drawn: a scanner's usual choices. */
const drawnDpi = { kk: 200, ktp: 300 } as const

/**
 * The picture of an invented card as a scanner would give it: KTP 1011 x 638 pixels (300 dpi), KK 2339 x 1654
 * (A4 at 200 dpi). It takes up to half a second of the calling thread: in the application, ask
 * `Imaging.drawSpecimen`. @returns a JPEG
 */
export async function renderSpecimen(
  drawing: SpecimenDrawing,
  style: SpecimenStyle = defaultStyle,
): Promise<Uint8Array> {
  const dpi = drawnDpi[drawing.document]
  const { data, width, height } = await rasterSpecimen(drawing, style, dpi)
  const { default: sharp } = await import('sharp')
  return sharp(data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .withMetadata({ density: dpi })
    .jpeg({ quality: 88 })
    .toBuffer()
}

/** The same as pixels, at any number of dots per inch. */
export async function rasterSpecimen(
  drawing: SpecimenDrawing,
  style: SpecimenStyle,
  dpi: number,
): Promise<RenderedPage> {
  // Only the process that draws loads the rendering libraries: families are invented without them.
  const { renderSvg } = await import('./render-svg.ts')
  const svg = drawing.document === 'kk' ? drawKk(drawing, style) : drawKtp(drawing, style)
  const faces = [style.text, style.numbers, style.nik]
  const files = new Set(faces.flatMap((face) => face.files))
  return renderSvg(svg, [...files], dpi / drawnDpi[drawing.document])
}
