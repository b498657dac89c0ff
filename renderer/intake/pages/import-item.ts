import type { Page } from '../../../shared/contract/application-calls.ts'
import type { AddedPages, RefusedPage } from '../../../shared/contract/page-calls.ts'
import type { ScanImport } from '../../../shared/contract/scanning-calls.ts'
import { problemSentence } from '../../../shared/problems.ts'

/** A file or scan being imported as pages of the application, or its result. */
export interface ImportItem {
  readonly id: string
  readonly name: string
  readonly state:
    | { readonly step: 'waiting' }
    | { readonly step: 'reading' }
    /** Refused as a whole; the sentence says the next step. */
    | { readonly step: 'refused'; readonly sentence: string }
    /** Imported, except for skipped pages that are still to be shown. */
    | { readonly step: 'done'; readonly skipped: SkippedPages }
}

export interface SkippedPages {
  /** Pages that were on this application already. */
  readonly alreadyThere: number
  /** Blank pages, which can be restored. */
  readonly blank: readonly Page[]
  readonly refused: readonly RefusedPicture[]
}

export interface RefusedPicture extends RefusedPage {
  readonly id: string
}

/**
 * The item of an imported file; undefined where all of its pages were imported, so there is nothing to show.
 */
export function finishedItem(id: string, name: string, result: AddedPages): ImportItem | undefined {
  const { alreadyThere, blank } = result
  const refused = result.refused.map((page, index) => ({ ...page, id: `${id} ${index}` }))
  if (alreadyThere === 0 && blank.length === 0 && refused.length === 0) return undefined
  return { id, name, state: { step: 'done', skipped: { alreadyThere, blank, refused } } }
}

/**
 * Imports from scanner and watched folder as items. An item whose step is unchanged stays the same object, so
 * its pictures are not created again.
 */
export function itemsFromScans(before: readonly ImportItem[], scans: readonly ScanImport[]): ImportItem[] {
  return scans.flatMap((scan) => {
    const known = before.find(({ id }) => id === scan.id)
    if (known?.state.step === scan.state.step) return known
    return itemFromScan(scan) ?? []
  })
}

function itemFromScan({ id, name, state }: ScanImport): ImportItem | undefined {
  switch (state.step) {
    case 'reading':
      return { id, name, state }
    case 'refused':
      return { id, name, state: { step: 'refused', sentence: problemSentence(state.problem) } }
    case 'done':
      return finishedItem(id, name, state.result)
  }
}

/** Removes notices (blank and duplicate pages); refusals stay. */
export function withoutNotices(items: readonly ImportItem[]): ImportItem[] {
  return items.flatMap((item) => {
    if (item.state.step !== 'done') return item
    const { refused } = item.state.skipped
    if (refused.length === 0) return []
    return { ...item, state: { step: 'done', skipped: { alreadyThere: 0, blank: [], refused } } }
  })
}

/** Refusals shown at once; the next ones appear as these are closed. */
const maxRefusalsShown = 8

/** Summary of any number of items. */
export interface ImportSummary {
  readonly waiting: number
  readonly reading: readonly ImportItem[]
  readonly alreadyThere: number
  readonly blank: readonly Page[]
  /** Refused as a whole or in part, the oldest first. */
  readonly refused: readonly ImportItem[]
  /** Number of further refused items. */
  readonly more: number
}

export function summariseImports(items: readonly ImportItem[]): ImportSummary {
  const skippedPages = items.flatMap(({ state }) => (state.step === 'done' ? state.skipped : []))
  const refused = items.filter(isRefused)
  return {
    waiting: items.filter(({ state }) => state.step === 'waiting').length,
    reading: items.filter(({ state }) => state.step === 'reading'),
    alreadyThere: skippedPages.reduce((sum, { alreadyThere }) => sum + alreadyThere, 0),
    blank: skippedPages.flatMap(({ blank }) => blank),
    refused: refused.slice(0, maxRefusalsShown),
    more: Math.max(0, refused.length - maxRefusalsShown),
  }
}

export function isRefused({ state }: ImportItem): boolean {
  return state.step === 'refused' || (state.step === 'done' && state.skipped.refused.length > 0)
}
