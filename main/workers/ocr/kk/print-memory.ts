import type { GrayImage } from '../../pixels/gray-image.ts'
import type { Cell } from './cells.ts'
import { type Look, lookOf, sameness } from './glyph-similarity.ts'

/** What is known, or being found out, of print that was met before, found again by its looks. */
export interface PrintMemory<Known> {
  /** What is known of the print that the cell holds too, if there was such; else it is begun and kept. */
  of(cell: Cell, begin: () => Known): Known
}

/**
 * Print that looks the same is read once: most of a family has one religion, brothers have one father, and he stands
 * among the names. @param leastSameness from which it counts as the same
 */
export function createPrintMemory<Known>(page: GrayImage, leastSameness: number): PrintMemory<Known> {
  const known: { look: Look; value: Known }[] = []
  return {
    of(cell, begin) {
      const look = lookOf(page, cell)
      // A letter or two look like many others.
      const seen =
        look.shape > 2.5 ? known.find((other) => sameness(other.look, look) >= leastSameness) : undefined
      if (seen) return seen.value
      const value = begin()
      known.push({ look, value })
      return value
    },
  }
}
