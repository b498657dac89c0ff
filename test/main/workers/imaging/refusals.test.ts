import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { createImaging, startImagingInNode } from '../../../../main/workers/imaging/client.ts'
import { Problem, type ProblemCode } from '../../../../shared/problems.ts'
import { endlessTimeouts } from '../../../support/timeouts.ts'
import { cornerPage, everything, noisyPage, passwordTrailer, pdfOf, twoColourPng } from './imaging-samples.ts'

const imaging = createImaging(startImagingInNode, endlessTimeouts)
afterAll(() => imaging.stop())

/** Refused with this code and these facts, and the next file is read as if nothing had been. */
async function expectRefusal(bytes: Uint8Array, code: ProblemCode, data = {}): Promise<void> {
  const refusal = await imaging.prepare(bytes, everything).catch((problem: unknown) => problem)
  expect(refusal).toBeInstanceOf(Problem)
  expect(refusal).toMatchObject({ code, data })
  expect((await imaging.prepare(await cornerPage(), everything)).pages).toHaveLength(1)
}

const half = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length / 2)

describe('is no page', () => {
  const text = (content: string) => Buffer.from(content, 'latin1')
  test.each([
    ['a text', text('Nama: contoh\n')],
    ['a single byte', text('\xff')],
    ['an SVG', text('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"><rect/></svg>')],
    ['a web page', text('<!doctype html><img src="x.jpg">')],
    ['a Word file (ZIP)', text('PK\x03\x04word/document.xml')],
    ['a BMP', text(`BM${'\0'.repeat(2000)}`)],
    ['a Windows program', text(`MZ${'\0'.repeat(2000)}`)],
    ['a sound in RIFF', text('RIFF\x24\0\0\0WAVEfmt ')],
    ['an AVIF picture', text('\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf')],
  ])('%s', (_, bytes) => expectRefusal(bytes, 'not-an-image'))

  test('a GIF', async () =>
    expectRefusal(
      await sharp(await cornerPage())
        .gif()
        .toBuffer(),
      'not-an-image',
    ))
  test('a HEIC photo', () => expectRefusal(text('\0\0\0\x24ftypheic\0\0\0\0mif1heic'), 'heic-unsupported'))
  test('an empty file', () => expectRefusal(Buffer.alloc(0), 'file-empty'))
})

describe('is incomplete', () => {
  test.each(['jpeg', 'png', 'tiff', 'webp'] as const)('a %s cut in half', async (format) =>
    expectRefusal(half(await noisyPage().toFormat(format).toBuffer()), 'file-truncated'),
  )
  test('a progressive JPEG cut in half', async () =>
    expectRefusal(half(await noisyPage().jpeg({ progressive: true }).toBuffer()), 'file-truncated'))
  test.each(['jpeg', 'png'] as const)('a %s of which only the header arrived', async (format) =>
    expectRefusal((await noisyPage().toFormat(format).toBuffer()).subarray(0, 60), 'file-truncated'),
  )
  test('a JPEG that ends in the middle and goes on with something else', async () => {
    const file = await noisyPage().jpeg().toBuffer()
    file.writeUInt16BE(0xffd9, Math.floor(file.length / 2))
    await expectRefusal(file, 'file-truncated')
  })
  test('a PNG whose checksums do not agree', async () => {
    const file = await noisyPage().png().toBuffer()
    const middle = Math.floor(file.length / 2)
    file.fill(0, middle, middle + 4)
    await expectRefusal(file, 'file-truncated')
  })
})

describe('is too large or too small', () => {
  test('a file of 200 MB', () =>
    expectRefusal(Buffer.alloc(200_000_000, 0xff), 'file-too-large', { megabytes: 40 }))

  test('a PNG of 30,000 x 30,000 pixels in 110 kB', async () => {
    const bomb = twoColourPng(30_000, 30_000)
    expect(bomb.length).toBeLessThan(120_000)
    await expectRefusal(bomb, 'image-too-large')
    // Told by the header: whoever decodes what comes behind it finds that it cannot be decoded.
    const hollow = Buffer.from(bomb).fill(0, 60)
    await expectRefusal(hollow, 'image-too-large')
  })

  test('a JPEG whose header promises 60,000 x 60,000 pixels', async () => {
    const file = await noisyPage().jpeg().toBuffer()
    const frame = file.indexOf(Buffer.from([0xff, 0xc0]))
    file.writeUInt16BE(60_000, frame + 5)
    file.writeUInt16BE(60_000, frame + 7)
    await expectRefusal(file, 'image-too-large')
  })

  test('a permitted size that would need more memory than a counter PC has to give', async () => {
    const channels = { width: 9900, height: 9900, channels: 4 as const, background: '#80808080' }
    const bomb = await sharp({ create: channels })
      .toColourspace('rgb16')
      .png({ progressive: true, compressionLevel: 1 })
      .toBuffer()
    await expectRefusal(bomb, 'image-too-large')
  })

  test('a thumbnail', async () =>
    expectRefusal(await noisyPage(900, 299).jpeg().toBuffer(), 'image-too-small'))
})

describe('is a document that cannot be used', () => {
  const scan = async () =>
    sharp(await cornerPage())
      .jpeg()
      .toBuffer()

  test('a PDF with a password', async () =>
    expectRefusal(pdfOf(await scan(), { trailer: passwordTrailer }), 'pdf-password'))
  test('a PDF of 500 pages', async () =>
    expectRefusal(pdfOf(await scan(), { pages: 500 }), 'pdf-too-many-pages', { limit: 20 }))
  test('a PDF of 21 pages', async () =>
    expectRefusal(pdfOf(await scan(), { pages: 21 }), 'pdf-too-many-pages', { limit: 20 }))
  test('a PDF cut in half', async () => expectRefusal(half(pdfOf(await scan())), 'pdf-damaged'))
  test('a PDF of which the last line is missing', async () =>
    expectRefusal(pdfOf(await scan()).subarray(0, -7), 'pdf-damaged'))
  test('a PDF of nothing but its first and last line', () =>
    expectRefusal(Buffer.from(`%PDF-1.7\n${'A'.repeat(5000)}\n%%EOF\n`), 'pdf-damaged'))
  test('a PDF without pages', async () => expectRefusal(pdfOf(await scan(), { pages: 0 }), 'pdf-damaged'))
  test('a PDF with a strip for a page', async () =>
    expectRefusal(pdfOf(await scan(), { width: 600, height: 20 }), 'image-too-small'))
  test('a TIFF of 21 pages', async () => {
    const pages = await Promise.all(Array.from({ length: 21 }, () => noisyPage(300, 300).png().toBuffer()))
    const file = await sharp(pages, { join: { animated: true } })
      .tiff()
      .toBuffer()
    await expectRefusal(file, 'tiff-too-many-pages', { limit: 20 })
  })
})
