import type { GrayImage } from '../../pixels/gray-image.ts'
import type { Cell } from './cells.ts'
import { type PrintTemplate, similarity, templateOf } from './print-similarity.ts'

/** What is known, or being found out, of print that was met before, found again by its looks. */
export interface PrintCache<Value> {
  /** What is known of the print that the cell holds too, if there was such; else it is begun and kept. */
  getOrCreate(cell: Cell, create: () => Value): Value
}

/**
 * Print that looks the same is read once: most of a family has one religion, brothers have one father, and he stands
 * among the names. @param minSimilarity from which it counts as the same
 */
export function createPrintCache<Value>(page: GrayImage, minSimilarity: number): PrintCache<Value> {
  const entries: { template: PrintTemplate; value: Value }[] = []
  return {
    getOrCreate(cell, create) {
      const template = templateOf(page, cell)
      // A letter or two look like many others.
      const seen =
        template.aspectRatio > 2.5
          ? entries.find((other) => similarity(other.template, template) >= minSimilarity)
          : undefined
      if (seen) return seen.value
      const value = create()
      entries.push({ template, value })
      return value
    },
  }
}
