import fs from 'node:fs/promises'
import path from 'node:path'
import { expect, type FileChooser, type Page, test } from '@playwright/test'
import sharp from 'sharp'
import { inventFamilies } from '../../main/specimens/invent-families.ts'
import { specimenDrawings } from '../../main/workers/specimens/messages.ts'
import { renderSpecimen } from '../../main/workers/specimens/render-specimen.ts'
import { problemSentence } from '../../shared/problems.ts'
import { defaultScanningSettings } from '../../shared/scanning.ts'
import { ask, setUpOffice, startCore, testPassword } from '../support/core.ts'
import { configureSane } from '../support/sane-test-device.ts'
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts'
import { expectAccessible } from './accessible.ts'
import { pauseIn } from './keyboard.ts'
import { type OpenHost, openHost } from './open-host.ts'

/**
 * Every way in which pages come to an application, and what is done to them before they are read: from
 * scanner, watched folder, files and camera, refused, put aside, cut anew. One office, one application, in
 * this order.
 */
test.describe.configure({ mode: 'serial' })

let folder: TempFolder
let host: OpenHost
let page: Page
/** A KK and two KTP, as JPEG. */
let specimens: Buffer[]
/** Whose the first KTP is. */
let owner: string

const saneFolder = () => path.join(folder.path, 'sane')
const watchedFolder = () => path.join(folder.path, 'hasil pindai')

test.beforeAll(async ({ browserName: _ }, { project }) => {
  folder = await makeTempFolder('pages')
  const data = path.join(folder.path, 'data')
  specimens = await drawSpecimens()
  await fs.mkdir(watchedFolder())
  for (const [index, bytes] of specimens.slice(0, 2).entries())
    await fs.writeFile(path.join(watchedFolder(), `scan${index}.jpg`), bytes)
  await configureSane(saneFolder(), { devices: 0 })
  await prepareOffice(data)
  host = await openHost(project.name, data)
  page = host.page
  await openApplication()
})

test.afterAll(async () => {
  await host?.close()
  await folder?.remove()
})

async function drawSpecimens(): Promise<Buffer[]> {
  const office = { code: '3271031006', name: 'Kelurahan Sempur' }
  const families = inventFamilies({ seed: 'halaman', count: 20, office }).map(specimenDrawings)
  const drawings = families.find(({ length }) => length >= 3)
  if (!drawings) throw new Error('no family with two KTP among twenty')
  const [, ktp] = drawings
  owner = ktp?.document === 'ktp' ? ktp.member.name : ''
  return Promise.all(drawings.slice(0, 3).map(async (drawing) => Buffer.from(await renderSpecimen(drawing))))
}

async function prepareOffice(data: string): Promise<void> {
  const core = startCore(data)
  await setUpOffice(core, 'admin')
  await ask(core, 'admin', 'scanning.change-settings', {
    ...defaultScanningSettings,
    folder: { path: watchedFolder(), afterwards: 'move' },
  })
  await core.close()
}

async function openApplication(): Promise<void> {
  await page.getByLabel('Nama pengguna').fill('rina')
  await page.getByLabel('Kata sandi', { exact: true }).fill(testPassword)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Beranda' })).toBeVisible()
  await page.keyboard.press('F2')
  await expect(page.getByText('Pendaftaran').first()).toBeVisible()
  await page.keyboard.press('1')
  await expect(page.getByText('Belum ada berkas')).toBeVisible()
}

const cards = () => page.getByRole('toolbar', { name: 'Halaman' }).getByRole('button')
const arrivals = () => page.getByRole('region', { name: 'Berkas yang masuk' })

/** Width and height in pixels of the picture in the viewer. */
async function pictureSize(): Promise<{ width: number; height: number }> {
  const measure = `(() => {
    const image = document.querySelector('[role=application] img')
    return { width: image.naturalWidth, height: image.naturalHeight }
  })()`
  return await page.evaluate(measure)
}

async function pictureShape(): Promise<number> {
  const { width, height } = await pictureSize()
  return width / height
}

/** A name that is too long for its card ends in an ellipsis there, and is not cut off by the card's rim. */
async function expectCardsHoldTheirWords(): Promise<void> {
  const jutting = await page.evaluate(`[...document.querySelectorAll('[aria-label=Halaman] button span')]
    .filter((word) => word.getBoundingClientRect().right > word.closest('button').getBoundingClientRect().right)
    .map(({ textContent }) => textContent)`)
  expect(jutting).toEqual([])
}

/** Kept out of git; looked at by people. */
async function photograph(name: string): Promise<void> {
  await page.screenshot({ path: `screenshots/${test.info().project.name}-pages-${name}.png` })
}

