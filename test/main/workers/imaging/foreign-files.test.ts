import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRandom } from '../../../../main/specimens/random.ts'
import { readSetting, writeSetting } from '../../../../main/store/settings.ts'
import { createImaging, startImagingInNode } from '../../../../main/workers/imaging/client.ts'
import type { Corners } from '../../../../shared/area.ts'
import { type Counter, openCounter } from '../../../support/counter.ts'
import { fileSignatures } from '../../../support/file-signatures.ts'
import { endlessTimeouts } from '../../../support/timeouts.ts'
import { makeCapture } from '../../../tools/captures/captures.ts'
import { ktpsOnGlass } from '../../../tools/captures/scans.ts'
import { simulateCamera } from '../../../tools/captures/simulate-camera.ts'
import { cornerPage, corners, cornersOf, everything, pdfOfPages } from './imaging-samples.ts'

/** Files as devices deliver them, on the whole road from their bytes to stored pages. */

let counter: Counter
beforeAll(async () => {
  counter = await openCounter({ imaging: createImaging(startImagingInNode, endlessTimeouts) })
})
afterAll(() => counter[Symbol.asyncDispose]())

const newApplication = () => counter.applications.create(counter.clerk, 'pendaftaran').id
const add = (id: string, file: Uint8Array) => counter.documents.add(counter.clerk, id, file, null)

test('each card on one scan becomes a page, upright, with the one file as its original', async () => {
  const random = createRandom('two cards')
  const shot = await ktpsOnGlass(random, 'seen')
  const file = await simulateCamera(random, shot)
  const id = newApplication()
  const { added, refused } = await add(id, file)
  expect(refused).toEqual([])
  expect(added).toHaveLength(shot.pages.length)
  for (const page of added) {
    expect(page.width / page.height).toBeCloseTo(85.6 / 53.98, 1)
    const shown = await counter.documents.readScan(page.id, 'original')
    const { width, height } = await sharp(shown.bytes).metadata()
    expect([width, height]).toEqual([shot.picture.width, shot.picture.height])
  }
  // Each true card is one of them: their upright top left corners lie where the print's are.
  for (const { quad } of shot.pages) {
    const [{ x, y }] = quad
    const distances = added.map(({ corners: found }) =>
      Math.hypot((found?.[0].x ?? 9) * shot.picture.width - x, (found?.[0].y ?? 9) * shot.picture.height - y),
    )
    expect(Math.min(...distances)).toBeLessThan(shot.picture.width / 50)
  }
  expect(await add(id, file)).toMatchObject({ added: [], alreadyThere: added.length })
})

test('keeps the good pages of a PDF, sets the blank one aside and refuses the blurred one', async () => {
  const good = (await makeCapture('kk-glass', 2)).file
  const blank = await sharp({ create: { width: 1654, height: 2339, channels: 3, background: '#fdfdfc' } })
    .jpeg()
    .toBuffer()
  const blurred = await sharp(good).blur(6).jpeg().toBuffer()
  const file = await pdfOfPages([good, blank, blurred])
  const id = newApplication()
  const first = await add(id, file)
  expect([first.added.length, first.blank.length, first.refused.length]).toEqual([1, 1, 1])
  const [refused] = first.refused
  expect(refused?.code).toBe('page-blurred')
  const { format, width = 0, height = 0 } = await sharp(refused?.picture).metadata()
  expect([format, Math.max(width, height)]).toEqual(['webp', 480])
  expect(counter.documents.list(id).map((page) => page.id)).toEqual(first.added.map((page) => page.id))

  const again = await add(id, file)
  expect([again.added.length, again.alreadyThere, again.blank.length, again.refused.length]).toEqual([
    0, 1, 1, 1,
  ])
  const [aside] = again.blank
  counter.documents.restore(counter.clerk, aside?.id ?? '')
  expect(counter.documents.list(id)).toHaveLength(2)
})

test('rotates and crops the third page of a TIFF from its third picture', async () => {
  const pages = await Promise.all([640, 640, 640].map((width) => cornerPage(width, 480)))
  const marked = await Promise.all(
    pages.map((page, index) =>
      sharp(page)
        .flop(index === 2)
        .png()
        .toBuffer(),
    ),
  )
  const file = await sharp(marked, { join: { animated: true } })
    .tiff()
    .toBuffer()
  const { documents, clerk } = counter
  const id = newApplication()
  const { added, alreadyThere } = await add(id, file)
  // The second shows what the first does.
  expect([added.length, alreadyThere]).toEqual([2, 1])
  const third = added[1]?.id ?? ''
  const seen = await cornersOf((await documents.readScan(third, 'page')).bytes)
  expect(seen).not.toEqual(corners)
  const turned = await documents.turn(clerk, third, 1)
  expect([turned.width, turned.height]).toEqual([480, 640])
  expect(await cornersOf((await documents.readScan(third, 'page')).bytes)).toEqual([
    seen[3],
    seen[0],
    seen[1],
    seen[2],
  ])
  const rightHalf: Corners = [
    { x: 0.5, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 1 },
    { x: 0.5, y: 1 },
  ]
  const cut = await documents.crop(clerk, third, rightHalf)
  expect(cut.corners).toEqual(rightHalf)
  expect(await cornersOf((await documents.readScan(third, 'page')).bytes)).toEqual([
    seen[1],
    seen[1],
    seen[2],
    seen[2],
  ])
})

test("queues 300 files at once without the application's memory growing", async () => {
  writeSetting(counter.store, 'scanning', { ...readSetting(counter.store, 'scanning'), quality: everything })
  const files = await Promise.all(Array.from({ length: 300 }, (_, index) => cornerPage(320 + 2 * index, 320)))
  const ids = files.map(() => newApplication())
  const before = process.memoryUsage.rss()
  const results = await Promise.all(files.map((file, index) => add(ids[index] ?? '', file)))
  expect(results.every(({ added }) => added.length === 1)).toBe(true)
  expect(process.memoryUsage.rss() - before).toBeLessThan(150 * 1024 * 1024)
})

test('refuses a HEIC photo by its format without delaying other files', async () => {
  const id = newApplication()
  const heic = Buffer.from('\0\0\0\x24ftypheic\0\0\0\0mif1heic', 'latin1')
  const page = await cornerPage(700, 480)
  const [refused, taken] = await Promise.allSettled([add(id, heic), add(id, page)])
  expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'heic-unsupported' } })
  expect(taken).toMatchObject({ status: 'fulfilled' })
})

test('leaves nothing unencrypted in the office’s folder', async () => {
  for (const name of await readdir(counter.folder)) {
    const bytes = await readFile(join(counter.folder, name))
    for (const mark of fileSignatures) expect(bytes.includes(mark), `${mark} in ${name}`).toBe(false)
  }
})
