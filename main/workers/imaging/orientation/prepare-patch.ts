import { type InkLine, lineHeight } from '../../nn/network.ts'
import { normaliseLine } from '../../nn/normalise-line.ts'
import { resample } from '../../nn/resample.ts'
import type { GrayPage } from './gray-page.ts'
import type { TextPatch } from './text-patches.ts'

/** How high letters are made; the rest of the network's height is for what rises above and hangs below. */
const letterHeight = 12
const patchWidth = 96

/** Cuts a patch from the page as fine as it is there. @param factor how much finer that is than the patch's pixels */
export function preparePatch(page: GrayPage, patch: TextPatch, factor: number): InkLine {
  const height = (patch.bottom - patch.top) * factor
  const left = patch.left * factor
  const top = patch.top * factor
  const above = Math.max(0, Math.floor(top - height * 0.6))
  const surroundings = page.crop({
    left,
    top: above,
    right: Math.min(page.width, left + patch.width * factor),
    bottom: Math.min(page.height, Math.ceil(patch.bottom * factor + height * 0.6)),
  })
  const ink = normaliseLine(surroundings)
  const tall = (height * lineHeight) / letterHeight
  const piece = {
    left: 0,
    top: top - above + height / 2 - tall / 2,
    width: (tall * patchWidth) / lineHeight,
    height: tall,
    slope: 0,
  }
  return { ink: resample(ink, piece, patchWidth, lineHeight).data, width: patchWidth }
}
