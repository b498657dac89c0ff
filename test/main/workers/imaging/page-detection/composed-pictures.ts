import { createRandom } from '../../../../../main/specimens/random.ts'
import type { Image } from '../../../../../main/workers/pixels/image.ts'
import type { Corners } from '../../../../../shared/area.ts'
import { drawPage } from '../../../../tools/captures/compose.ts'
import { type PrintedPage, printKk, printKtp } from '../../../../tools/captures/printed-page.ts'
import type { Quad } from '../../../../tools/captures/quad.ts'

export const renderKtp = (dpi: number, seed = 'ktp'): Promise<PrintedPage> =>
  printKtp(createRandom(`sheets/${seed}`), 'seen', dpi)
export const renderKk = (dpi: number): Promise<PrintedPage> => printKk(createRandom('sheets/kk'), 'seen', dpi)

export function compose(picture: Image, printed: PrintedPage, quad: Quad): void {
  drawPage(picture, printed.page, quad, printed.round)
}

/**
 * How far the corner that is worst found lies from the true one, in pixels, whichever of them comes first.
 */
export function worstCorner(found: Corners, truth: Quad, { width, height }: Image): number {
  const offsets = [0, 1, 2, 3].map((turn) =>
    Math.max(
      ...truth.map(({ x, y }, index) => {
        const corner = found[(index + turn) % 4] ?? { x: 9, y: 9 }
        return Math.hypot(corner.x * width - x, corner.y * height - y)
      }),
    ),
  )
  return Math.min(...offsets)
}
