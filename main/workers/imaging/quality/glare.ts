import type { Area } from '../../../../shared/area.ts'
import { percentile } from '../../pixels/histogram.ts'
import type { Image } from '../../pixels/image.ts'
import { getKernels } from '../../pixels/kernels.ts'

/** From this level on in all three channels nothing is left of what is printed. */
const clippedLevel = 249
/** Where most of the paper is nearly as bright, a spot of glare cannot be told from it. */
const maxPaper = 243
/** The part of the page below whose level that brightness is measured: a spot of glare covers less than the rest. */
const paperQuantile = 0.65
/**
 * A mirrored lamp ends within a few pixels. Where the page has this part of a spot's pixels within as many levels of it,
 * it is paper in the light of a window, on which the print is still to be seen.
 */
const nearlyClipped = { levels: 9, part: 0.35 }
/** Pixels of the small picture within which the edge of something white falls off, and a mirrored lamp does not. */
const haloWidth = 3
const haloLevel = 222

/**
 * The largest spot in which a mirrored lamp or window has burnt out the print: its part of the sheet, and where. White
 * paper or a white field of a card has a sharp edge, light fades.
 */
export function findGlare(small: Image): { part: number; area: Area | null } {
  const darkestChannel = minimumChannel(small)
  const nothing = { part: 0, area: null }
  if (percentile(darkestChannel, paperQuantile) > maxPaper) return nothing
  const { width, height } = small
  const seen = new Uint8Array(darkestChannel.length)
  let largest: Component = { count: 0, left: 0, right: 0, top: 0, bottom: 0 }
  for (let start = 0; start < darkestChannel.length; start++) {
    if (seen[start] || (darkestChannel[start] ?? 0) < clippedLevel) continue
    const component = { count: 0, left: width, right: 0, top: height, bottom: 0 }
    let [rim, fading] = [0, 0]
    const stack = [start]
    seen[start] = 1
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width
      const y = (at - x) / width
      component.count++
      component.left = Math.min(component.left, x)
      component.right = Math.max(component.right, x)
      component.top = Math.min(component.top, y)
      component.bottom = Math.max(component.bottom, y)
      for (let side = 0; side < 4; side++) {
        const dx = neighboursX[side] ?? 0
        const dy = neighboursY[side] ?? 0
        if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) continue
        const next = at + dy * width + dx
        if ((darkestChannel[next] ?? 0) < clippedLevel) {
          const beyondX = Math.min(Math.max(x + dx * haloWidth, 0), width - 1)
          const beyondY = Math.min(Math.max(y + dy * haloWidth, 0), height - 1)
          rim++
          if ((darkestChannel[beyondY * width + beyondX] ?? 0) >= haloLevel) fading++
        } else if (!seen[next]) {
          seen[next] = 1
          stack.push(next)
        }
      }
    }
    if (component.count > largest.count && (fading > 0.5 * rim || isRound(component, darkestChannel, width)))
      largest = component
  }
  if (largest.count === 0) return nothing
  const nearly = countBetween(darkestChannel, clippedLevel - nearlyClipped.levels, clippedLevel)
  if (nearly > nearlyClipped.part * largest.count) return nothing
  const area = {
    left: largest.left / width,
    top: largest.top / height,
    width: (largest.right + 1 - largest.left) / width,
    height: (largest.bottom + 1 - largest.top) / height,
  }
  return { part: largest.count / darkestChannel.length, area }
}

function countBetween(levels: Uint8Array, min: number, below: number): number {
  let count = 0
  for (const level of levels) if (level >= min && level < below) count++
  return count
}

/** Pixels of the small picture that are burnt out, side by side. */
interface Component {
  count: number
  left: number
  right: number
  top: number
  bottom: number
}

/** How much of the box around it an ellipse fills, with what little of the print shows through. */
const ellipseFill = { min: 0.65, max: 0.86 }

/** White fields have corners; the picture of a lamp has none, however sharp its edge. */
function isRound(
  { count, left, right, top, bottom }: Component,
  darkestChannel: Uint8Array,
  width: number,
): boolean {
  const across = right - left + 1
  const down = bottom - top + 1
  const filled = count / (across * down)
  if (filled < ellipseFill.min || filled > ellipseFill.max) return false
  const insetX = Math.floor(0.06 * across)
  const insetY = Math.floor(0.06 * down)
  return [top + insetY, bottom - insetY].every((y) =>
    [left + insetX, right - insetX].every((x) => (darkestChannel[y * width + x] ?? 0) < clippedLevel),
  )
}

/** To the four neighbours of a pixel. */
const neighboursX = [-1, 1, 0, 0]
const neighboursY = [0, 0, -1, 1]

function minimumChannel({ data, width, height, channels }: Image): Uint8Array {
  if (channels === 1) return data
  const end = data.length + width * height
  const { kernels, bytes } = getKernels(end)
  bytes.set(data)
  kernels.minimumChannel(0, data.length, width * height)
  return bytes.slice(data.length, end)
}
