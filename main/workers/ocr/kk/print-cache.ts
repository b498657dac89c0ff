import type { GrayImage } from '../../pixels/gray-image.ts'
import type { Cell } from './cells.ts'
import { type PrintTemplate, similarity, templateOf } from './print-similarity.ts'

/** A cache of recognised print, keyed by its appearance. */
export interface PrintCache<Value> {
  /** The entry for the same print; created when there is none. */
  getOrCreate(cell: Cell, create: () => Value): Value
}

/**
 * Equal print is recognised once: most of a family has one religion, brothers have one father, who is among
 * the names too. @param minSimilarity from which print is equal
 */
export function createPrintCache<Value>(page: GrayImage, minSimilarity: number): PrintCache<Value> {
  const entries: { template: PrintTemplate; value: Value }[] = []
  return {
    getOrCreate(cell, create) {
      const template = templateOf(page, cell)
      // One or two letters resemble many others.
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
