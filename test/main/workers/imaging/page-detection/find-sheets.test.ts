import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../../../main/specimens/random.ts'
import { findSheets } from '../../../../../main/workers/imaging/page-detection/find-sheets.ts'
import { separateLayers } from '../../../../../main/workers/imaging/page-detection/layers.ts'
import { findSkew } from '../../../../../main/workers/imaging/page-detection/skew.ts'
import { downscale } from '../../../../../main/workers/pixels/downscale.ts'
import type { Image } from '../../../../../main/workers/pixels/image.ts'
import { type Colour, createPicture, darken, fill } from '../../../../tools/captures/compose.ts'
import { flatQuad, type Quad } from '../../../../tools/captures/quad.ts'
import { createFastRandom } from '../../../../tools/captures/random-values.ts'
import { kkOnGlass } from '../../../../tools/captures/scans.ts'
import { simulateCamera } from '../../../../tools/captures/simulate-camera.ts'
import { compose, renderKk, renderKtp, worstCorner } from './composed-pictures.ts'

const white: Colour = [250, 250, 249]
const black: Colour = [26, 26, 28]
const wood: Colour = [150, 108, 66]
const slate: Colour = [62, 92, 150]

/** A4 glass at 200 dpi. */
const glass = (lid: Colour) => createPicture(1654, 2339, lid)
const [wide, high] = [3.37 * 200, 2.126 * 200]

/** Half a millimetre: the shadow at a card's edge is as wide. */
const scanTolerance = 4

describe('on a flatbed scanner', () => {
  test.each([
    { lid: 'white', ground: white, degrees: 0 },
    { lid: 'white', ground: white, degrees: 3.5 },
    { lid: 'white', ground: white, degrees: 45 },
    { lid: 'white', ground: white, degrees: 181 },
    { lid: 'black', ground: black, degrees: -2 },
    { lid: 'black', ground: black, degrees: 92 },
    { lid: 'black', ground: black, degrees: 211 },
  ])('crops a card exactly: $lid lid, $degrees degrees', async ({ ground, degrees }) => {
    const picture = glass(ground)
    const truth = flatQuad({ x: 700, y: 900 }, wide, high, degrees)
    compose(picture, await renderKtp(200), truth)
    const [found, ...others] = findSheets(picture)
    expect(others).toEqual([])
    expect(found?.outline).toBe('card')
    expect(found && worstCorner(found.corners, truth, picture)).toBeLessThan(scanTolerance)
    expect(found?.dotsPerInch).toBeCloseTo(200, -1)
    expect(found && Math.max(found.pixels.width, found.pixels.height)).toBeCloseTo(wide, -1.3)
    expect(found?.cutPart).toBe(0)
  })

  test('finds two cards, one of them upside down', async () => {
    const picture = glass(white)
    const truths = [
      flatQuad({ x: 600, y: 500 }, wide, high, 2),
      flatQuad({ x: 900, y: 1500 }, wide, high, 178),
    ]
    for (const [index, truth] of truths.entries())
      compose(picture, await renderKtp(200, `card ${index}`), truth)
    const found = findSheets(picture)
    expect(found.map(({ outline }) => outline)).toEqual(['card', 'card'])
    for (const truth of truths) {
      const nearest = Math.min(...found.map(({ corners }) => worstCorner(corners, truth, picture)))
      expect(nearest).toBeLessThan(scanTolerance)
    }
  })

  test("finds a card of nearly the lid's colour by its print", async () => {
    const picture = glass(white)
    const truth = flatQuad({ x: 800, y: 1200 }, wide, high, 1)
    compose(picture, bleached(await renderKtp(200)), truth)
    const [found] = findSheets(picture)
    expect(found?.outline).toBe('card')
    // Two millimetres: the margins of the card are known, its edges are not.
    expect(found && worstCorner(found.corners, truth, picture)).toBeLessThan(16)
  })

  test("an empty F4 scan has nearly a card's aspect ratio but is none", async () => {
    const picture = createPicture(1700, 2600, white)
    compose(picture, bleached(await renderKtp(200)), flatQuad({ x: 800, y: 1200 }, wide, high, 1))
    const [found] = findSheets(picture)
    expect(found?.outline).toBe('card')
    expect(found?.dotsPerInch).toBeCloseTo(200, -1)
  })

  test('keeps a picture that is a card already whole: its photo is no card', async () => {
    const { page } = await renderKtp(300)
    const picture = createPicture(page.width, page.height, white)
    compose(
      picture,
      await renderKtp(300),
      flatQuad({ x: page.width / 2, y: page.height / 2 }, page.width, page.height, 0),
    )
    const [found, ...others] = findSheets(picture)
    expect(others).toEqual([])
    expect(found?.outline).toBe('card')
    expect(found?.dotsPerInch).toBeCloseTo(300, -1)
    expect(
      found && Math.min(found.pixels.width / page.width, found.pixels.height / page.height),
    ).toBeGreaterThan(0.97)
  })
})

