import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../../../main/specimens/random.ts'
import { openPictureFile } from '../../../../../main/workers/imaging/decode/open-file.ts'
import { archive } from '../../../../../main/workers/imaging/encode/archive.ts'
import type { Image } from '../../../../../main/workers/pixels/image.ts'
import { makeCapture } from '../../../../tools/captures/captures.ts'

/** What is stored of a page: the pixels of its encoding, with Huffman codes made for this picture. */

const pixelsOf = (jpeg: Uint8Array) => sharp(jpeg).raw().toBuffer()

/** The same page with the Huffman codes of the standard's Annex K. */
const encodePlainly = ({ data, width, height, channels }: Image, quality: number) =>
  sharp(data, { raw: { width, height, channels } })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .jpeg({ quality, quantisationTable: 3, optimiseCoding: false })
    .toBuffer()

/** The contents of the segments before the picture's own data, by their marker (ITU-T T.81, B.1.1). */
function segmentsOf(jpeg: Uint8Array): { marker: number; content: Buffer }[] {
  const bytes = Buffer.from(jpeg)
  const segments = []
  for (let at = 2, marker = 0; marker !== 0xda; at += 2 + bytes.readUInt16BE(at + 2)) {
    marker = bytes.readUInt8(at + 1)
    segments.push({ marker, content: bytes.subarray(at + 4, at + 2 + bytes.readUInt16BE(at + 2)) })
  }
  return segments
}

const markers = { baseline: 0xc0, huffman: 0xc4 }

const contentsOf = (jpeg: Uint8Array, wanted: number) =>
  segmentsOf(jpeg).flatMap(({ marker, content }) => (marker === wanted ? [content] : []))

/** A table's class and number, the 16 counts of its codes, then its symbols: all of them, in all tables. */
const symbolsIn = (jpeg: Uint8Array): number =>
  contentsOf(jpeg, markers.huffman)
    .flatMap((content) => tablesIn(content))
    .reduce((sum, symbols) => sum + symbols, 0)

function tablesIn(content: Buffer): number[] {
  const tables = []
  for (let at = 0; at < content.length; ) {
    const symbols = content.subarray(at + 1, at + 17).reduce((sum, codes) => sum + codes, 0)
    tables.push(symbols)
    at += 17 + symbols
  }
  return tables
}

/** A picture of strokes on paper with some grain. */
function strokes(width: number, height: number, channels: 1 | 3): Image {
  const random = createRandom(`strokes ${width}`)
  const data = Uint8Array.from({ length: width * height * channels }, (_, at) => {
    const x = Math.floor(at / channels) % width
    return (x % 7 < 2 ? 60 : 225) + random.integer(-12, 12)
  })
  return { data, width, height, channels }
}

async function expectOptimised(page: Image, quality: number): Promise<{ stored: number; plain: number }> {
  const { bytes } = await archive(page, quality, 0)
  const plain = await encodePlainly(page, quality)
  expect((await pixelsOf(bytes)).equals(await pixelsOf(plain))).toBe(true)
  // The standard's tables have every symbol that any picture could need: 174 for each of brightness and
  // colour.
  expect(symbolsIn(plain)).toBe(page.channels === 1 ? 174 : 348)
  expect(symbolsIn(bytes)).toBeLessThan(symbolsIn(plain))
  expect(contentsOf(bytes, markers.baseline)).toHaveLength(1)
  return { stored: bytes.length, plain: plain.length }
}

describe('a stored page has codes of its own, and the same pixels', () => {
  test.each([
    [640, 480, 3],
    [641, 331, 3],
    [97, 8, 3],
    [333, 250, 1],
    [1, 1, 1],
    [9, 17, 3],
  ] as const)('%i x %i in %i channels', async (width, height, channels) => {
    const { stored, plain } = await expectOptimised(strokes(width, height, channels), 70)
    expect(stored).toBeLessThan(plain)
  })

  test.each([
    ['kk-glass', 0.9],
    ['ktp-photo', 0.99],
  ] as const)('a %s', async (kind, part) => {
    const { file } = await makeCapture(kind, 1)
    const { stored, plain } = await expectOptimised(await (await openPictureFile(file)).decode(0), 65)
    expect(stored / plain).toBeLessThan(part)
  })

  test('an empty sheet, of which the codes have one bit', async () => {
    const data = new Uint8Array(2480 * 1754).fill(0xf4)
    const { stored, plain } = await expectOptimised({ data, width: 2480, height: 1754, channels: 1 }, 80)
    expect(stored).toBeLessThan(plain / 2)
  })

  test('noise of the largest differences, and whiteness', async () => {
    const random = createRandom('noise')
    const data = Uint8Array.from({ length: 200 * 200 }, (_, at) =>
      at < 8000 ? 255 * random.integer(0, 1) : 255,
    )
    await expectOptimised({ data, width: 200, height: 200, channels: 1 }, 85)
  })
})
