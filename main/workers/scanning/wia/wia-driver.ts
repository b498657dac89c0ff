import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { Problem } from '../../../../shared/problems.ts'
import type { ScannerDevice } from '../../../../shared/scanning.ts'
import { resourceFile } from '../../../store/resources.ts'
import type { ScannerDriver } from '../driver.ts'
import { paperMillimetres } from '../paper.ts'
import { gatherText, startProgram } from '../program.ts'
import { resolutionsWithin } from '../resolution.ts'
import { wiaProblem } from './faults.ts'

/** One line of the script. */
const News = z.union([
  z.object({ devices: z.array(z.object({ id: z.string(), name: z.string() })) }),
  z.object({
    capabilities: z.object({
      flatbed: z.boolean(),
      feeder: z.boolean(),
      duplex: z.boolean(),
      resolutions: z.union([
        z.object({ lowest: z.int(), highest: z.int() }),
        z.object({ listed: z.array(z.int()) }),
      ]),
    }),
  }),
  z.object({ progress: z.literal(true) }),
  z.object({ page: z.base64() }),
  z.object({ fault: z.string() }),
])
type News = z.infer<typeof News>

/**
 * WIA by a script in Windows PowerShell, a process of its own that can be ended when a driver hangs. The script is
 * handed over on the command line, because a policy of the office may keep files of scripts from running.
 */
export function createWiaDriver(powershell = 'powershell.exe'): ScannerDriver {
  async function* run(request: object, signal: AbortSignal): AsyncGenerator<News> {
    signal.throwIfAborted()
    const script = await readFile(resourceFile('scanners/wia.ps1'), 'utf8')
    const encoded = Buffer.from(script, 'utf16le').toString('base64')
    const { child, ended } = startProgram(
      powershell,
      ['-NoProfile', '-NonInteractive', '-EncodedCommand', encoded],
      signal,
      { SOLID_SCAN_REQUEST: JSON.stringify(request) },
    )
    gatherText(child.stderr)
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.trim() !== '') yield parseNews(line)
    }
    const { code } = await ended
    signal.throwIfAborted()
    if (code !== 0) throw new Problem('scanner-fault')
  }

  return {
    async list(signal) {
      for await (const news of run({ action: 'list' }, signal)) {
        if ('devices' in news) return { devices: news.devices.map(deviceOf), problems: [] }
        if ('fault' in news) throw wiaProblem(news.fault)
      }
      throw new Problem('scanner-fault')
    },

    async capabilities({ address }, signal) {
      for await (const news of run({ action: 'describe', device: address }, signal)) {
        if ('fault' in news) throw wiaProblem(news.fault)
        if (!('capabilities' in news)) continue
        const { flatbed, feeder, duplex, resolutions } = news.capabilities
        return {
          sources: [
            ...(flatbed ? (['flatbed'] as const) : []),
            ...(feeder ? (['feeder'] as const) : []),
            ...(feeder && duplex ? (['feeder-duplex'] as const) : []),
          ],
          resolutions:
            'listed' in resolutions
              ? resolutions.listed
              : resolutionsWithin(resolutions.lowest, resolutions.highest),
          // An intent is a wish that every driver has to know.
          colourModes: ['colour', 'grey'],
        }
      }
      throw new Problem('scanner-fault')
    },

    async *scan({ address }, { source, resolution, colourMode, paper }, { signal, onProgress }) {
      const request = { source, resolution, colourMode, ...paperMillimetres[paper] }
      let pages = 0
      for await (const news of run({ action: 'scan', device: address, ...request }, signal)) {
        if ('progress' in news) onProgress(null)
        if ('page' in news) {
          pages += 1
          yield Buffer.from(news.page, 'base64')
        }
        if (!('fault' in news)) continue
        const problem = wiaProblem(news.fault)
        // An empty feeder is how every stack ends.
        if (problem.code !== 'scanner-feeder-empty' || pages === 0) throw problem
      }
    },
  }
}

const deviceOf = ({ id, name }: { id: string; name: string }): ScannerDevice => ({
  route: 'wia',
  address: id,
  name,
  certificate: null,
})

function parseNews(line: string): News {
  try {
    return News.parse(JSON.parse(line))
  } catch (error) {
    throw new Problem('scanner-fault', {}, { cause: error })
  }
}