/** Fills a part of a picture with one grey. */
function inkOn(picture: Image) {
  return (left: number, top: number, width: number, height: number, level: number) => {
    for (let y = top; y < top + height; y++) {
      const at = (y * picture.width + left) * 3
      picture.data.fill(level, at, at + width * 3)
    }
  }
}

test('aligns a photocopied card with its text rows, not with the outline of its print', () => {
  const picture = glass(white)
  const ink = inkOn(picture)
  const letters = (left: number, top: number, count: number) => {
    for (let letter = 0; letter < count; letter++) ink(left + letter * 12, top, 7, 14, 40)
  }
  letters(510, 590, 18)
  letters(540, 616, 12)
  for (const [row, count] of [21, 15, 21, 12, 9, 11, 14, 10, 16, 20, 9].entries()) {
    letters(410, 662 + row * 25, 8)
    letters(550, 662 + row * 25, count)
  }
  ink(850, 760, 130, 165, 110)
  letters(860, 935, 9)
  letters(870, 960, 7)
  const [found] = findSheets(picture)
  const [topLeft, topRight] = found?.corners ?? []
  expect(found?.outline).toBe('card')
  // Half a degree.
  expect(Math.abs(((topRight?.y ?? 1) - (topLeft?.y ?? 0)) * picture.height)).toBeLessThan(5.5)
})

test("finds the fragmented print of a card on a poor copy, beside the copier's dark border", () => {
  const picture = glass(white)
  const ink = inkOn(picture)
  const letters = (left: number, top: number, count: number) => {
    for (let letter = 0; letter < count; letter++) ink(left + letter * 12, top, 7, 14, 40)
  }
  ink(0, 0, picture.width, 30, 20)
  letters(470, 600, 22)
  letters(500, 626, 16)
  for (const [row, count] of [18, 15, 18, 12, 9, 11, 14, 10, 16, 17, 9].entries()) {
    letters(410, 662 + row * 25, 10)
    letters(550, 662 + row * 25, count)
  }
  ink(850, 740, 130, 165, 110)
  letters(860, 935, 9)
  const [found, ...others] = findSheets(picture)
  expect(others).toEqual([])
  expect(found?.outline).toBe('card')
})

test.each([
  { lit: 'evenly', darker: 0, columns: [60, 620, 1200] },
  { lit: 'unevenly', darker: 11, columns: [60] },
])(
  'the coloured heading of a table on a sheet that fills the picture is not the edge of a sheet that is cut: $lit lit',
  ({ darker, columns }) => {
    const picture = createPicture(1754, 1240, [252, 252, 252])
    const ink = inkOn(picture)
    const letters = (left: number, top: number, count: number) => {
      for (let letter = 0; letter < count; letter++) ink(left + letter * 13, top, 8, 14, 40)
    }
    letters(700, 60, 20)
    for (let row = 0; row < 6; row++) for (const left of [60, 1100]) letters(left, 110 + row * 24, 40)
    ink(14, 270, picture.width - 28, 60, 205)
    for (const left of [0, picture.width - 14]) ink(left, 0, 14, picture.height, 190)
    for (let row = 0; row < 30; row++) for (const left of columns) letters(left, 350 + row * 28, 36)
    for (let y = 0; y < 300; y++) {
      for (let at = y * picture.width * 3; at < (y + 1) * picture.width * 3; at++) {
        picture.data[at] = Math.max(0, (picture.data[at] ?? 0) - darker)
      }
    }
    const [found, ...others] = findSheets(picture)
    expect(others).toEqual([])
    expect(found).toMatchObject({ outline: 'whole', cutPart: 0 })
  },
)

