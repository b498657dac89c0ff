import sharp from 'sharp'
import { expect, test } from 'vitest'
import { isWholePicture } from '../../../../../main/workers/scanning/watched-folder/file-end.ts'

const picture = sharp({ create: { width: 40, height: 30, channels: 3, background: 'white' } })

test.each(['jpeg', 'png', 'webp'] as const)(
  'a %s is whole with its last byte, and not before',
  async (format) => {
    const bytes = await picture.clone().toFormat(format).toBuffer()
    expect(isWholePicture(bytes)).toBe(true)
    for (let length = 0; length < bytes.length; length += 1) {
      expect(isWholePicture(bytes.subarray(0, length))).toBe(false)
    }
  },
)

test('of a TIFF and a PDF nobody can tell', async () => {
  expect(isWholePicture(await picture.clone().tiff().toBuffer())).toBe(false)
  expect(isWholePicture(Buffer.from('%PDF-1.7\n%%EOF\n'))).toBe(false)
})
