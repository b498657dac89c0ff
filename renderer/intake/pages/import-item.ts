import type { Page } from '../../../shared/contract/application-calls.ts'
import type { AddedPages, RefusedPage } from '../../../shared/contract/page-calls.ts'
import type { ScanArrival } from '../../../shared/contract/scanning-calls.ts'
import { problemSentence } from '../../../shared/problems.ts'

/** A file or scan on its way to becoming pages of the application, and what there is to say of it. */
export interface Arrival {
  readonly id: string
  readonly name: string
  readonly state:
    | { readonly step: 'waiting' }
    | { readonly step: 'reading' }
    /** Refused as a whole, with what to do about it. */
    | { readonly step: 'refused'; readonly sentence: string }
    /** What of it did not become a page, and is still to be said. */
    | { readonly step: 'done'; readonly remainder: Remainder }
}

export interface Remainder {
  /** Pages that were on this application already. */
  readonly alreadyThere: number
  /** Blank pages that were put aside and can be had back. */
  readonly blank: readonly Page[]
  readonly refused: readonly RefusedPicture[]
}

export interface RefusedPicture extends RefusedPage {
  readonly id: string
}

/** The arrival of a file that was answered, or undefined where its pages speak for themselves. */
export function doneArrival(id: string, name: string, result: AddedPages): Arrival | undefined {
  const { alreadyThere, blank } = result
  const refused = result.refused.map((page, place) => ({ ...page, id: `${id} ${place}` }))
  if (alreadyThere === 0 && blank.length === 0 && refused.length === 0) return undefined
  return { id, name, state: { step: 'done', remainder: { alreadyThere, blank, refused } } }
}

/**
 * What the scanner and the watched folder brought, as arrivals of the screen. One that has come no further stays
 * the same object: what was said of it is not said again, and its pictures are not made anew at every step.
 */
export function arrivalsOfScanning(before: readonly Arrival[], arrivals: readonly ScanArrival[]): Arrival[] {
  return arrivals.flatMap((arrival) => {
    const known = before.find(({ id }) => id === arrival.id)
    if (known?.state.step === arrival.state.step) return known
    return asArrival(arrival) ?? []
  })
}

function asArrival({ id, name, state }: ScanArrival): Arrival | undefined {
  switch (state.step) {
    case 'reading':
      return { id, name, state }
    case 'refused':
      return { id, name, state: { step: 'refused', sentence: problemSentence(state.problem) } }
    case 'done':
      return doneArrival(id, name, state.result)
  }
}

/** What is only told and has been heard: blank pages and those that were there. Refusals stay. */
export function withoutTold(arrivals: readonly Arrival[]): Arrival[] {
  return arrivals.flatMap((arrival) => {
    if (arrival.state.step !== 'done') return arrival
    const { refused } = arrival.state.remainder
    if (refused.length === 0) return []
    return { ...arrival, state: { step: 'done', remainder: { alreadyThere: 0, blank: [], refused } } }
  })
}

/** Of some hundred refusals, as many as one can read; the next ones come as these are closed. */
const refusalsShown = 8

/** What is said of any number of arrivals. */
export interface ArrivalSummary {
  readonly waiting: number
  readonly reading: readonly Arrival[]
  readonly alreadyThere: number
  readonly blank: readonly Page[]
  /** Refused as a whole or in part, the oldest first. */
  readonly refused: readonly Arrival[]
  /** How many more were refused. */
  readonly more: number
}

export function summarise(arrivals: readonly Arrival[]): ArrivalSummary {
  const remainders = arrivals.flatMap(({ state }) => (state.step === 'done' ? state.remainder : []))
  const refused = arrivals.filter(isRefused)
  return {
    waiting: arrivals.filter(({ state }) => state.step === 'waiting').length,
    reading: arrivals.filter(({ state }) => state.step === 'reading'),
    alreadyThere: remainders.reduce((sum, { alreadyThere }) => sum + alreadyThere, 0),
    blank: remainders.flatMap(({ blank }) => blank),
    refused: refused.slice(0, refusalsShown),
    more: Math.max(0, refused.length - refusalsShown),
  }
}

export function isRefused({ state }: Arrival): boolean {
  return state.step === 'refused' || (state.step === 'done' && state.remainder.refused.length > 0)
}
