import { Problem } from '../../../../shared/problems.ts'
import type { ScannerDevice, ScanRequest } from '../../../../shared/scanning.ts'
import type { FoundDevices, ScanControl, ScannerDriver } from '../driver.ts'
import { splitResults } from '../split-results.ts'
import { type AnnouncedScanner, discoverScanners } from './discovery.ts'
import { capabilitiesOf, inputOf, parseEsclCapabilities, writeScanSettings } from './documents.ts'
import { defaultTimeouts, EsclClient, type EsclTimeouts } from './escl-client.ts'
import { type EsclTarget, exchange } from './exchange.ts'

export interface EsclDependencies {
  /** Scanners that do not announce themselves. */
  addresses: readonly string[]
  discover?: (signal: AbortSignal) => Promise<AnnouncedScanner[]>
  timeouts?: EsclTimeouts
}

/**
 * eSCL, also called AirScan or Mopria Scan: the way of nearly every network scanner since 2012, without a driver.
 * ScannerCapabilities, then POST ScanJobs, then GET NextDocument until there is none (404).
 */
export function createEsclDriver(dependencies: EsclDependencies): ScannerDriver {
  const { addresses, discover = discoverScanners, timeouts = defaultTimeouts } = dependencies

  const client = new EsclClient(timeouts)

  /** The path of the new job. */
  async function createJob(target: EsclTarget, request: ScanRequest, signal: AbortSignal): Promise<string> {
    const capabilities = await client.getCapabilities(target, signal)
    const input = inputOf(capabilities, request.source)
    if (!input) throw new Problem('scanner-unsuited')
    const problem = await client.findProblem(target, request.source, signal)
    // A busy scanner may be free by the time the job is posted.
    if (problem && problem.code !== 'scanner-busy') throw problem
    const body = writeScanSettings(capabilities, input, request)
    const { status, headers } = await client.retryWhileBusy(timeouts.busy, signal, () =>
      client.send(target, { method: 'POST', path: `${target.base.pathname}/ScanJobs`, body, signal }),
    )
    if (status === 409)
      throw (await client.findProblem(target, request.source, signal)) ?? new Problem('scanner-unsuited')
    if (status !== 201 || headers.location === undefined) throw new Problem('scanner-fault')
    return jobPath(target.base, headers.location)
  }

  /** Undefined where there are no more pages. */
  async function nextPage(
    target: EsclTarget,
    job: string,
    { signal, onProgress }: ScanControl,
  ): Promise<Buffer | undefined> {
    const { status, body } = await client.retryWhileBusy(timeouts.page, signal, () => {
      onProgress(null)
      const path = `${job}/NextDocument`
      return exchange(target, { method: 'GET', path, signal, onProgress, timeout: timeouts.page })
    })
    if (status === 404 || status === 410) return undefined
    if (status !== 200 || body.length === 0) throw new Problem('scanner-fault')
    return body
  }

  async function describe({ url, name }: AnnouncedScanner, signal: AbortSignal): Promise<ScannerDevice> {
    const base = baseUrl(url)
    const { body, certificate } = await client.getText({ base, pinned: null }, 'ScannerCapabilities', signal)
    const { MakeAndModel } = parseEsclCapabilities(body.toString())
    return { route: 'escl', address: base.href, name: MakeAndModel ?? name, certificate }
  }

  return {
    async list(signal): Promise<FoundDevices> {
      const announced = await discover(signal)
      const byHand = addresses.map((url) => ({ url, name: new URL(url).host }))
      const all = new Map([...announced, ...byHand].map((scanner) => [baseUrl(scanner.url).href, scanner]))
      const found = await Promise.allSettled([...all.values()].map((scanner) => describe(scanner, signal)))
      const { values, problems } = splitResults(found)
      return { devices: values, problems }
    },

    async capabilities(device, signal) {
      return capabilitiesOf(await client.getCapabilities(toTarget(device), signal))
    },

    async *scan(device, request, control) {
      const target = toTarget(device)
      const job = await createJob(target, request, control.signal)
      let pages = 0
      try {
        for (;;) {
          const page = await nextPage(target, job, control)
          if (!page) break
          pages += 1
          yield page
          if (request.source === 'flatbed') return
        }
      } finally {
        // Also of a job that is through: some scanners keep it, and the next waits for its end.
        await release(target, job, timeouts.answer)
      }
      const problem = await client.findProblem(target, request.source, control.signal)
      const isEnd = pages > 0 && (!problem || endOfStack.has(problem.code))
      if (!isEnd) throw problem ?? new Problem('scanner-fault')
    },
  }
}

/** How a feeder stands when all its sheets are through. */
const endOfStack: ReadonlySet<string> = new Set(['scanner-feeder-empty', 'scanner-busy'])

const toTarget = ({ address, certificate }: ScannerDevice): EsclTarget => ({
  base: baseUrl(address),
  pinned: certificate,
})

/** "http://192.168.1.20" is entered, "http://192.168.1.20/eSCL" is meant. */
function baseUrl(address: string): URL {
  const url = new URL(address)
  const path = url.pathname.replace(/\/+$/, '')
  return new URL(path === '' ? '/eSCL' : path, url.origin)
}

/** Of the job that `Location` names: its host is what the scanner calls itself, not where we reach it. */
const jobPath = (base: URL, location: string): string =>
  new URL(location, `${base.href}/`).pathname.replace(/\/+$/, '')

async function release(target: EsclTarget, path: string, timeout: number): Promise<void> {
  try {
    const signal = AbortSignal.timeout(timeout)
    await exchange(target, { method: 'DELETE', path, signal, timeout })
  } catch {
    // A scanner that has gone needs no release.
  }
}
