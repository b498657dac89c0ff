import sharp from 'sharp'
import { expect, test } from 'vitest'
import { similarity, templateOf } from '../../../../../main/workers/ocr/kk/print-similarity.ts'
import { binarise } from '../../../../../main/workers/ocr/segmentation/binarise.ts'
import { findTextRows } from '../../../../../main/workers/ocr/segmentation/text-rows.ts'
import { connectedComponents } from '../../../../../main/workers/pixels/connected-components.ts'
import type { GrayImage } from '../../../../../main/workers/pixels/gray-image.ts'

const limits = { minHeight: 8, minCapital: 8, maxHeight: 40, maxSegmentGap: 40, maxRowGap: 40, minLetters: 1 }

/** How a word looks that is printed at a place of its own, a fraction of a pixel off. */
async function look(word: string, x: number) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="360" height="50"><rect width="360" height="50" fill="#eee"/>
    <text x="${x}" y="32" font-family="Liberation Sans" font-size="20">${word}</text></svg>`
  const { data, info } = await sharp(Buffer.from(svg)).greyscale().raw().toBuffer({ resolveWithObject: true })
  const page: GrayImage = { data, width: info.width, height: info.height }
  const lines = findTextRows(connectedComponents(binarise(page, 20)), limits)
  return templateOf(page, { box: { left: 0, top: 0, right: page.width, bottom: page.height }, lines })
}

test('the same word at another place is the same', async () => {
  expect(similarity(await look('SITI AMINAH', 20), await look('SITI AMINAH', 33.4))).toBeGreaterThan(0.8)
})

test.each([
  ['SITI AMINAH', 'SITI AMINAN'],
  ['SITI AMINAH', 'SITI ARINAH'],
  ['ISLAM', 'HINDU'],
  ['KAWIN', 'BELUM KAWIN'],
])('%s is not taken for %s', async (one, other) => {
  expect(similarity(await look(one, 20), await look(other, 20))).toBeLessThan(0.8)
})
