import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createWiaDriver } from '../../../../../main/workers/scanning/wia/wia-driver.ts'
import type { ScannerDevice, ScanRequest } from '../../../../../shared/scanning.ts'
import { makeTempFolder, type TempFolder } from '../../../../support/temp-folder.ts'

/** What the script says, line by line, as the documentation of WIA has it; not yet recorded on Windows. */
const device: ScannerDevice = {
  route: 'wia',
  address: '{6BDD1FC6-810F-11D0-BEC7-08002BE2092F}\\0001',
  name: 'EPSON L3210 Series',
  certificate: null,
}
const wish: ScanRequest = { source: 'feeder', resolution: 200, colourMode: 'grey', paper: 'a4' }
const page = Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]).toString('base64')

let folder: TempFolder
let recording: string
const driver = createWiaDriver(path.join(import.meta.dirname, 'recorded-powershell.sh'))

beforeEach(async () => {
  folder = await makeTempFolder('wia')
  recording = path.join(folder.path, 'recording')
  process.env.RECORDING = recording
})
afterEach(async () => {
  delete process.env.RECORDING
  await folder.remove()
})

const record = (...lines: string[]): Promise<void> => writeFile(recording, `${lines.join('\r\n')}\r\n`)

async function scan(signal = new AbortController().signal) {
  const pages: string[] = []
  try {
    for await (const bytes of driver.scan(device, wish, { signal, onProgress: () => undefined })) {
      pages.push(Buffer.from(bytes).toString('base64'))
    }
    return { pages, problem: undefined }
  } catch (error) {
    return { pages, problem: error instanceof Error ? error.message : error }
  }
}

test('scanners are listed by the names that Windows gives them', async () => {
  await record(JSON.stringify({ devices: [{ id: device.address, name: device.name }] }))
  expect(await driver.list(new AbortController().signal)).toEqual({ devices: [device], problems: [] })
  expect(JSON.parse(await readFile(`${recording}.request`, 'utf8'))).toEqual({ action: 'list' })
})

test.each([
  [
    { flatbed: true, feeder: true, duplex: true, resolutions: { listed: [75, 150, 300, 600] } },
    { sources: ['flatbed', 'feeder', 'feeder-duplex'], resolutions: [75, 150, 300, 600] },
  ],
  [
    { flatbed: true, feeder: false, duplex: false, resolutions: { lowest: 50, highest: 300 } },
    { sources: ['flatbed'], resolutions: [75, 100, 150, 200, 240, 300] },
  ],
])('what a scanner can do: %j', async (capabilities, expected) => {
  await record(JSON.stringify({ capabilities }))
  expect(await driver.capabilities(device, new AbortController().signal)).toEqual({
    ...expected,
    colourModes: ['colour', 'grey'],
  })
})

test('a stack ends with the empty feeder; the order is told in millimetres', async () => {
  const taken = [JSON.stringify({ progress: true }), JSON.stringify({ page })]
  await record(
    ...taken,
    ...taken,
    JSON.stringify({ progress: true }),
    JSON.stringify({ fault: '0x80210003' }),
  )
  expect(await scan()).toEqual({ pages: [page, page], problem: undefined })
  expect(JSON.parse(await readFile(`${recording}.request`, 'utf8'))).toEqual({
    action: 'scan',
    device: device.address,
    source: 'feeder',
    resolution: 200,
    colourMode: 'grey',
    width: 210,
    height: 297,
  })
})

test.each([
  ['0x80210003', 'scanner-feeder-empty'],
  ['0x80210002', 'scanner-jammed'],
  ['0x80210005', 'scanner-gone'],
  ['0x80210006', 'scanner-busy'],
  ['0x80210016', 'scanner-cover-open'],
  ['0x80070005', 'scanner-denied'],
  ['0x80040154', 'scanner-program-missing'],
  ['0x80004005', 'scanner-fault'],
])('%s is %s', async (fault, problem) => {
  await record(JSON.stringify({ fault }))
  expect(await scan()).toEqual({ pages: [], problem })
})

test('what is no line of the script is a fault; where there is no PowerShell that is said', async () => {
  await record('Exception calling "Transfer"')
  expect((await scan()).problem).toBe('scanner-fault')
  const none = createWiaDriver(path.join(folder.path, 'powershell.exe'))
  await expect(none.list(new AbortController().signal)).rejects.toThrow('scanner-program-missing')
})

test('a driver that hangs is ended when the scan is cancelled', async () => {
  await record(JSON.stringify({ progress: true }))
  await writeFile(`${recording}.hangs`, '')
  // Longer than the test may take.
  expect((await scan(AbortSignal.timeout(400))).problem).toMatch(/timeout/i)
})

test('the script asks for what the driver sends and says what it reads', async () => {
  const script = await readFile(
    path.join(import.meta.dirname, '../../../../../resources/scanners/wia.ps1'),
    'utf8',
  )
  for (const name of ['action', 'device', 'source', 'resolution', 'colourMode', 'width', 'height']) {
    expect(script).toContain(`$request.${name}`)
  }
  // No picture may go through a file.
  expect(script).not.toMatch(/SaveFile|Out-File|Set-Content|TempFile/i)
})
