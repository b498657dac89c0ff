import sharp, { type Sharp } from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import {
  createImaging,
  type PreparedPage,
  startImagingInNode,
} from '../../../../main/workers/imaging/client.ts'
import type { Corners } from '../../../../shared/area.ts'
import { turnCorners } from '../../../../shared/quarter-turns.ts'
import { endlessTimeouts } from '../../../support/timeouts.ts'
import {
  cornerPage,
  corners,
  cornersOf,
  everything,
  noisyPage,
  orientedPage,
  pdfOf,
} from './imaging-samples.ts'

const imaging = createImaging(startImagingInNode, endlessTimeouts)
afterAll(() => imaging.stop())

const prepare = async (bytes: Uint8Array) => (await imaging.prepare(bytes, everything)).pages

async function prepareOne(bytes: Uint8Array): Promise<PreparedPage> {
  const [page, ...others] = await prepare(bytes)
  expect(others).toEqual([])
  if (!page) throw new Error('no page')
  return page
}

describe('a page to store', () => {
  test.each(['jpeg', 'png', 'tiff', 'webp'] as const)('is made of %s', async (format) => {
    const file = await sharp(await cornerPage())
      .toFormat(format)
      .toBuffer()
    const page = await prepareOne(file)
    const stored = await sharp(page.bytes).metadata()
    expect(stored).toMatchObject({
      format: 'jpeg',
      width: 640,
      height: 480,
      channels: 3,
      space: 'srgb',
      depth: 'uchar',
    })
    expect(page).toMatchObject({ mediaType: 'image/jpeg', width: 640, height: 480 })
    expect(await cornersOf(page.bytes)).toEqual(corners)
    const thumbnail = await sharp(page.thumbnail).metadata()
    expect(thumbnail).toMatchObject({ format: 'webp', width: 240, height: 180 })
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('stands upright under EXIF orientation %i', async (orientation) => {
    const page = await prepareOne(await orientedPage(orientation, 'jpeg'))
    expect([page.width, page.height]).toEqual([640, 480])
    expect(await cornersOf(page.bytes)).toEqual(corners)
  })

  test.each(['png', 'tiff', 'webp'] as const)('stands upright by the orientation of %s', async (format) => {
    const page = await prepareOne(await orientedPage(6, format))
    expect([page.width, page.height]).toEqual([640, 480])
    expect(await cornersOf(page.bytes)).toEqual(corners)
  })

  test('is white where the file was transparent', async () => {
    const file = await sharp({ create: { width: 400, height: 400, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer()
    expect(await cornersOf((await prepareOne(file)).bytes)).toEqual(Array(4).fill('#ffffff'))
  })

  const gray = { r: 200, g: 200, b: 200 }
  test.each([
    ['16-bit PNG', (page: Sharp) => page.toColourspace('rgb16').png()],
    ['grey JPEG', (page: Sharp) => page.toColourspace('b-w').jpeg()],
    ['16-bit grey TIFF', (page: Sharp) => page.toColourspace('grey16').tiff()],
    ['palette PNG', (page: Sharp) => page.png({ palette: true })],
    ['CMYK JPEG', (page: Sharp) => page.toColourspace('cmyk').jpeg()],
    ['CMYK TIFF', (page: Sharp) => page.toColourspace('cmyk').tiff()],
    ['Display P3 JPEG', (page: Sharp) => page.withIccProfile('p3').jpeg()],
  ])('has the right tones, and one channel for want of colour, from a %s', async (name, encode) => {
    const file = await encode(
      sharp({ create: { width: 400, height: 400, channels: 3, background: gray } }),
    ).toBuffer()
    const page = await prepareOne(file)
    expect(await sharp(page.bytes).metadata()).toMatchObject({ channels: 1, space: 'b-w', depth: 'uchar' })
    // Ink has no exact counterpart on a screen: a CMYK grey comes back up to 11 levels off.
    const tolerance = name.startsWith('CMYK') ? 15 : 3
    for (const { mean } of (await sharp(page.bytes).stats()).channels) {
      expect(Math.abs(mean - 200)).toBeLessThan(tolerance)
    }
  })

  test('is made of a black and white fax TIFF', async () => {
    const file = await sharp(await cornerPage())
      .removeAlpha()
      .threshold(150)
      .toColourspace('b-w')
      .tiff({ bitdepth: 1, compression: 'ccittfax4' })
      .toBuffer()
    expect(await cornersOf((await prepareOne(file)).bytes)).toEqual([
      '#000000',
      '#ffffff',
      '#000000',
      '#ffffff',
    ])
  })

  test('keeps nothing of the camera: no EXIF, no place, no profile', async () => {
    const file = await sharp(await cornerPage())
      .withExif({
        IFD0: { Make: 'KameraRahasia' },
        IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '6/1 35/1 0/1' },
      })
      .withIccProfile('p3')
      .jpeg()
      .toBuffer()
    expect(file.includes('KameraRahasia')).toBe(true)
    const { bytes, thumbnail } = await prepareOne(file)
    for (const image of [bytes, thumbnail]) {
      const { exif, icc, xmp, iptc } = await sharp(image).metadata()
      expect({ exif, icc, xmp, iptc }).toEqual({})
      expect(Buffer.from(image).includes('Exif')).toBe(false)
    }
  })

  test('is the same to the byte for the same file', async () => {
    const file = await noisyPage().jpeg().toBuffer()
    expect((await prepareOne(file)).bytes).toEqual((await prepareOne(file)).bytes)
  })

  test('of a 12-megapixel phone photo crosses a slow line', async () => {
    const page = await prepareOne(await noisyPage(4000, 3000).blur(2).jpeg({ quality: 95 }).toBuffer())
    expect(page.bytes.length).toBeLessThan(250_000)
    expect(Math.max(page.width, page.height)).toBe(2480)
  })

  test('is made of a photo whose header is as Samsung phones write it', async () => {
    const file = await sharp(await cornerPage())
      .jpeg()
      .toBuffer()
    // Byte 11 behind the start-of-scan marker is "Se", which must be 63 in a sequential JPEG.
    const scan = file.indexOf(Buffer.from([0xff, 0xda]))
    file[scan + 11] = 0
    expect(await cornersOf((await prepareOne(file)).bytes)).toEqual(corners)
  })
})

describe('several pages', () => {
  test('of a TIFF come in order', async () => {
    const colours = ['#ff0000', '#00ff00', '#0000ff']
    const pages = colours.map((background) => ({
      create: { width: 400, height: 500, channels: 3 as const, background },
    }))
    const buffers = await Promise.all(pages.map((page) => sharp(page).png().toBuffer()))
    const file = await sharp(buffers, { join: { animated: true } })
      .tiff()
      .toBuffer()
    const prepared = await prepare(file)
    expect(prepared.map((page) => [page.width, page.height])).toEqual(colours.map(() => [400, 500]))
    expect(await Promise.all(prepared.map(async (page) => (await cornersOf(page.bytes))[0]))).toEqual(colours)
  })

  test('of a PDF are drawn at 200 dpi', async () => {
    const file = pdfOf(
      await sharp(await cornerPage())
        .jpeg()
        .toBuffer(),
      { pages: 2 },
    )
    const prepared = await prepare(file)
    expect(prepared.map((page) => [page.width, page.height])).toEqual([
      [1653, 2339],
      [1653, 2339],
    ])
    for (const page of prepared) {
      expect(await cornersOf(page.bytes)).toEqual(corners)
    }
  })

  test('of a PDF no larger than a card are drawn finer', async () => {
    const page = await prepareOne(
      pdfOf(
        await sharp(await cornerPage())
          .jpeg()
          .toBuffer(),
        { width: 243, height: 153 },
      ),
    )
    expect([page.width, page.height]).toEqual([1350, 850])
  })

  test('of a poster are stored no larger than A4 at 212 dpi', async () => {
    const jpeg = await sharp(await cornerPage())
      .jpeg()
      .toBuffer()
    const page = await prepareOne(pdfOf(jpeg, { width: 14_400, height: 7200 }))
    expect([page.width, page.height]).toEqual([2480, 1240])
  })
})

describe('cutting', () => {
  const whole: Corners = [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 1 },
    { x: 0, y: 1 },
  ]

  test.each([1, 2, 3] as const)('%i quarter turns clockwise', async (quarterTurns) => {
    const place = { picture: 0, corners: turnCorners(whole, quarterTurns) }
    const turned = await imaging.cut(await cornerPage(), place, everything)
    expect([turned.width, turned.height]).toEqual(quarterTurns === 2 ? [640, 480] : [480, 640])
    const clockwise = [...corners.slice(4 - quarterTurns), ...corners.slice(0, 4 - quarterTurns)]
    expect(await cornersOf(turned.bytes)).toEqual(clockwise)
    expect(turned).toMatchObject(place)
    const { width, height } = await sharp(turned.thumbnail).metadata()
    expect(width > height).toBe(quarterTurns === 2)
  })
})
