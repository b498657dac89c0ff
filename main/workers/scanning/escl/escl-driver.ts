import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '../../../../shared/problems.ts'
import type { ScannerDevice, ScanWish } from '../../../../shared/scanning.ts'
import type { FoundDevices, ScannerDriver, ScanWatch } from '../driver.ts'
import { sortSettled } from '../settled.ts'
import { type AnnouncedScanner, discoverScanners } from './discovery.ts'
import {
  capabilitiesOf,
  inputOf,
  parseEsclCapabilities,
  parseEsclStatus,
  statusProblem,
  writeScanSettings,
} from './documents.ts'
import { type EsclAnswer, type EsclRequest, type EsclTarget, exchange } from './exchange.ts'

export interface EsclDependencies {
  /** Scanners that do not announce themselves. */
  addresses: readonly string[]
  discover?: (signal: AbortSignal) => Promise<AnnouncedScanner[]>
  patience?: EsclPatience
}

/** Milliseconds. */
export interface EsclPatience {
  /** For a plain answer. */
  answer: number
  /** For a page to begin: the lamp warms up, the carriage returns. */
  page: number
  /** For a scanner that is busy to come free. */
  busy: number
  /** Before it is asked again, where it does not say when. */
  pause: number
}

const usualPatience: EsclPatience = { answer: 8_000, page: 60_000, busy: 20_000, pause: 1_000 }

/**
 * eSCL, also called AirScan or Mopria Scan: the way of nearly every network scanner since 2012, without a driver.
 * ScannerCapabilities, then POST ScanJobs, then GET NextDocument until there is none (404).
 */
