import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { Problem } from '../../../../shared/problems.ts'
import type { ScannerDevice } from '../../../../shared/scanning.ts'
import { resourceFile } from '../../../store/resources.ts'
import type { ScannerDriver } from '../driver.ts'
import { paperMillimetres } from '../paper-size.ts'
import { collectText, startProgram } from '../program.ts'
import { resolutionsWithin } from '../resolution.ts'
import { wiaProblem } from './faults.ts'

/** One line of the script. */
const ScriptMessage = z.union([
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
type ScriptMessage = z.infer<typeof ScriptMessage>

/**
 * WIA by a script in Windows PowerShell, a process of its own that can be ended when a driver hangs. The script is
 * handed over on the command line, because a policy of the office may keep files of scripts from running.
 */
export function createWiaDriver(powershell = 'powershell.exe'): ScannerDriver {
  async function* run(request: object, signal: AbortSignal): AsyncGenerator<ScriptMessage> {
    signal.throwIfAborted()
    const script = await readFile(resourceFile('scanners/wia.ps1'), 'utf8')
    const encoded = Buffer.from(script, 'utf16le').toString('base64')
    const { child, ended } = startProgram(
      powershell,
      ['-NoProfile', '-NonInteractive', '-EncodedCommand', encoded],
      signal,
      { SOLID_SCAN_REQUEST: JSON.stringify(request) },
    )
    collectText(child.stderr)
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.trim() !== '') yield parseMessage(line)
    }
    const { code } = await ended
    signal.throwIfAborted()
    if (code !== 0) throw new Problem('scanner-fault')
  }

  return {
    async list(signal) {
      for await (const message of run({ action: 'list' }, signal)) {
        if ('devices' in message) return { devices: message.devices.map(toDevice), problems: [] }
        if ('fault' in message) throw wiaProblem(message.fault)
      }
      throw new Problem('scanner-fault')
    },

    async capabilities({ address }, signal) {
      for await (const message of run({ action: 'describe', device: address }, signal)) {
        if ('fault' in message) throw wiaProblem(message.fault)
        if (!('capabilities' in message)) continue
        const { flatbed, feeder, duplex, resolutions } = message.capabilities
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
      for await (const message of run({ action: 'scan', device: address, ...request }, signal)) {
        if ('progress' in message) onProgress(null)
        if ('page' in message) {
          pages += 1
          yield Buffer.from(message.page, 'base64')
        }
        if (!('fault' in message)) continue
        const problem = wiaProblem(message.fault)
        // An empty feeder is how every stack ends.
        if (problem.code !== 'scanner-feeder-empty' || pages === 0) throw problem
      }
    },
  }
}

const toDevice = ({ id, name }: { id: string; name: string }): ScannerDevice => ({
  route: 'wia',
  address: id,
  name,
  certificate: null,
})

function parseMessage(line: string): ScriptMessage {
  try {
    return ScriptMessage.parse(JSON.parse(line))
  } catch (error) {
    throw new Problem('scanner-fault', {}, { cause: error })
  }
}
