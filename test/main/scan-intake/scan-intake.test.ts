import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAccounts } from '../../../main/accounts/accounts.ts'
import type { Core } from '../../../main/core/core.ts'
import { createServices } from '../../../main/core/services.ts'
import { systemClock } from '../../../main/store/clock.ts'
import { prepareTraining } from '../../../main/training/training.ts'
import type { CallOutput } from '../../../shared/contract/contract.ts'
import { defaultScanningSettings, type ScanningSettings } from '../../../shared/scanning.ts'
import { ask, setUpOffice, startCore, startNoReading, testPassword } from '../../support/core.ts'
import { decodedPages } from '../../support/counter.ts'
import { configureSane } from '../../support/sane-test-device.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'

/** The real core with SANE's test device and a real watched folder. */
let folder: TempFolder
let core: Core
let events: string[]
let applicationId: string
const connection = 'loket'

beforeEach(async () => {
  folder = await makeTempFolder('scanning')
  await configureSane(path.join(folder.path, 'sane'))
  await mkdir(watched())
  core = startCore(path.join(folder.path, 'data'), startNoReading)
  events = []
  core.onEvent((event) => void events.push(event))
  await setUpOffice(core, connection)
  applicationId = (await ask(core, connection, 'applications.create', { kind: 'pendaftaran' })).id
})
afterEach(async () => {
  await core.close()
  await folder.remove()
})

const watched = (...names: string[]): string => path.join(folder.path, 'pindaian', ...names)

const state = (): Promise<CallOutput<'scanning.state'>> =>
  ask(core, connection, 'scanning.state', { applicationId })

const change = (changed: Partial<ScanningSettings>): Promise<ScanningSettings> =>
  ask(core, connection, 'scanning.change-settings', { ...defaultScanningSettings, ...changed })

const scan = (profileId: string) => core.call(connection, 'scanning.scan', { applicationId, profileId })

/** How many pages the application has. */
async function pages(): Promise<number> {
  return (await ask(core, connection, 'applications.get', { id: applicationId })).pages.length
}

const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 100_000, interval: 50 })

