import { downscaleToGray } from '../../pixels/downscale.ts'
import { rotateQuarter } from '../../pixels/gray-image.ts'
import type { Image } from '../../pixels/image.ts'
import { classifyPatch, type PatchScores } from './classify-patch.ts'
import { createGrayPage, type GrayPage, rotatedPage } from './gray-page.ts'
import { findTextPatches, type TextPatch } from './text-patches.ts'

export interface Orientation {
  /** How often the page is to be turned by a quarter clockwise until its text is upright. */
  quarterTurns: 0 | 1 | 2 | 3
  /** How likely that is, 0 to 1; 0 where there is no text to tell by, and then nothing is to be turned. */
  confidence: number
}

/** Lines are looked for in a picture about this long; patches are then cut from the page itself. */
const searchEdge = 1200
/** How many patches are looked at each way: first so few, and more only as long as they do not agree clearly. */
const counts = { horizontal: 5, vertical: 4, more: 8, most: 32 } as const
const enoughConfidence = 0.95
/** Patches' worth of text below which a page has none: what is left are patterns. */
const minText = 1.5

/**
 * Finds which way up a page is by its text: pieces of what could be lines, level or on end, are shown to a network
 * that knows upright letters from those upside down in any face. A page without text gives 0 quarter turns and no
 * confidence.
 */
export function findQuarterTurns(sheet: Image): Orientation {
  const factor = Math.max(1, Math.round(Math.max(sheet.width, sheet.height) / searchEdge))
  const small = downscaleToGray(sheet, factor)
  const page = createGrayPage(sheet)
  const horizontal = classifyLazily(page, findTextPatches(small, counts.most), factor)
  // Most pages lie level: text that is seen to be upright or upside down is not looked for on end.
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

/** Looks at so many of the patches as are asked for, at each but once. */
function classifyLazily(page: GrayPage, patches: readonly TextPatch[], factor: number) {
  const scores: PatchScores[] = []
  return (count: number): readonly PatchScores[] => {
    for (const patch of patches.slice(scores.length, count)) scores.push(classifyPatch(page, patch, factor))
    return scores
  }
}

/** What was seen of patches that are level as the page lies, and of those on end. */
interface PageScores {
  horizontal: readonly PatchScores[]
  vertical: readonly PatchScores[]
}

/** How well each of the four turns explains what all patches look like. */
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

/** No single patch may decide against all others. */
const smoothing = 0.03
/** Patches of one page are printed in one face, and wrong in the same way: so many count as one opinion. */
const correlatedPatches = 4
