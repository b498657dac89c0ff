import { execFile } from 'node:child_process'
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { JobProcess } from '../../../../main/workers/queue/job-queue.ts'
import { createScanners, startScanningInNode } from '../../../../main/workers/scanning/client.ts'
import type { ScannerDevice, ScanRequest } from '../../../../shared/scanning.ts'
import { configureSane } from '../../../support/sane-test-device.ts'
import { makeTempFolder, type TempFolder } from '../../../support/temp-folder.ts'

/** SANE's own test device, by the real scanimage, in the real process. */
let folder: TempFolder
let processes: JobProcess[]

beforeEach(async () => {
  folder = await makeTempFolder('sane')
  processes = []
  await configureSane(folder.path)
})
afterEach(() => {
  vi.unstubAllEnvs()
  return folder.remove()
})

const start = (): JobProcess => {
  const started = startScanningInNode()
  processes.push(started)
  return started
}
const scanners = createScanners(start)
const device: ScannerDevice = {
  route: 'sane',
  address: 'test:0',
  name: 'Noname frontend-tester',
  certificate: null,
}
const glass: ScanRequest = { source: 'flatbed', resolution: 100, colourMode: 'colour', paper: 'a6' }
const feeder: ScanRequest = { source: 'feeder', resolution: 75, colourMode: 'grey', paper: 'a4' }

async function scan(wish: ScanRequest, options: { signal?: AbortSignal; from?: ScannerDevice } = {}) {
  const { signal = new AbortController().signal, from = device } = options
  const pages: Uint8Array[] = []
  const progress: (number | null)[] = []
  const ended = (problem: unknown) => ({ pages, progress, problem })
  try {
    const watch = { signal, onProgress: (fraction: number | null) => progress.push(fraction) }
    for await (const bytes of scanners.scan(from, wish, watch)) pages.push(bytes)
    return ended(undefined)
  } catch (error) {
    return ended(error instanceof Error ? error.message : error)
  }
}

/** Process ids of what runs as scanimage for us: other tests may scan at the same time. */
async function scanimages(): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid,args'])
  const lines = stdout.split('\n').filter((line) => line.includes(`scanimage -d ${device.address} --format`))
  const pids = lines.map((line) => Number(line.trim().split(' ')[0]))
  const environments = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')),
  )
  return pids.filter((_, index) => environments[index]?.includes(folder.path))
}

const soon = { timeout: 100_000, interval: 50 }

test('the test device is found, with what it can do', async () => {
  const { devices } = await scanners.list([], new AbortController().signal)
  expect(devices).toEqual([device])
  expect(await scanners.capabilities(device, new AbortController().signal)).toEqual({
    sources: ['flatbed', 'feeder'],
    resolutions: [75, 100, 150, 200, 240, 300, 400, 600, 1200],
    colourModes: ['colour', 'grey'],
  })
})

test('the glass gives one page of the size and colours that are wished', async () => {
  const { pages, progress, problem } = await scan(glass)
  expect(problem).toBeUndefined()
  expect(pages).toHaveLength(1)
  const { width, height, channels, format } = await sharp(pages[0]).metadata()
  expect({ format, channels }).toEqual({ format: 'png', channels: 3 })
  // 148 x 105 mm at 100 dpi.
  expect(Math.abs((width ?? 0) - 583)).toBeLessThan(3)
  expect(Math.abs((height ?? 0) - 413)).toBeLessThan(3)
  expect(progress.length).toBeGreaterThan(0)
  expect(Math.max(...progress.map((fraction) => fraction ?? 0))).toBe(1)
})

test('a stack of ten sheets is ten pages, and not a byte of them is written to the disk', async () => {
  const temporary = path.join(folder.path, 'tmp')
  await mkdir(temporary)
  vi.stubEnv('TMPDIR', temporary)
  const { pages, problem } = await scan(feeder)
  expect(problem).toBeUndefined()
  expect(pages).toHaveLength(10)
  for (const page of pages) expect((await sharp(page).metadata()).channels).toBe(1)
  expect(await readdir(temporary)).toEqual([])
})