/** A small sheet of the shape of a card at 300 dpi; every number gives another. */
async function writeSheet(name: string, number: number): Promise<void> {
  const lines = Array.from({ length: 12 }, (_, line) => {
    const figures = (number * 7919 + line * 104729) % 1e9
    return `<text x="70" y="${70 + line * 46}" font-size="32" font-family="monospace">${figures} contoh baris ${line}</text>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1012" height="638"><rect width="100%" height="100%" fill="#fff"/>${lines.join('')}</svg>`
  await sharp(Buffer.from(svg)).jpeg().toFile(watched(name))
}

const feederOf = (id: string): ScanningSettings['profiles'][number] => ({
  id,
  name: 'Pengumpan',
  device: null,
  source: 'feeder',
  resolution: 100,
  colourMode: 'grey',
  paper: 'a4',
})

test('scans a page with the first scanner found, and stores the last profile', async () => {
  expect(await scan('flatbed-ktp')).toEqual({ ok: true, value: { pages: 1 } })
  expect(await pages()).toBe(1)
  const { lastProfileId, job, imports } = await state()
  expect(lastProfileId).toBe('flatbed-ktp')
  expect(job).toBeNull()
  expect(imports.map(({ name, state: { step } }) => [name, step])).toEqual([['Flatbed KTP 300 dpi', 'done']])
  expect(events).toContain('scanning')
  expect(events).toContain('pages')
  await ask(core, connection, 'scanning.dismiss', { id: imports[0]?.id ?? '' })
  expect((await state()).imports).toEqual([])
})

test('imports a stack page by page and recognises repeated pages', async () => {
  await change({ profiles: [feederOf('tumpukan')] })
  const scanning = scan('tumpukan')
  await eventually(async () => expect((await state()).job?.pages).toBeGreaterThan(1))
  expect(await scan('tumpukan')).toMatchObject({ ok: false, problem: { code: 'scanner-busy' } })
  expect(await scanning).toEqual({ ok: true, value: { pages: 10 } })
  // The test device scans the same sheet ten times.
  const { imports } = await state()
  expect(imports).toHaveLength(10)
  const results = imports.flatMap(({ state: s }) => (s.step === 'done' ? [s.result] : []))
  const kept = results.reduce(
    (sum, { added, blank, refused }) => sum + added.length + blank.length + refused.length,
    0,
  )
  const there = results.reduce((sum, { alreadyThere }) => sum + alreadyThere, 0)
  expect(kept + there).toBe(10)
  expect(await pages()).toBeLessThanOrEqual(1)
})

test('a cancelled scan gives the pages that came, and they stay', async () => {
  await change({ profiles: [feederOf('tumpukan')] })
  const scanning = scan('tumpukan')
  await eventually(async () => expect((await state()).job?.pages).toBeGreaterThan(0))
  await ask(core, connection, 'scanning.cancel', {})
  const result = await scanning
  expect(result.ok && result.value).toEqual({ pages: expect.any(Number) })
  expect((await state()).job).toBeNull()
  expect(await scan('tumpukan')).toMatchObject({ ok: true })
})

test('naps2-714: reports an empty feeder, while everything else continues', async () => {
  await configureSane(path.join(folder.path, 'sane'), { fault: 'SANE_STATUS_NO_DOCS' })
  await change({ profiles: [feederOf('tumpukan')] })
  const scanning = scan('tumpukan')
  let answered = 0
  let isOver = false
  void scanning.then(() => {
    isOver = true
  })
  while (!isOver) {
    await state()
    answered += 1
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(await scanning).toMatchObject({ ok: false, problem: { code: 'scanner-feeder-empty' } })
  // A scan that kept the thread would be over before the second answer.
  expect(answered).toBeGreaterThan(10)
})

test('reports a deleted profile and a missing scanner', async () => {
  expect(await scan('tidak-ada')).toMatchObject({ ok: false, problem: { code: 'scan-profile-gone' } })
  expect(await scan('adf-dupleks')).toMatchObject({ ok: false, problem: { code: 'scanner-unsuited' } })
  await configureSane(path.join(folder.path, 'sane'), { devices: 0 })
  expect(await scan('kk-a4')).toMatchObject({ ok: false, problem: { code: 'scanner-none' } })
})

test('files wait in the folder until they are imported; then they are stored, and only then moved', async () => {
  await change({ folder: { path: watched(), afterwards: 'move' } })
  await writeSheet('kk.jpg', 1)
  await writeSheet('ktp.jpg', 2)
  await eventually(async () =>
    expect((await state()).waiting.map(({ name }) => name)).toEqual(['kk.jpg', 'ktp.jpg']),
  )
  expect(await ask(core, connection, 'scanning.import', { applicationId })).toEqual({ files: 2 })
  await eventually(async () => expect(await readdir(watched())).toEqual(['sudah-diambil']))
  expect(await pages()).toBe(2)
  expect(await readdir(watched('sudah-diambil'))).toEqual(['kk.jpg', 'ktp.jpg'])
  expect((await state()).waiting).toEqual([])
})

test('imports files that appear while a target is set, but not earlier ones', async () => {
  await change({ folder: { path: watched(), afterwards: 'remove' } })
  await writeSheet('orang-lain.jpg', 3)
  await eventually(async () => expect((await state()).waiting).toHaveLength(1))
  await ask(core, connection, 'scanning.follow', { applicationId })
  await writeSheet('ini.jpg', 4)
  await eventually(async () => expect(await readdir(watched())).toEqual(['orang-lain.jpg']))
  expect(await pages()).toBe(1)
  await ask(core, connection, 'scanning.follow', { applicationId: null })
  await writeSheet('nanti.jpg', 5)
  await eventually(async () => expect((await state()).waiting).toHaveLength(2))
})

test('files from before the first poll wait too, however soon a target is set', async () => {
  await writeSheet('orang-lain.jpg', 3)
  await change({ folder: { path: watched(), afterwards: 'remove' } })
  await ask(core, connection, 'scanning.follow', { applicationId })
  await eventually(async () => expect((await state()).waiting).toHaveLength(1))
  await writeSheet('ini.jpg', 4)
  await eventually(async () => expect(await readdir(watched())).toEqual(['orang-lain.jpg']))
  expect(await pages()).toBe(1)
})

test('files that appear while the screen is locked wait until they are imported', async () => {
  await change({ folder: { path: watched(), afterwards: 'move' } })
  await ask(core, connection, 'scanning.follow', { applicationId })
  await ask(core, connection, 'session.lock', {})
  events = []
  await writeSheet('terkunci.jpg', 6)
  await eventually(async () => expect(events).toContain('scanning'))
  await ask(core, connection, 'session.sign-in', { username: 'rina', password: testPassword })
  expect((await state()).waiting).toHaveLength(1)
  await writeSheet('sesudah.jpg', 7)
  await eventually(async () => expect(await readdir(watched())).toEqual(['sudah-diambil', 'terkunci.jpg']))
})

test('refuses and reports a file that is no page; imports a file stored before a crash only once', async () => {
  await change({ folder: { path: watched(), afterwards: 'move' } })
  await writeFile(watched('bukan.pdf'), 'tulisan biasa')
  await writeSheet('kk.jpg', 7)
  await eventually(async () => expect((await state()).waiting).toHaveLength(2))
  await ask(core, connection, 'scanning.import', { applicationId })
  await eventually(async () => expect(await readdir(watched())).toEqual(['ditolak', 'sudah-diambil']))
  expect(await readdir(watched('ditolak'))).toEqual(['bukan.pdf'])
  const { imports } = await state()
  expect(imports[0]).toMatchObject({ state: { step: 'refused', problem: { code: 'not-an-image' } } })
  // As if the power had gone between storing and moving: the file is there again.
  execFileSync('mv', [watched('sudah-diambil', 'kk.jpg'), watched('kk.jpg')])
  await eventually(async () => expect((await state()).waiting).toHaveLength(1))
  await ask(core, connection, 'scanning.import', { applicationId })
  await eventually(async () => expect(await readdir(watched())).toEqual(['ditolak', 'sudah-diambil']))
  expect(await pages()).toBe(1)
  const last = (await state()).imports.at(-1)?.state
  expect(last?.step === 'done' && last.result.alreadyThere).toBe(1)
})

test('reports a folder that disappears, also to IT, and recovers', async () => {
  await change({ folder: { path: watched('nanti'), afterwards: 'move' } })
  await eventually(async () => expect((await state()).folderProblem?.code).toBe('folder-gone'))
  expect(await ask(core, connection, 'scanning.state-of-folder', {})).toMatchObject({
    problem: { code: 'folder-gone' },
  })
  await mkdir(watched('nanti'))
  await eventually(async () => expect((await state()).folderProblem).toBeNull())
})

test('training does not watch a real folder', async () => {
  await prepareTrainingWithoutCards(path.join(folder.path, 'data', 'latihan'))
  await change({ folder: { path: watched(), afterwards: 'remove' } })
  const { accounts } = await ask(core, connection, 'session.start-training', {})
  const trainee = accounts.find(({ roles }) => roles.includes('admin'))
  if (!trainee) throw new Error('nobody administers the training')
  await ask(core, connection, 'session.sign-in', trainee)
  await change({ folder: { path: watched(), afterwards: 'remove' } })
  await writeSheet('sungguhan.jpg', 8)
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(await ask(core, connection, 'scanning.state-of-folder', {})).toEqual({ problem: null, files: 0 })
  expect(await readdir(watched())).toEqual(['sungguhan.jpg'])
})

/** The training office as it is made, but for its sixty cards: to draw them takes a minute. */
async function prepareTrainingWithoutCards(training: string): Promise<void> {
  const accounts = createAccounts({ folder: training, clock: systemClock })
  await prepareTraining({
    folder: training,
    accounts,
    drawCard: async () => randomBytes(2_000),
    openServices: (store) =>
      createServices({ store, imaging: decodedPages, clock: systemClock, report: () => undefined }),
  })
  await accounts.close()
}

test('a trial measures a page by unsaved limits and stores nothing', async () => {
  await writeSheet('kk.jpg', 9)
  const bytes = new Uint8Array(await sharp(watched('kk.jpg')).toBuffer())
  const thresholds = defaultScanningSettings.quality
  const strict = { ...thresholds, ink: 0, sharpness: { refusal: 2, warning: 3 } }
  const tryIt = (limits: ScanningSettings['quality']) =>
    ask(core, connection, 'scanning.try', { from: { source: 'file', bytes }, thresholds: limits })
  const [page] = (await tryIt(strict)).pages
  expect(page?.quality.measures.sharpness).toBeGreaterThan(0)
  expect(page?.quality.findings).toContainEqual(
    expect.objectContaining({ code: 'page-blurred', level: 'refusal' }),
  )
  const [same] = (await tryIt({ ...strict, sharpness: { refusal: 0, warning: 3 } })).pages
  expect(same?.quality.findings).toContainEqual(
    expect.objectContaining({ code: 'page-blurred', level: 'warning' }),
  )
  const scanned = await ask(core, connection, 'scanning.try', {
    from: { source: 'scanner', profile: { ...feederOf('coba'), source: 'flatbed' } },
    thresholds,
  })
  expect(scanned.pages).toHaveLength(1)
  expect(await pages()).toBe(0)
})
