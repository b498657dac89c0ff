import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { PixelPoint } from '../../../main/workers/pixels/quadrilateral.ts'
import { type Capture, type CaptureKind, captureKinds, makeCapture } from './captures.ts'
import { pageToPicture, project } from './quad.ts'

const several = (kind: CaptureKind, count: number): Promise<Capture[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => makeCapture(kind, index + 1)))

/** The picture as displayed, rotated by EXIF. */
async function seen({ file }: Capture) {
  const { data, info } = await sharp(file)
    .autoOrient()
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const colourAt = ({ x, y }: PixelPoint) => {
    const at = (Math.round(y * info.height) * info.width + Math.round(x * info.width)) * info.channels
    return { red: data[at] ?? -1, green: data[at + 1] ?? -1, blue: data[at + 2] ?? -1 }
  }
  const mean = data.reduce((sum, level) => sum + level, 0) / data.length
  return { colourAt, mean, width: info.width, height: info.height }
}

/** Maps a point of a page to one of the picture, both in fractions. */
function placeOn(capture: Capture, page: number, x: number, y: number): PixelPoint {
  const [a, b, c, d] = capture.pages[page]?.corners ?? []
  if (!a || !b || !c || !d) throw new Error('no such page')
  return project(pageToPicture([a, b, c, d]), x, y)
}

test('are the same to the byte for the same number, and different for another', async () => {
  for (const kind of ['ktp-cut-out', 'other-card'] as const) {
    const capture = await makeCapture(kind, 1)
    expect((await makeCapture(kind, 1)).file.equals(capture.file)).toBe(true)
    expect((await makeCapture(kind, 2)).file.equals(capture.file)).toBe(false)
    expect((await makeCapture(kind, 1, 'held-out')).file.equals(capture.file)).toBe(false)
  }
})

test('match the true corners in every orientation: the photo of a KTP is right of its text', async () => {
  const colourful = [...(await several('ktp-photo', 6)), ...(await several('ktp-glass-several', 2))]
  const coloured = []
  for (const capture of colourful) {
    const { colourAt } = await seen(capture)
    for (let page = 0; page < capture.pages.length; page++) {
      // The photo's ground, red or blue, beside the head; and the same place mirrored, on the pale card.
      const photo = colourAt(placeOn(capture, page, 0.782, 0.29))
      const card = colourAt(placeOn(capture, page, 1 - 0.782, 0.29))
      coloured.push([Math.abs(photo.red - photo.blue), Math.abs(card.red - card.blue)])
    }
  }
  const colours = coloured.filter(([photo = 0, card = 0]) => photo > card + 25)
  // A grey scan among them has no colour to be found by.
  expect(colours.length).toBeGreaterThanOrEqual(coloured.length - 3)
})

test('have the true values: numbers of 16 digits, dates as printed, no dash for missing ones', async () => {
  const [card] = (await makeCapture('ktp-cut-out', 3)).pages
  if (card?.document !== 'ktp') throw new Error('no KTP')
  expect(card.fields.nik).toMatch(/^\d{16}$/)
  expect(card.fields.birthDate).toMatch(/^\d\d-\d\d-\d{4}$/)
  const [sheet] = (await makeCapture('kk-photocopy', 1)).pages
  if (sheet?.document !== 'kk') throw new Error('no KK')
  expect(sheet.fields.noKk).toMatch(/^\d{16}$/)
  expect(sheet.members.length).toBeGreaterThan(0)
  for (const value of [card, ...sheet.members.map((fields) => ({ fields })), sheet].flatMap(({ fields }) =>
    Object.values(fields),
  )) {
    expect(value).toMatch(/^[^-].*/)
  }
})

test('that are cut miss the NIK or a third of the page', async () => {
  for (const capture of await several('bad-cut-number', 4)) {
    const { y, x } = placeOn(capture, 0, 0.45, 0.22)
    expect(Math.min(x, y) < 0 || Math.max(x, y) > 1).toBe(true)
  }
  for (const capture of await several('bad-cut-third', 4)) {
    const middles: PixelPoint[] = [
      { x: 0.17, y: 0.5 },
      { x: 0.83, y: 0.5 },
      { x: 0.5, y: 0.83 },
    ]
    const lost = middles.filter((middle) => {
      const { x, y } = placeOn(capture, 0, middle.x, middle.y)
      return Math.min(x, y) < 0 || Math.max(x, y) > 1
    })
    expect(lost.length).toBeGreaterThan(0)
  }
})

test('that are dark, overexposed, under glare or coarse are so where it matters', async () => {
  const [dark, bright, glare, coarse] = await Promise.all([
    makeCapture('bad-dark', 1),
    makeCapture('bad-bright', 1),
    makeCapture('bad-glare', 1),
    makeCapture('bad-coarse', 1),
  ])
  expect((await seen(dark)).mean).toBeLessThan(50)
  expect((await seen(bright)).mean).toBeGreaterThan(200)
  const lit = (await seen(glare)).colourAt(placeOn(glare, 0, 0.45, 0.22))
  expect(Math.min(lit.red, lit.green, lit.blue)).toBeGreaterThan(235)
  const { width } = await seen(coarse)
  const [page] = coarse.pages
  const across = Math.hypot(
    ...[(page?.corners[1]?.x ?? 0) - (page?.corners[0]?.x ?? 0)].map((part) => part * width),
  )
  expect(across).toBeLessThan(90 * 11.69)
})

test('have every kind, and each kind states what is expected', async () => {
  const expected = new Set<string>()
  for (const kind of captureKinds.filter((name) => name.startsWith('other') || name === 'bad-blank')) {
    const capture = await makeCapture(kind, 1)
    expect(capture.pages.map(({ document }) => document)).toEqual(['other'])
    expected.add(capture.expected)
  }
  expect(expected).toEqual(new Set(['other', 'refuse']))
})
