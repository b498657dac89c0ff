import { Problem } from '../../shared/problems.ts'
import type { PaperSource, ScannerDevice, ScanProfile } from '../../shared/scanning.ts'
import type { Scanners } from '../workers/scanning/client.ts'

/**
 * Finds the scanner of a profile: the one that IT chose, else the first that has such a source. The result is cached,
 * because discovery takes seconds, until a scan with it has failed.
 */
export function createScannerChoice(scanners: Scanners) {
  const cache = new Map<PaperSource, ScannerDevice>()

  async function find(
    source: PaperSource,
    addresses: readonly string[],
    signal: AbortSignal,
  ): Promise<ScannerDevice> {
    const { devices, problems } = await scanners.list(addresses, signal)
    for (const device of devices) {
      const { sources } = await scanners.capabilities(device, signal)
      if (sources.includes(source)) return device
    }
    if (devices.length > 0) throw new Problem('scanner-unsuited')
    const [problem] = problems
    throw problem ? new Problem(problem.code, problem.data) : new Problem('scanner-none')
  }

  return {
    /** Throws `scanner-none`, `scanner-unsuited` and what discovery throws. */
    async get(
      { device, source }: ScanProfile,
      addresses: readonly string[],
      signal: AbortSignal,
    ): Promise<ScannerDevice> {
      if (device) return device
      const chosen = cache.get(source) ?? (await find(source, addresses, signal))
      cache.set(source, chosen)
      return chosen
    },
    forget: (): void => cache.clear(),
  }
}
