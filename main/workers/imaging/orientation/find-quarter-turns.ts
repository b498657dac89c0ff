import { downscaleToGray } from '../../pixels/downscale.ts'
import { rotateQuarter } from '../../pixels/gray-image.ts'
import type { Image } from '../../pixels/image.ts'
import { classifyPatch, type PatchScores } from './classify-patch.ts'
import { createGrayPage, type GrayPage, rotatedPage } from './gray-page.ts'
import { findTextPatches, type TextPatch } from './text-patches.ts'

export interface Orientation {
  /** Quarter turns clockwise that make the page's text upright. */
  quarterTurns: 0 | 1 | 2 | 3
  /** Probability, 0 to 1; 0 without any text, and then the page must not be rotated. */
  confidence: number
}

/**
 * Text lines are searched in an image of about this longest edge; patches are then cut from the page itself.
 */
const searchEdge = 1200
/** How many patches are classified in each direction: more only as long as they do not agree. */
const counts = { horizontal: 5, vertical: 4, more: 8, most: 32 } as const
const enoughConfidence = 0.95
/** Minimum expected number of patches with text; fewer are patterns. */
const minText = 1.5

/**
 * Detects the orientation of a page by its text: patches of possible text lines, horizontal and vertical, are
 * classified by a network that distinguishes upright from upside-down letters of any typeface. A page without
 * text gives 0 quarter turns and confidence 0.
 */
export function findQuarterTurns(sheet: Image): Orientation {
  const factor = Math.max(1, Math.round(Math.max(sheet.width, sheet.height) / searchEdge))
  const small = downscaleToGray(sheet, factor)
  const page = createGrayPage(sheet)
  const horizontal = classifyLazily(page, findTextPatches(small, counts.most), factor)
  // Most pages are horizontal: where their text is clearly upright or upside down, vertical patches are not
  // classified.
  const first = combineScores({ horizontal: horizontal(counts.horizontal), vertical: [] })
  if (first.confidence >= enoughConfidence) return first
  const vertical = classifyLazily(
    rotatedPage(page),
    findTextPatches(rotateQuarter(small), counts.most),
    factor,
  )
  for (const [horizontalCount, verticalCount] of [
    [counts.horizontal, counts.vertical],
    [counts.more, counts.more],
  ] as const) {
    const turn = combineScores({ horizontal: horizontal(horizontalCount), vertical: vertical(verticalCount) })
    if (turn.confidence >= enoughConfidence) return turn
  }
  return combineScores({ horizontal: horizontal(counts.most), vertical: vertical(counts.most) })
}

/** Classifies patches on demand, each at most once. */
function classifyLazily(page: GrayPage, patches: readonly TextPatch[], factor: number) {
  const scores: PatchScores[] = []
  return (count: number): readonly PatchScores[] => {
    for (const patch of patches.slice(scores.length, count)) scores.push(classifyPatch(page, patch, factor))
    return scores
  }
}

/** Scores of the patches that are horizontal as the page is, and of the vertical ones. */
interface PageScores {
  horizontal: readonly PatchScores[]
  vertical: readonly PatchScores[]
}

/** Log-likelihood of each of the four rotations, given all patches. */
function combineScores({ horizontal, vertical }: PageScores): Orientation {
  const text = [...horizontal, ...vertical].reduce((sum, { noText }) => sum + 1 - noText, 0)
  if (text < minText) return { quarterTurns: 0, confidence: 0 }
  const likelihoods = [0, 0, 0, 0]
  for (const [patches, turned] of [
    [horizontal, 0],
    [vertical, 1],
  ] as const) {
    for (const { upright, upsideDown, sideways: standing, noText } of patches) {
      const explained = [upright, standing, upsideDown, standing]
      for (let turns = 0; turns < 4; turns++) {
        const share = explained[(turns + 4 - turned) % 4] ?? 0
        likelihoods[turns] = (likelihoods[turns] ?? 0) + Math.log(share + noText / 3 + smoothing)
      }
    }
  }
  const best = Math.max(...likelihoods)
  const total = likelihoods.reduce(
    (sum, likelihood) => sum + Math.exp((likelihood - best) / correlatedPatches),
    0,
  )
  const quarterTurns = ([0, 1, 2, 3] as const).find((turns) => likelihoods[turns] === best) ?? 0
  return { quarterTurns, confidence: 1 / total }
}

/** Additive smoothing: no single patch may decide against all others. */
const smoothing = 0.03
/** Patches of one page share a typeface and their errors are correlated: this many count as one. */
const correlatedPatches = 4
