import { reduceToGrey } from '../../pixels/downscale.ts'
import { rotateQuarter } from '../../pixels/gray-image.ts'
import type { Image } from '../../pixels/image.ts'
import { lookAtPatch, type PatchOpinion } from './classify-patch.ts'
import { type GreyPage, greyPage, turnedPage } from './gray-page.ts'
import { findTextPatches, type TextPatch } from './text-patches.ts'

export interface UprightTurn {
  /** How often the page is to be turned by a quarter clockwise until its text is upright. */
  quarterTurns: 0 | 1 | 2 | 3
  /** How likely that is, 0 to 1; 0 where there is no text to tell by, and then nothing is to be turned. */
  confidence: number
}

/** Lines are looked for in a picture about this long; patches are then cut from the page itself. */
const searchedEdge = 1200
/** How many patches are looked at each way: first so few, and more only as long as they do not agree clearly. */
const counts = { level: 5, onEnd: 4, more: 8, most: 32 } as const
const clearly = 0.95
/** Patches' worth of text below which a page has none: what is left are patterns. */
const leastText = 1.5

/**
 * Finds which way up a page is by its text: pieces of what could be lines, level or on end, are shown to a network
 * that knows upright letters from those upside down in any face. A page without text gives 0 quarter turns and no
 * confidence.
 */
export function findQuarterTurns(sheet: Image): UprightTurn {
  const factor = Math.max(1, Math.round(Math.max(sheet.width, sheet.height) / searchedEdge))
  const searched = reduceToGrey(sheet, factor)
  const page = greyPage(sheet)
  const level = lookInTurn(page, findTextPatches(searched, counts.most), factor)
  // Most pages lie level: text that is seen to be upright or upside down is not looked for on end.
  const atFirst = explain({ level: level(counts.level), onEnd: [] })
  if (atFirst.confidence >= clearly) return atFirst
  const onEnd = lookInTurn(turnedPage(page), findTextPatches(rotateQuarter(searched), counts.most), factor)
  for (const [levelCount, onEndCount] of [
    [counts.level, counts.onEnd],
    [counts.more, counts.more],
  ] as const) {
    const turn = explain({ level: level(levelCount), onEnd: onEnd(onEndCount) })
    if (turn.confidence >= clearly) return turn
  }
  return explain({ level: level(counts.most), onEnd: onEnd(counts.most) })
}

/** Looks at so many of the patches as are asked for, at each but once. */
function lookInTurn(page: GreyPage, patches: readonly TextPatch[], factor: number) {
  const seen: PatchOpinion[] = []
  return (count: number): readonly PatchOpinion[] => {
    for (const patch of patches.slice(seen.length, count)) seen.push(lookAtPatch(page, patch, factor))
    return seen
  }
}

/** What was seen of patches that are level as the page lies, and of those on end. */
interface Seen {
  level: readonly PatchOpinion[]
  onEnd: readonly PatchOpinion[]
}

/** How well each of the four turns explains what all patches look like. */
function explain({ level, onEnd }: Seen): UprightTurn {
  const text = [...level, ...onEnd].reduce((sum, { noText }) => sum + 1 - noText, 0)
  if (text < leastText) return { quarterTurns: 0, confidence: 0 }
  const likelihoods = [0, 0, 0, 0]
  for (const [patches, turned] of [
    [level, 0],
    [onEnd, 1],
  ] as const) {
    for (const { upright, upsideDown, onEnd: standing, noText } of patches) {
      const explained = [upright, standing, upsideDown, standing]
      for (let turns = 0; turns < 4; turns++) {
        const share = explained[(turns + 4 - turned) % 4] ?? 0
        likelihoods[turns] = (likelihoods[turns] ?? 0) + Math.log(share + noText / 3 + doubt)
      }
    }
  }
  const best = Math.max(...likelihoods)
  const total = likelihoods.reduce((sum, likelihood) => sum + Math.exp((likelihood - best) / sameness), 0)
  const quarterTurns = ([0, 1, 2, 3] as const).find((turns) => likelihoods[turns] === best) ?? 0
  return { quarterTurns, confidence: 1 / total }
}

/** No single patch may decide against all others. */
const doubt = 0.03
/** Patches of one page are printed in one face, and wrong in the same way: so many count as one opinion. */
const sameness = 4