/** Everything that is not print made as white as the lid. */
function bleached(printed: Awaited<ReturnType<typeof renderKtp>>) {
  const data = Uint8Array.from(printed.page.data)
  for (let at = 0; at < data.length; at++) data[at] = (data[at] ?? 0) > 190 ? 250 : (data[at] ?? 0)
  return { ...printed, page: { ...printed.page, data } }
}

describe('a KK that fills the scan', () => {
  /**
   * The sum of all that is darker than the paper: turning spreads it over more pixels, and only cropping
   * loses it.
   */
  const ink = ({ data }: Image) => {
    let sum = 0
    for (let at = 1; at < data.length; at += 3) sum += Math.max(0, 253 - (data[at] ?? 255))
    return sum
  }

  test.each([-9, -3, 0, 1.2, 6])(
    'is made level from %s degrees, and nothing of it is lost',
    async (degrees) => {
      const kk = await renderKk(150)
      const picture = createPicture(1754, 1241, [253, 253, 253])
      compose(picture, kk, flatQuad({ x: 877, y: 620 }, 1754, 1241, degrees))
      const [found, ...others] = findSheets(picture)
      expect(others).toEqual([])
      const page = found?.pixels ?? picture
      expect(Math.abs(findSkew(separateLayers(downscale(page, 900)).print))).toBeLessThanOrEqual(0.2)
      expect(Math.abs(ink(page) / ink(picture) - 1)).toBeLessThan(0.03)
    },
  )
})

test.each([
  { degrees: 1.35, y: 621 },
  { degrees: -1.1, y: 635 },
])(
  'a sheet as large as the glass, $degrees degrees askew, lies as its print does: its edges are partly beyond the border',
  async ({ degrees, y }) => {
    const kk = await renderKk(150)
    const tint = [12, 20, 18]
    const data = kk.page.data.map((level, at) => level - (tint[at % 3] ?? 0))
    const picture = createPicture(1779, 1258, [254, 254, 254])
    fill(picture, flatQuad({ x: 893, y: y + 4 }, 1758, 1245, degrees), [205, 205, 205])
    compose(picture, { ...kk, page: { ...kk.page, data } }, flatQuad({ x: 889, y }, 1754, 1241, degrees))
    const [found, ...others] = findSheets(picture)
    expect(others).toEqual([])
    const { print } = separateLayers(downscale(found?.pixels ?? picture, 900))
    const half = print.width * (print.height >> 1)
    for (const rows of [print.data.subarray(0, half), print.data.subarray(half)]) {
      const skew = findSkew({ data: rows, width: print.width, height: Math.floor(rows.length / print.width) })
      expect(Math.abs(skew)).toBeLessThanOrEqual(0.2)
    }
  },
)

describe('a KK with one side at the border of the scan', () => {
  async function atBorder(): Promise<Image> {
    const random = createRandom('bench/page/7')
    const file = await simulateCamera(random, await kkOnGlass(random, 'seen', 300))
    const { data, info } = await sharp(file)
      .removeAlpha()
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    return { data, width: info.width, height: info.height, channels: 3 }
  }

  test('is whole, even if its last line is 1.5 mm from the border', async () => {
    expect(findSheets(await atBorder()).map(({ cutPart }) => cutPart)).toEqual([0])
  })

  test('is cut where the border runs through its tables', async () => {
    const picture = await atBorder()
    const half = Math.floor(picture.height / 2)
    const [found] = findSheets({
      ...picture,
      data: picture.data.subarray(0, half * picture.width * 3),
      height: half,
    })
    expect(found?.cutPart).toBeGreaterThan(0.4)
  })
})

