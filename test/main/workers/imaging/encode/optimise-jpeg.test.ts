import sharp from 'sharp'
import { expect, test } from 'vitest'
import { createRandom } from '../../../../../main/specimens/random.ts'
import { optimiseJpeg } from '../../../../../main/workers/imaging/encode/optimise-jpeg.ts'
import { makeCapture } from '../../../../tools/captures/captures.ts'

const pixelsOf = (jpeg: Uint8Array) => sharp(jpeg).raw().toBuffer()

/** A picture of strokes on paper with some grain. */
function strokes(width: number, height: number, channels: 1 | 3) {
  const random = createRandom(`strokes ${width}`)
  const data = Uint8Array.from({ length: width * height * channels }, (_, at) => {
    const x = Math.floor(at / channels) % width
    return (x % 7 < 2 ? 60 : 225) + random.integer(-12, 12)
  })
  return sharp(data, { raw: { width, height, channels } }).toColourspace(channels === 1 ? 'b-w' : 'srgb')
}

test('codes of one bit, as an empty sheet has them, are read as well', async () => {
  const blank = sharp({ create: { width: 3000, height: 3000, channels: 3, background: '#f4f4f2' } })
  const best = await blank.toColourspace('b-w').jpeg({ optimiseCoding: true }).toBuffer()
  const again = optimiseJpeg(best)
  expect((await pixelsOf(again)).equals(await pixelsOf(best))).toBe(true)
  expect(again.length).toBeLessThanOrEqual(best.length + 4)
})

test.each([
  [640, 480, 3, '4:2:0'],
  [641, 331, 3, '4:2:0'],
  [97, 8, 3, '4:4:4'],
  [333, 250, 1, '4:2:0'],
  [1, 1, 1, '4:4:4'],
  [9, 17, 3, '4:2:0'],
] as const)(
  '%i x %i in %i channels, %s: the same picture, as small as libjpeg makes it',
  async (width, height, channels, chromaSubsampling) => {
    const options = { quality: 70, quantisationTable: 3, chromaSubsampling }
    const plain = await strokes(width, height, channels)
      .jpeg({ ...options, optimiseCoding: false })
      .toBuffer()
    const best = await strokes(width, height, channels)
      .jpeg({ ...options, optimiseCoding: true })
      .toBuffer()
    const optimised = optimiseJpeg(plain)
    expect((await pixelsOf(optimised)).equals(await pixelsOf(plain))).toBe(true)
    expect(Math.abs(optimised.length - best.length)).toBeLessThanOrEqual(4 + best.length / 1000)
  },
)

test.each(['kk-glass', 'ktp-photo'] as const)(
  'a %s as a whole becomes as small as libjpeg makes it',
  async (kind) => {
    const { file } = await makeCapture(kind, 1)
    const encode = (optimiseCoding: boolean) =>
      sharp(file).jpeg({ quality: 65, quantisationTable: 3, optimiseCoding }).toBuffer()
    const [plain, best] = [await encode(false), await encode(true)]
    const optimised = optimiseJpeg(plain)
    expect((await pixelsOf(optimised)).equals(await pixelsOf(best))).toBe(true)
    expect(optimised.length / best.length).toBeLessThan(1.001)
  },
)

test('the largest and the most even differences of a picture have codes too', async () => {
  const random = createRandom('noise')
  const data = Uint8Array.from({ length: 200 * 200 }, (_, at) =>
    at < 8000 ? 255 * random.integer(0, 1) : 255,
  )
  const plain = await sharp(data, { raw: { width: 200, height: 200, channels: 1 } })
    .toColourspace('b-w')
    .jpeg({ quality: 100, optimiseCoding: false })
    .toBuffer()
  expect((await pixelsOf(optimiseJpeg(plain))).equals(await pixelsOf(plain))).toBe(true)
})

test('what is no baseline JPEG, or damaged, comes back as it is', async () => {
  const plain = await strokes(300, 200, 3).jpeg({ optimiseCoding: false }).toBuffer()
  const progressive = await strokes(300, 200, 3).jpeg({ progressive: true }).toBuffer()
  const cut = plain.subarray(0, plain.length / 2)
  const spoilt = Buffer.from(plain)
  spoilt.fill(0xaa, plain.length / 2, plain.length - 2)
  // The end is where it belongs, but half of what comes before it is missing.
  const short = Buffer.concat([cut, Buffer.of(0xff, 0xd9)])
  for (const other of [progressive, cut, short, new Uint8Array(0), Buffer.from('not a picture')]) {
    expect(optimiseJpeg(other)).toBe(other)
  }
  expect(() => optimiseJpeg(spoilt)).not.toThrow()
})