async function openChooser(): Promise<FileChooser> {
  const chosen = page.waitForEvent('filechooser')
  // Playwright takes the system's dialog away only while somebody listens.
  await pauseIn(page, 500)
  await page.keyboard.press('Control+o')
  return chosen
}

async function chooseFiles(...files: { name: string; bytes: Buffer }[]): Promise<void> {
  await (await openChooser()).setFiles(
    files.map(({ name, bytes }) => ({ name, mimeType: 'application/octet-stream', buffer: bytes })),
  )
}

test('an empty application tells every way in which pages come', async () => {
  for (const way of ['F9', 'Ctrl', 'folder pantauan', 'kamera']) {
    await expect(page.getByRole('region', { name: 'Gambar berkas' })).toContainText(way)
  }
  await expectAccessible(page)
  await photograph('empty')
})

test('F9 without a scanner says what to do, and can be tried again', async () => {
  await page.keyboard.press('F9')
  const none = page.getByText(problemSentence({ code: 'scanner-none', data: {} }))
  await expect(none).toBeVisible()
  await expectAccessible(page)
  await configureSane(saneFolder(), { delay: 200_000 })
  await page.getByRole('button', { name: 'Coba lagi' }).press('Enter')
  await expect(none).toBeHidden()
  await expect(page.getByText(/^Memindai/)).toBeVisible()
  // The button that had the focus is gone; what it began can be stopped from where it was.
  await expect(page.getByRole('button', { name: /^Berhenti/ })).toBeFocused()
  await photograph('scanning')
  await page.keyboard.press('Escape')
  await expect(page.getByText(/^Memindai/)).toBeHidden()
  await expect(cards()).toHaveCount(0)
})

test('Shift+F9 and a number scan with another profile, and F9 with the same one again', async () => {
  await configureSane(saneFolder())
  await page.keyboard.press('Shift+F9')
  await expect(page.getByRole('menuitem', { name: /KK A4/ })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('2')
  await expect(cards()).toHaveCount(1)
  await expect(page.getByRole('button', { name: 'Pindai · KK A4 abu-abu 200 dpi' })).toBeVisible()
})

test('what waits in the watched folder is taken in by one key, and what appears later comes by itself', async () => {
  await expect(page.getByText('2 berkas menunggu di folder pantauan')).toBeVisible()
  await photograph('waiting')
  await expectAccessible(page)
  const before = await cards().count()
  await page.keyboard.press('Alt+a')
  await expect(cards()).toHaveCount(before + 2)
  await expect(page.getByText('berkas menunggu')).toBeHidden()
  // Nobody says whose a KTP is: that is read.
  await expect(cards().filter({ hasText: owner })).toHaveCount(1)
  await expect.poll(() => fs.readdir(watchedFolder())).not.toContain('scan0.jpg')
  await fs.writeFile(path.join(watchedFolder(), 'menyusul.jpg'), specimens[2] ?? '')
  await expect(cards()).toHaveCount(before + 3)
})

test('a page is cut anew by the keyboard, from its original, which one key shows', async () => {
  const glass = { width: 2480, height: 2000 }
  const lying = await sharp({ create: { ...glass, channels: 3, background: '#d9d8d2' } })
    .composite([{ input: specimens[2] ?? Buffer.alloc(0), left: 700, top: 600 }])
    .jpeg()
    .toBuffer()
  const pages = await cards().count()
  await chooseFiles({ name: 'kaca.jpg', bytes: lying })
  await expect(cards()).toHaveCount(pages + 1)
  // A KTP, 85.6 by 53.98 mm.
  await expect.poll(pictureShape).toBeCloseTo(85.6 / 53.98, 1)
  const result = await pictureSize()
  await page.keyboard.press('Alt+l')
  await expect(page.getByText('Gambar asli, sebelum diluruskan dan dipotong')).toBeVisible()
  await expect.poll(pictureShape).toBeCloseTo(glass.width / glass.height, 1)
  await expectAccessible(page)
  await photograph('original')
  await page.keyboard.press('Alt+l')
  await expect.poll(pictureSize).toEqual(result)

  await page.keyboard.press('Alt+c')
  const corner = page.getByRole('button', { name: /^Sudut kiri atas/ })
  await expect(corner).toBeFocused()
  const said = page.getByRole('status').filter({ hasText: 'Sudut kiri atas' })
  const before = await said.innerText()
  for (let press = 0; press < 5; press++) await page.keyboard.press('Shift+ArrowDown')
  await expect(said).not.toHaveText(before)
  await expectAccessible(page)
  await photograph('cut')
  await page.keyboard.press('Escape')
  await expect(corner).toBeHidden()
  expect(await pictureSize()).toEqual(result)
  await expect(page.locator(':focus')).toBeVisible()

  await page.keyboard.press('Alt+c')
  await expect(corner).toBeFocused()
  // The left edge goes inwards by a fifth of the card: its upper corner and, three corners on, its lower one.
  for (let press = 0; press < 8; press++) await page.keyboard.press('ArrowRight')
  for (let press = 0; press < 3; press++) await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: /^Sudut kiri bawah/ })).toBeFocused()
  for (let press = 0; press < 8; press++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(corner).toBeHidden()
  await expect.poll(pictureShape).toBeLessThan((0.85 * result.width) / result.height)
  await expect(page.locator(':focus')).toBeVisible()
})