export function createEsclDriver(dependencies: EsclDependencies): ScannerDriver {
  const { addresses, discover = discoverScanners, patience = usualPatience } = dependencies

  const ask = (target: EsclTarget, request: Omit<EsclRequest, 'patience'>): Promise<EsclAnswer> =>
    exchange(target, { ...request, patience: patience.answer })

  async function getText(target: EsclTarget, name: string, signal: AbortSignal): Promise<EsclAnswer> {
    const path = `${target.base.pathname}/${name}`
    const answer = await ask(target, { method: 'GET', path, signal })
    if (answer.status === 503) throw new Problem('scanner-busy')
    if (answer.status !== 200) throw new Problem('scanner-fault')
    return answer
  }

  const getCapabilities = async (target: EsclTarget, signal: AbortSignal) =>
    parseEsclCapabilities((await getText(target, 'ScannerCapabilities', signal)).body.toString())

  async function findTrouble(target: EsclTarget, wish: ScanWish, signal: AbortSignal) {
    const { body } = await getText(target, 'ScannerStatus', signal)
    return statusProblem(parseEsclStatus(body.toString()), wish.source)
  }

  /** Repeats a request while the scanner is busy; throws `scanner-busy` when it stays so. */
  async function patiently(
    limit: number,
    signal: AbortSignal,
    request: () => Promise<EsclAnswer>,
  ): Promise<EsclAnswer> {
    const end = performance.now() + limit
    for (;;) {
      const answer = await request()
      if (answer.status !== 503) return answer
      const pause = Number(answer.headers['retry-after']) * 1000 || patience.pause
      if (performance.now() + pause > end) throw new Problem('scanner-busy')
      // Its own words for being aborted are not the reason.
      await sleep(pause, undefined, { signal }).catch(() => signal.throwIfAborted())
    }
  }

  /** The path of the new job. */
  async function createJob(target: EsclTarget, wish: ScanWish, signal: AbortSignal): Promise<string> {
    const capabilities = await getCapabilities(target, signal)
    const input = inputOf(capabilities, wish.source)
    if (!input) throw new Problem('scanner-unsuited')
    const trouble = await findTrouble(target, wish, signal)
    // A scanner that is busy may be free by the time it has heard our order.
    if (trouble && trouble.code !== 'scanner-busy') throw trouble
    const body = writeScanSettings(capabilities, input, wish)
    const { status, headers } = await patiently(patience.busy, signal, () =>
      ask(target, { method: 'POST', path: `${target.base.pathname}/ScanJobs`, body, signal }),
    )
    if (status === 409) throw (await findTrouble(target, wish, signal)) ?? new Problem('scanner-unsuited')
    if (status !== 201 || headers.location === undefined) throw new Problem('scanner-fault')
    return jobPath(target.base, headers.location)
  }

  /** Undefined where there are no more pages. */
  async function nextPage(
    target: EsclTarget,
    job: string,
    { signal, onProgress }: ScanWatch,
  ): Promise<Buffer | undefined> {
    const { status, body } = await patiently(patience.page, signal, () => {
      onProgress(null)
      const path = `${job}/NextDocument`
      return exchange(target, { method: 'GET', path, signal, onProgress, patience: patience.page })
    })
    if (status === 404 || status === 410) return undefined
    if (status !== 200 || body.length === 0) throw new Problem('scanner-fault')
    return body
  }

  async function describe({ url, name }: AnnouncedScanner, signal: AbortSignal): Promise<ScannerDevice> {
    const base = baseOf(url)
    const { body, certificate } = await getText({ base, pinned: null }, 'ScannerCapabilities', signal)
    const { MakeAndModel } = parseEsclCapabilities(body.toString())
    return { route: 'escl', address: base.href, name: MakeAndModel ?? name, certificate }
  }

  return {
    async list(signal): Promise<FoundDevices> {
      const announced = await discover(signal)
      const byHand = addresses.map((url) => ({ url, name: new URL(url).host }))
      const all = new Map([...announced, ...byHand].map((scanner) => [baseOf(scanner.url).href, scanner]))
      const found = await Promise.allSettled([...all.values()].map((scanner) => describe(scanner, signal)))
      const { values, problems } = sortSettled(found)
      return { devices: values, problems }
    },

    async capabilities(device, signal) {
      return capabilitiesOf(await getCapabilities(targetOf(device), signal))
    },

    async *scan(device, wish, watch) {
      const target = targetOf(device)
      const job = await createJob(target, wish, watch.signal)
      let pages = 0
      try {
        for (;;) {
          const page = await nextPage(target, job, watch)
          if (!page) break
          pages += 1
          yield page
          if (wish.source === 'flatbed') return
        }
      } finally {
        // Also of a job that is through: some scanners keep it, and the next waits for its end.
        await release(target, job, patience.answer)
      }
      const trouble = await findTrouble(target, wish, watch.signal)
      const isEnd = pages > 0 && (!trouble || endsStack.has(trouble.code))
      if (!isEnd) throw trouble ?? new Problem('scanner-fault')
    },
  }
}

/** How a feeder stands when all its sheets are through. */
const endsStack: ReadonlySet<string> = new Set(['scanner-feeder-empty', 'scanner-busy'])

const targetOf = ({ address, certificate }: ScannerDevice): EsclTarget => ({
  base: baseOf(address),
  pinned: certificate,
})

/** "http://192.168.1.20" is entered, "http://192.168.1.20/eSCL" is meant. */
function baseOf(address: string): URL {
  const url = new URL(address)
  const path = url.pathname.replace(/\/+$/, '')
  return new URL(path === '' ? '/eSCL' : path, url.origin)
}

/** Of the job that `Location` names: its host is what the scanner calls itself, not where we reach it. */
const jobPath = (base: URL, location: string): string =>
  new URL(location, `${base.href}/`).pathname.replace(/\/+$/, '')

async function release(target: EsclTarget, path: string, patience: number): Promise<void> {
  try {
    const signal = AbortSignal.timeout(patience)
    await exchange(target, { method: 'DELETE', path, signal, patience })
  } catch {
    // A scanner that has gone needs no release.
  }
}
