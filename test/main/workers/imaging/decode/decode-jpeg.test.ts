import sharp from 'sharp'
import { expect, test } from 'vitest'
import { decodeJpeg } from '../../../../../main/workers/imaging/decode/decode-jpeg.ts'
import { makeCapture } from '../../../../tools/captures/captures.ts'
import { noisyPage } from '../imaging-samples.ts'

async function rawOf(jpeg: Uint8Array) {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true })
  return {
    data,
    size: { width: info.width, height: info.height, channels: info.channels === 1 ? 1 : 3 } as const,
  }
}

test.each(['kk-glass', 'ktp-glass'] as const)('a %s is what libvips makes of it', async (kind) => {
  const { file } = await makeCapture(kind, 1)
  const { data, size } = await rawOf(file)
  const decoded = await decodeJpeg(file, size)
  expect(decoded).toMatchObject(size)
  let [sum, worst] = [0, 0]
  for (const [at, value] of decoded?.data.entries() ?? []) {
    const off = Math.abs(value - (data[at] ?? 0))
    sum += off
    worst = Math.max(worst, off)
  }
  expect(sum / data.length).toBeLessThan(1)
  expect(worst).toBeLessThan(24)
})

test('a grey one has one channel, a progressive one is decoded too', async () => {
  const gray = await noisyPage().greyscale().toColourspace('b-w').jpeg().toBuffer()
  const { size } = await rawOf(gray)
  expect(await decodeJpeg(gray, { ...size, channels: 1 })).toMatchObject({ channels: 1, width: size.width })
  const progressive = await noisyPage().jpeg({ progressive: true }).toBuffer()
  expect(await decodeJpeg(progressive, size)).toMatchObject(size)
})

test('two at a time do not share memory', async () => {
  const [one, other] = await Promise.all(
    ['#204060', '#e0c0a0'].map((background) =>
      sharp({ create: { width: 1500, height: 1200, channels: 3, background } })
        .jpeg()
        .toBuffer(),
    ),
  )
  const size = { width: 1500, height: 1200, channels: 3 } as const
  const [dark, bright] = await Promise.all([
    decodeJpeg(one ?? Buffer.of(), size),
    decodeJpeg(other ?? Buffer.of(), size),
  ])
  expect([dark?.data[0], bright?.data[0]].map((level) => (level ?? 0) > 127)).toEqual([false, true])
})

test('what is cut off, spoilt, of another kind or of another size than was said is left to libvips', async () => {
  const jpeg = await noisyPage().jpeg().toBuffer()
  const { size } = await rawOf(jpeg)
  const cmyk = await noisyPage().toColourspace('cmyk').jpeg().toBuffer()
  for (const bytes of [jpeg.subarray(0, jpeg.length / 2), Buffer.from('\xff\xd8\xff\xe0', 'latin1'), cmyk]) {
    expect(await decodeJpeg(bytes, size)).toBeUndefined()
  }
  expect(await decodeJpeg(jpeg, { ...size, width: size.width + 8 })).toBeUndefined()
  expect(await decodeJpeg(jpeg, { ...size, height: size.height - 8 })).toBeUndefined()
})