test('a page that cannot be used shows why, with its picture; a blank one can be had back', async () => {
  const blurred = await sharp(specimens[1]).blur(3).jpeg().toBuffer()
  const blank = await sharp({ create: { width: 1654, height: 2339, channels: 3, background: '#f6f6f4' } })
    .jpeg()
    .toBuffer()
  const heic = Buffer.concat([
    Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
    Buffer.alloc(2000),
  ])
  const before = await cards().count()
  await chooseFiles(
    { name: 'buram.jpg', bytes: blurred },
    { name: 'kosong.jpg', bytes: blank },
    { name: 'ponsel.heic', bytes: heic },
    { name: 'sama.jpg', bytes: specimens[0] ?? Buffer.alloc(0) },
  )
  await expect(arrivals().getByText('buram.jpg')).toBeVisible()
  await expect(arrivals().getByText(/^Salah Terlalu buram/)).toBeVisible()
  await expect(arrivals().getByRole('img', { name: 'Halaman yang ditolak' })).toBeVisible()
  await expect(arrivals().getByText(/Foto HEIC belum dapat dibuka/)).toBeVisible()
  await expect(arrivals().getByText('1 halaman sudah ada')).toBeVisible()
  await expect(arrivals().getByText('1 halaman kosong dilewati')).toBeVisible()
  await expect(cards()).toHaveCount(before)
  await expectAccessible(page)
  await expectCardsHoldTheirWords()
  await photograph('refused')

  await arrivals().getByRole('button', { name: 'Kembalikan' }).press('Enter')
  await expect(cards()).toHaveCount(before + 1)
  await expect(arrivals().getByText('halaman kosong')).toBeHidden()
  await expect(page.locator('section').locator(':focus')).toBeVisible()
  await arrivals().getByRole('button', { name: 'Tutup buram.jpg' }).press('Enter')
  await expect(arrivals().getByText('buram.jpg')).toBeHidden()
  await expect(page.locator('section').locator(':focus')).toBeVisible()
})

test('a file that is gone when its turn comes says so, and the others are taken in', async () => {
  const files = ['buram lagi.jpg', 'hilang.jpg', 'catatan.txt'].map((name) => path.join(folder.path, name))
  const [blurred = '', gone = '', note = ''] = files
  // So large that its decoding takes longer than it takes to delete the next one.
  await fs.writeFile(blurred, await sharp(specimens[1]).resize(5000).blur(14).jpeg().toBuffer())
  await fs.copyFile(blurred, gone)
  await fs.writeFile(note, 'Ini bukan gambar.')
  await (await openChooser()).setFiles(files)
  // While the first one is decoded.
  await fs.rm(gone)
  await expect(arrivals().getByText(problemSentence({ code: 'file-unreadable', data: {} }))).toBeVisible()
  await expect(arrivals().getByText(problemSentence({ code: 'not-an-image', data: {} }))).toBeVisible()
  for (const name of files.map((file) => path.basename(file))) {
    await arrivals()
      .getByRole('button', { name: `Tutup ${name}` })
      .press('Enter')
    await expect(arrivals().getByText(name)).toBeHidden()
  }
})

test('the camera takes a photograph, which is looked at first, and goes off when it is left', async () => {
  const before = await cards().count()
  await page.keyboard.press('Alt+k')
  const take = page.getByRole('button', { name: /^Ambil foto/ })
  await expect(take).toBeFocused()
  await expect.poll(() => page.evaluate(`document.querySelector('video').videoWidth`)).toBeGreaterThan(0)
  await expectAccessible(page)
  await photograph('camera')
  await page.keyboard.press('Space')
  await expect(page.getByRole('img', { name: 'Foto yang baru diambil' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(take).toBeFocused()
  await page.evaluate(`globalThis.track = document.querySelector('video').srcObject.getTracks()[0]`)
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: /^Pakai foto ini/ })).toBeFocused()
  await page.keyboard.press('Enter')
  // Chromium's moving picture is no document: it may be refused, but it has arrived.
  await expect
    .poll(
      async () =>
        (await cards().count()) +
        (await arrivals()
          .getByText(/^Foto kamera/)
          .count()),
    )
    .toBeGreaterThan(before)
  await page.keyboard.press('Escape')
  await expect(take).toBeHidden()
  expect(await page.evaluate('track.readyState')).toBe('ended')
})

