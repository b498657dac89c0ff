import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEsclDriver } from '../../../../../main/workers/scanning/escl/escl-driver.ts'
import type { ScannerDevice, ScanRequest } from '../../../../../shared/scanning.ts'
import { makeServerCertificate } from '../../../../support/certificates.ts'
import { type EsclServer, startEsclServer } from '../../../../support/escl-server.ts'
import { makeTempFolder } from '../../../../support/temp-folder.ts'

const page = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), randomBytes(300_000), Buffer.from([0xff, 0xd9])])
/** Longer than any answer takes on a busy machine; a test of what never comes has less. */
const patient = { answer: 60_000, page: 60_000, busy: 60_000, pause: 50 }
const timeouts = { ...patient }
const glass: ScanRequest = { source: 'flatbed', resolution: 300, colourMode: 'colour', paper: 'a6' }
const feeder: ScanRequest = { source: 'feeder', resolution: 200, colourMode: 'grey', paper: 'f4' }

let server: EsclServer
beforeEach(async () => {
  server = await startEsclServer(page)
})
afterEach(() => {
  Object.assign(timeouts, patient)
  return server[Symbol.asyncDispose]()
})

const driver = createEsclDriver({ addresses: [], discover: async () => [], timeouts })
const deviceAt = (address: string, certificate: string | null = null): ScannerDevice => ({
  route: 'escl',
  address,
  name: 'MFP',
  certificate,
})

async function scan(
  wish: ScanRequest,
  device = deviceAt(server.address),
  signal = new AbortController().signal,
) {
  const pages: Buffer[] = []
  const progress: (number | null)[] = []
  const watch = { signal, onProgress: (fraction: number | null) => progress.push(fraction) }
  try {
    for await (const bytes of driver.scan(device, wish, watch)) pages.push(Buffer.from(bytes))
    return { pages, progress, problem: undefined }
  } catch (error) {
    return { pages, progress, problem: error instanceof Error ? error.message : error }
  }
}

test('finds a scanner at a configured address with its name and capabilities', async () => {
  const list = createEsclDriver({
    addresses: [new URL(server.address).origin, 'http://127.0.0.1:9/eSCL'],
    discover: async () => [],
    timeouts,
  })
  const { devices, problems } = await list.list(new AbortController().signal)
  expect(devices).toEqual([{ ...deviceAt(server.address), name: 'Contoh Pindai MFP 100' }])
  expect(problems).toEqual([{ code: 'scanner-gone', data: {} }])
  expect(await driver.capabilities(deviceAt(server.address), new AbortController().signal)).toEqual({
    sources: ['flatbed', 'feeder', 'feeder-duplex'],
    resolutions: [75, 200, 300, 600],
    colourModes: ['colour', 'grey'],
  })
})

test('the flatbed gives one page as requested, and the job is deleted', async () => {
  const { pages, progress, problem } = await scan(glass)
  expect(problem).toBeUndefined()
  expect(pages).toHaveLength(1)
  expect(pages[0]?.equals(page)).toBe(true)
  expect(progress.at(-1)).toBe(1)
  expect(server.deleted).toHaveLength(1)
  expect(server.jobRequests[0]).toMatchObject({
    Version: '2.63',
    InputSource: 'Platen',
    ColorMode: 'RGB24',
    XResolution: '300',
    YResolution: '300',
    DocumentFormatExt: 'image/jpeg',
    ScanRegions: { ScanRegion: { Width: '1748', Height: '1240', XOffset: '0', YOffset: '0' } },
  })
})

test('scans a stack page by page until the feeder is empty, both sides if requested', async () => {
  server.faults.sheets = 3
  const oneSided = await scan(feeder)
  expect([oneSided.pages.length, oneSided.problem]).toEqual([3, undefined])
  // Never more than the device has: F4 is 2539 wide and 3898 high, the feeder takes 2550 by 4200.
  expect(server.jobRequests[0]).toMatchObject({
    InputSource: 'Feeder',
    Duplex: 'false',
    ColorMode: 'Grayscale8',
    ScanRegions: { ScanRegion: { Width: '2539', Height: '3898' } },
  })
  server.faults.sheets = 2
  const twoSided = await scan({ ...feeder, source: 'feeder-duplex' })
  expect([twoSided.pages.length, twoSided.problem]).toEqual([4, undefined])
})

test('retries a busy scanner after its Retry-After, up to a limit', async () => {
  Object.assign(server.faults, { busyJobRequests: 1, busyPages: 2 })
  expect((await scan(glass)).pages).toHaveLength(1)
  Object.assign(server.faults, { busyJobRequests: 100, busyPages: 0 })
  timeouts.busy = 2_500
  expect((await scan(glass)).problem).toBe('scanner-busy')
})

test.each([
  ['an empty feeder', { sheets: 0 }, 'scanner-feeder-empty', 0],
  ['a jam', { sheets: 5, jamAfter: 2 }, 'scanner-jammed', 2],
  ['an open cover', { sheets: 5, openAfter: 1 }, 'scanner-cover-open', 1],
  ['a connection cut within a page', { sheets: 5, cutAfter: 3 }, 'scanner-gone', 3],
  ['a scanner that never answers', { silent: true }, 'scanner-silent', 0],
])('%s says so, and the pages before it are there', async (_, behaviour, problem, pages) => {
  Object.assign(server.faults, behaviour)
  if (server.faults.silent) timeouts.answer = 300
  const result = await scan(feeder)
  expect(result.problem).toBe(problem)
  expect(result.pages).toHaveLength(pages)
})

test('reports a scanner that is switched off', async () => {
  expect((await scan(glass, deviceAt('http://127.0.0.1:9/eSCL'))).problem).toBe('scanner-gone')
})

test('reports a server that is no scanner', async () => {
  expect((await scan(glass, deviceAt(`${server.address}/nothing`))).problem).toBe('scanner-fault')
})

test('deletes the job of a cancelled scan', async () => {
  server.faults.sheets = 100
  server.faults.busyPages = 5
  const stopping = new AbortController()
  let asked = 0
  const onProgress = () => {
    asked += 1
    if (asked === 3) stopping.abort(new Error('cancelled'))
  }
  const pages = driver.scan(deviceAt(server.address), feeder, { signal: stopping.signal, onProgress })
  await expect(pages[Symbol.asyncIterator]().next()).rejects.toThrow('cancelled')
  expect(server.deleted).toHaveLength(1)
})

test('accepts a self-signed certificate in the office network, and pins it', async () => {
  await using folder = await makeTempFolder('escl')
  const { keyFile, certificateFile } = await makeServerCertificate(folder.path)
  await using own = await startEsclServer(page, {
    key: await readFile(keyFile, 'utf8'),
    cert: await readFile(certificateFile, 'utf8'),
  })
  const list = createEsclDriver({ addresses: [own.address], discover: async () => [], timeouts })
  const { devices } = await list.list(new AbortController().signal)
  expect(devices[0]?.certificate).toMatch(/^[0-9a-f]{64}$/)
  expect((await scan(glass, devices[0])).pages).toHaveLength(1)
  expect((await scan(glass, deviceAt(own.address, 'f'.repeat(64)))).problem).toBe('scanner-certificate')
  expect(own.jobRequests).toHaveLength(1)
})
