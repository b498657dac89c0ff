import type { ScanJob } from '../../shared/contract/scanning-calls.ts'
import { Problem } from '../../shared/problems.ts'
import { type ScanProfile, ScanWish } from '../../shared/scanning.ts'
import type { AddedPages } from '../documents/import-pages.ts'
import { newId } from '../store/identifiers.ts'
import type { Scanners } from '../workers/scanning/client.ts'
import { createScannerChoice } from './scanner-choice.ts'

/** Pages that may wait for the decoder before the scanner's next one is heard: a stack of sheets fits in memory. */
const mostWaiting = 3

interface CurrentJob {
  job: ScanJob
  applicationId: string
  stopping: AbortController
}

export interface ScanOrder {
  profile: ScanProfile
  /** eSCL scanners that do not announce themselves. */
  addresses: readonly string[]
  applicationId: string
  /** Takes a page in. What it throws is shown with the page and does not end the scan. */
  take: (bytes: Uint8Array) => Promise<AddedPages>
}

/** The scanner at work: one job at a time, because there is one pair of hands at it. */
export function createScanJobs(scanners: Scanners, changed: () => void) {
  const choice = createScannerChoice(scanners)
  let current: CurrentJob | undefined
  let last: Promise<unknown> = Promise.resolve()

  function tell(facts: Partial<ScanJob>): void {
    if (!current) return
    current.job = { ...current.job, ...facts }
    changed()
  }

  /** Hears the scanner page by page; what its last pages became is waited for by the caller. */
  async function hear(order: ScanOrder, signal: AbortSignal, taking: Set<Promise<unknown>>): Promise<number> {
    const device = await choice.get(order.profile, order.addresses, signal)
    const onProgress = (progress: number | null): void => tell({ progress })
    let pages = 0
    for await (const bytes of scanners.scan(device, ScanWish.parse(order.profile), { signal, onProgress })) {
      pages += 1
      tell({ pages, progress: null })
      const taken = order
        .take(bytes)
        .catch(() => undefined)
        .finally(() => taking.delete(taken))
      taking.add(taken)
      if (taking.size >= mostWaiting) await Promise.race(taking)
    }
    return pages
  }

  async function run(order: ScanOrder): Promise<number> {
    const stopping = new AbortController()
    const job: ScanJob = { id: newId(), profileId: order.profile.id, pages: 0, progress: null }
    current = { job, applicationId: order.applicationId, stopping }
    changed()
    const taking = new Set<Promise<unknown>>()
    try {
      return await hear(order, stopping.signal, taking)
    } catch (error) {
      if (stopping.signal.aborted) return current.job.pages
      choice.forget()
      throw error
    } finally {
      await Promise.all(taking)
      current = undefined
      changed()
    }
  }

  function cancel(): void {
    current?.stopping.abort(new Problem('scanner-stopped'))
  }

  return {
    of: (applicationId: string): ScanJob | null =>
      current?.applicationId === applicationId ? current.job : null,

    /**
     * Scans and takes the pages in; gives how many came once the last is stored. One that was cancelled ends like
     * one that is through. Throws `scanner-...`; the pages that have come stay.
     */
    run(order: ScanOrder): Promise<number> {
      if (current) return Promise.reject(new Problem('scanner-busy'))
      const running = run(order)
      last = running.catch(() => undefined)
      return running
    },

    cancel,
    /** Resolves once no job runs any more. */
    idle: (): Promise<unknown> => last,
    forgetScanners: choice.forget,
  }
}