test('a page that comes while somebody types waits in the column; one that comes later is looked at', async () => {
  const looked = page.getByRole('toolbar', { name: 'Halaman' }).getByRole('button', { pressed: true })
  const lookedAt = () => looked.locator('img').getAttribute('src')
  // The photograph of the test before may still be on its way.
  await expect(arrivals().getByRole('progressbar')).toBeHidden()
  // No page tells this field, so that none comes into sight with it.
  await page.getByLabel('Telepon').focus()
  await pauseIn(page, 500)
  const before = await lookedAt()
  const count = await cards().count()
  const [first, second] = await Promise.all(
    ['#e8e4da', '#dfe6ea'].map((background) =>
      sharp({ create: { width: 1400, height: 1000, channels: 3, background } })
        .composite([{ input: specimens[1] ?? Buffer.alloc(0), left: 60, top: 80 }])
        .jpeg()
        .toBuffer(),
    ),
  )
  await chooseFiles({ name: 'sambil-mengetik.jpg', bytes: first ?? Buffer.alloc(0) })
  await expect(async () => {
    await page.keyboard.press('8')
    expect(await cards().count()).toBe(count + 1)
  }).toPass({ intervals: [200] })
  expect(await lookedAt()).toBe(before)
  // As long as it takes to be sure that nobody types.
  await pauseIn(page, 2_500)
  await chooseFiles({ name: 'kemudian.jpg', bytes: second ?? Buffer.alloc(0) })
  await expect(cards()).toHaveCount(count + 2)
  await expect.poll(lookedAt).not.toBe(before)
  await expect.poll(pictureShape).toBeCloseTo(85.6 / 53.98, 1)
})

test('three hundred files at once leave the form usable, a readable list, and a way to stop', async () => {
  const empty = Buffer.alloc(0)
  await page.evaluate(watchKeys)
  await chooseFiles(
    ...Array.from({ length: 300 }, (_, index) => ({
      name: `catatan ${index}.txt`,
      bytes: index < 20 ? empty : Buffer.from(`Ini bukan gambar, nomor ${index}.`),
    })),
  )
  await expect(arrivals().getByText(/\d+ menunggu/)).toBeVisible()
  // Every key is answered before the files are through; how quickly is what the bench `page` measures.
  const text = 'JALAN MELATI NOMOR'
  expect(await typeAddress(text)).toEqual(Array.from(text, () => true))
  await expect(arrivals().getByText(/\d+ menunggu/)).toBeVisible()
  await expect(arrivals().getByText(/\d+ berkas lain juga ditolak/)).toBeVisible()
  expect(await arrivals().getByRole('listitem').count()).toBeLessThan(12)
  await expectAccessible(page)
  await photograph('many')
  await arrivals().getByRole('button', { name: 'Batalkan' }).press('Enter')
  await expect(arrivals().getByText('menunggu')).toBeHidden()
  await expect(arrivals().getByRole('progressbar')).toBeHidden()
  await arrivals().getByRole('button', { name: 'Tutup semua' }).press('Enter')
  await expect(arrivals().getByRole('listitem')).toHaveCount(0)
  await expect(page.locator('section').locator(':focus')).toBeVisible()
})

/** Types over the address and tells of each key whether files still waited when it was answered. */
async function typeAddress(text: string): Promise<boolean[]> {
  await page.getByLabel('Alamat').fill('')
  await page.evaluate('keyAnswers = []')
  await page.keyboard.type(text, { delay: 30 })
  await expect(page.getByLabel('Alamat')).toHaveValue(text)
  await expect.poll(() => page.evaluate('keyAnswers.length')).toBe(text.length)
  return page.evaluate<boolean[]>('keyAnswers')
}

/** Notes with the picture that shows each key pressed whether files wait in it. */
const watchKeys = `(() => {
  globalThis.keyAnswers = []
  addEventListener('keydown', () => {
    // A key before the watching may be answered in the middle of it.
    const answers = keyAnswers
    requestAnimationFrame(() =>
      setTimeout(() => answers.push(/\\d+ menunggu/.test(document.body.textContent))))
  }, { capture: true })
})()`