describe('in a photo', () => {
  const card: Quad = [
    { x: 210, y: 330 },
    { x: 1310, y: 250 },
    { x: 1390, y: 940 },
    { x: 260, y: 980 },
  ]
  test.each([
    { desk: 'wood', ground: wood },
    { desk: 'bright', ground: [226, 224, 218] as const },
    { desk: 'dark', ground: [34, 34, 36] as const },
  ])('removes the perspective of a card on a $desk desk', async ({ ground }) => {
    const picture = createPicture(1600, 1200, ground)
    compose(picture, await renderKtp(350), card)
    const [found, ...others] = findSheets(picture)
    expect(others).toEqual([])
    expect(found?.outline).toBe('card')
    expect(found && worstCorner(found.corners, card, picture)).toBeLessThan(3)
    expect(found && found.pixels.width / found.pixels.height).toBeCloseTo(85.6 / 53.98, 2)
  })

  test("finds a tilted card of nearly the table's colour in a noisy photo", async () => {
    const picture = createPicture(1600, 1200, [212, 222, 230])
    const slanting: Quad = [
      { x: 180, y: 95 },
      { x: 1440, y: 260 },
      { x: 1360, y: 1085 },
      { x: 80, y: 900 },
    ]
    compose(picture, await renderKtp(350), slanting)
    const dice = createFastRandom(createRandom('grain of a camera'))
    for (let at = 0; at < picture.data.length; at++) {
      picture.data[at] = (picture.data[at] ?? 0) * 0.85 + (dice() - 0.5) * 20
    }
    const [found] = findSheets(picture)
    expect(found?.outline).toBe('card')
    expect(found && worstCorner(found.corners, slanting, picture)).toBeLessThan(8)
  })

  test('finds a card by its edges on a table with a pattern that looks like print', async () => {
    const picture = createPicture(1200, 1600, slate)
    const dice = createFastRandom(createRandom('terrazzo'))
    for (let chip = 0; chip < 9000; chip++) {
      const [x, y, size] = [Math.floor(dice() * 1185), Math.floor(dice() * 1585), 5 + Math.floor(dice() * 9)]
      const level = dice() < 0.5 ? 0.72 : 1.2
      for (let row = y; row < y + size; row++) {
        for (let at = (row * 1200 + x) * 3; at < (row * 1200 + x + size) * 3; at++) {
          picture.data[at] = Math.min(255, (slate[at % 3] ?? 0) * level)
        }
      }
    }
    const small = flatQuad({ x: 620, y: 900 }, 700, 441, -3)
    compose(picture, await renderKtp(220), small)
    const [found, ...others] = findSheets(picture)
    expect(others).toEqual([])
    expect(found && worstCorner(found.corners, small, picture)).toBeLessThan(6)
  })

  test('a shadow across a card does not split it', async () => {
    const picture = createPicture(1600, 1200, wood)
    compose(picture, await renderKtp(350), card)
    const shadow: Quad = [
      { x: 850, y: -10 },
      { x: 1610, y: -10 },
      { x: 1610, y: 1210 },
      { x: 700, y: 1210 },
    ]
    darken(picture, shadow, 0.6)
    const [found, ...others] = findSheets(picture)
    expect(others).toEqual([])
    expect(found && worstCorner(found.corners, card, picture)).toBeLessThan(4)
  })

  test.each([
    { side: 'top', middle: { x: 800, y: 180 }, cut: 0.26 },
    { side: 'bottom', middle: { x: 800, y: 1100 }, cut: 0.34 },
    { side: 'left', middle: { x: 200, y: 600 }, cut: 0.31 },
  ])('measures how much of a card is cut at the $side', async ({ middle, cut }) => {
    const picture = createPicture(1600, 1200, wood)
    compose(picture, await renderKtp(300), flatQuad(middle, 1000, 631, 0.5))
    const [found] = findSheets(picture)
    // Half a card may be two thirds of a sheet: the smaller loss is believed.
    expect(found?.cutPart).toBeGreaterThan(cut - 0.1)
    expect(found?.cutPart).toBeLessThan(cut + 0.06)
  })

  test('a picture without any page is a page itself', () => {
    const picture = createPicture(1200, 900, wood)
    expect(findSheets(picture)).toEqual([
      expect.objectContaining({ outline: 'whole', cutPart: 0, dotsPerInch: null, pixels: picture }),
    ])
  })
})
