import sharp from 'sharp'
import { expect, test } from 'vitest'
import { isCompletePicture } from '../../../../../main/workers/scanning/watched-folder/complete-file.ts'

const picture = sharp({ create: { width: 40, height: 30, channels: 3, background: 'white' } })

test.each(['jpeg', 'png', 'webp'] as const)(
  'a %s is whole with its last byte, and not before',
  async (format) => {
    const bytes = await picture.clone().toFormat(format).toBuffer()
    expect(isCompletePicture(bytes)).toBe(true)
    for (let length = 0; length < bytes.length; length += 1) {
      expect(isCompletePicture(bytes.subarray(0, length))).toBe(false)
    }
  },
)

test('of a TIFF and a PDF nobody can tell', async () => {
  expect(isCompletePicture(await picture.clone().tiff().toBuffer())).toBe(false)
  expect(isCompletePicture(Buffer.from('%PDF-1.7\n%%EOF\n'))).toBe(false)
})
