import type { ScanJob } from '../../shared/contract/scanning-calls.ts'
import { Problem } from '../../shared/problems.ts'
import { type ScanProfile, ScanRequest } from '../../shared/scanning.ts'
import type { AddedPages } from '../documents/import-pages.ts'
import { newId } from '../store/identifiers.ts'
import type { Scanners } from '../workers/scanning/client.ts'
import { createScannerChoice } from './scanner-choice.ts'

/** Pages in memory that wait for the decoder; with more the scanner's next page is not read (backpressure). */
const maxImporting = 3

interface RunningJob {
  job: ScanJob
  applicationId: string
  abort: AbortController
}

export interface ScanJobOptions {
  profile: ScanProfile
  /** eSCL scanners that do not announce themselves. */
  addresses: readonly string[]
  applicationId: string
  /** Imports a page. A rejection is shown with the page and does not end the scan. */
  importPage: (bytes: Uint8Array) => Promise<AddedPages>
}

/** Runs one scan at a time: there is one person at the scanner. */
export function createScanJobs(scanners: Scanners, onChange: () => void) {
  const choice = createScannerChoice(scanners)
  let current: RunningJob | undefined
  let last: Promise<unknown> = Promise.resolve()

  function update(changes: Partial<ScanJob>): void {
    if (!current) return
    current.job = { ...current.job, ...changes }
    onChange()
  }

  /** Reads the scanner page by page; the caller awaits the imports that are still running. */
  async function readPages(
    { profile, addresses, importPage }: ScanJobOptions,
    signal: AbortSignal,
    importing: Set<Promise<unknown>>,
  ): Promise<number> {
    const device = await choice.get(profile, addresses, signal)
    const onProgress = (progress: number | null): void => update({ progress })
    let pages = 0
    for await (const bytes of scanners.scan(device, ScanRequest.parse(profile), { signal, onProgress })) {
      pages += 1
      update({ pages, progress: null })
      const imported = importPage(bytes)
        .catch(() => undefined)
        .finally(() => importing.delete(imported))
      importing.add(imported)
      if (importing.size >= maxImporting) await Promise.race(importing)
    }
    return pages
  }

  async function start(options: ScanJobOptions): Promise<number> {
    const abort = new AbortController()
    const job: ScanJob = { id: newId(), profileId: options.profile.id, pages: 0, progress: null }
    current = { job, applicationId: options.applicationId, abort }
    onChange()
    const importing = new Set<Promise<unknown>>()
    try {
      return await readPages(options, abort.signal, importing)
    } catch (error) {
      if (abort.signal.aborted) return current.job.pages
      choice.forget()
      throw error
    } finally {
      await Promise.all(importing)
      current = undefined
      onChange()
    }
  }

  function cancel(): void {
    current?.abort.abort(new Problem('scanner-stopped'))
  }

  return {
    find: (applicationId: string): ScanJob | null =>
      current?.applicationId === applicationId ? current.job : null,

    /**
     * Scans and imports; gives how many pages came once the last is stored, also after a cancellation. Throws
     * `scanner-...`; pages that have come stay.
     */
    run(options: ScanJobOptions): Promise<number> {
      if (current) return Promise.reject(new Problem('scanner-busy'))
      const running = start(options)
      last = running.catch(() => undefined)
      return running
    },

    cancel,
    /** Resolves once no job runs any more. */
    idle: (): Promise<unknown> => last,
    forgetScanners: choice.forget,
  }
}