test.each([
  ['SANE_STATUS_JAMMED', 'scanner-jammed'],
  ['SANE_STATUS_COVER_OPEN', 'scanner-cover-open'],
  ['SANE_STATUS_DEVICE_BUSY', 'scanner-busy'],
  ['SANE_STATUS_IO_ERROR', 'scanner-gone'],
  ['SANE_STATUS_ACCESS_DENIED', 'scanner-denied'],
  ['SANE_STATUS_NO_MEM', 'scanner-fault'],
  ['SANE_STATUS_INVAL', 'scanner-fault'],
  ['SANE_STATUS_EOF', 'scanner-fault'],
])('%s on the glass and in the feeder is %s', async (fault, problem) => {
  await configureSane(folder.path, { fault })
  expect(await scan(glass)).toMatchObject({ pages: [], problem })
  expect(await scan(feeder)).toMatchObject({ pages: [], problem })
})

test('naps2-714: an empty feeder is said and blocks nothing, however often', async () => {
  await configureSane(folder.path, { fault: 'SANE_STATUS_NO_DOCS' })
  for (let time = 0; time < 4; time += 1) expect((await scan(feeder)).problem).toBe('scanner-feeder-empty')
  expect(await scanimages()).toEqual([])
})

test('naps2-714: a scanimage that hangs at the end, as it does now and then, is not waited for', async () => {
  await configureSane(folder.path, { fault: 'SANE_STATUS_NO_DOCS' })
  const { PATH } = process.env
  const hanging = path.join(folder.path, 'scanimage')
  await writeFile(
    hanging,
    `#!/bin/sh\nPATH='${PATH}'\nscanimage "$@"\ncase $* in *--batch*) exec sleep 3600; esac\n`,
  )
  await chmod(hanging, 0o755)
  vi.stubEnv('PATH', [folder.path, PATH].join(path.delimiter))
  expect((await scan(feeder)).problem).toBe('scanner-feeder-empty')
})

test('a device that is not there any more, or has no such source, says so', async () => {
  expect((await scan(glass, { from: { ...device, address: 'test:7' } })).problem).toBe('scanner-gone')
  expect((await scan({ ...feeder, source: 'feeder-duplex' })).problem).toBe('scanner-unsuited')
})

test('a scan that is cancelled stops the scanner', async () => {
  await configureSane(folder.path, { delay: 200_000 })
  const stopping = new AbortController()
  const scanning = scan({ ...glass, resolution: 600 }, { signal: stopping.signal })
  await vi.waitFor(async () => expect(await scanimages()).toHaveLength(1), soon)
  stopping.abort(new Error('cancelled'))
  expect((await scanning).problem).toBe('cancelled')
  await vi.waitFor(async () => expect(await scanimages()).toEqual([]), soon)
})

test('a process that dies ends the scan with a problem', async () => {
  await configureSane(folder.path, { delay: 200_000 })
  const scanning = scan({ ...glass, resolution: 600 })
  await vi.waitFor(async () => expect(await scanimages()).toHaveLength(1), soon)
  processes.at(-1)?.kill()
  expect((await scanning).problem).toBe('scanner-stopped')
  for (const pid of await scanimages()) process.kill(pid, 'SIGKILL')
})

test('a device that never answers is given up, and what spoke to it is ended', async () => {
  const silent: JobProcess[] = []
  const impatient = createScanners(
    () => {
      const started = startScanningInNode()
      silent.push(started)
      return { ...started, onMessage: () => undefined }
    },
    { list: 300, describe: 300, scan: 300 },
  )
  const { signal } = new AbortController()
  await expect(impatient.list([], signal)).rejects.toThrow('scanner-silent')
  await expect(impatient.capabilities(device, signal)).rejects.toThrow('scanner-silent')
  expect(silent).toHaveLength(2)
})
