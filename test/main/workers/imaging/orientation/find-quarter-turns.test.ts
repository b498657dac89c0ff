import sharp from 'sharp'
import { expect, test } from 'vitest'
import { inventFamilies } from '../../../../../main/specimens/invent-families.ts'
import { findQuarterTurns } from '../../../../../main/workers/imaging/orientation/find-quarter-turns.ts'
import type { GrayImage } from '../../../../../main/workers/pixels/gray-image.ts'
import type { Image } from '../../../../../main/workers/pixels/image.ts'
import { specimenDrawings } from '../../../../../main/workers/specimens/messages.ts'
import { renderSpecimen } from '../../../../../main/workers/specimens/render-specimen.ts'
import { unseenFaces } from '../../../../tools/train/faces.ts'
import { createSeededRandom } from '../../../../tools/train/seeded-random.ts'
import { drawTextlessPage, drawTextPage } from '../../../../tools/train/text-pages.ts'

const turns = [0, 1, 2, 3] as const

/** The picture as it would lie on the glass, if that many quarter turns clockwise made it upright. */
async function laid(jpeg: Uint8Array, quarterTurns: number): Promise<Image> {
  const { data, info } = await sharp(jpeg)
    .rotate((360 - quarterTurns * 90) % 360)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: 3 }
}

test.each(['ktp', 'kk'] as const)('a %s is found to lie in each of the four ways', async (document) => {
  const [family] = inventFamilies({ seed: 'turns', count: 1, office: { code: '327103' } })
  if (!family) throw new Error('no family')
  const drawing = specimenDrawings(family).find((candidate) => candidate.document === document)
  if (!drawing) throw new Error(`a family without ${document}`)
  const jpeg = await renderSpecimen(drawing)
  for (const wanted of turns) {
    const { quarterTurns, confidence } = findQuarterTurns(await laid(jpeg, wanted))
    expect(quarterTurns).toBe(wanted)
    expect(confidence).toBeGreaterThan(0.95)
  }
})

test('spoilt text in faces that the network has not seen: what is turned with confidence is turned right', async () => {
  const chance = createSeededRandom(12)
  const found: { right: boolean; confidence: number }[] = []
  for (let n = 0; n < 24; n++) {
    const { gray, quarterTurns } = await drawTextPage(chance.pick(unseenFaces), chance)
    const turn = findQuarterTurns(coloured(gray))
    found.push({ right: turn.quarterTurns === quarterTurns, confidence: turn.confidence })
  }
  const sure = found.filter(({ confidence }) => confidence >= 0.9)
  expect(sure.length).toBeGreaterThan(8)
  expect(sure.filter(({ right }) => !right).length).toBeLessThanOrEqual(1)
})

test('a page without text is left as it is, without confidence', async () => {
  const chance = createSeededRandom(13)
  const blank = { data: new Uint8Array(300 * 200).fill(230), width: 300, height: 200 }
  const grain = { ...blank, data: blank.data.map(() => chance.integer(60, 250)) }
  for (const page of [blank, grain, { data: new Uint8Array(1), width: 1, height: 1 }]) {
    expect(findQuarterTurns(coloured(page))).toEqual({ quarterTurns: 0, confidence: 0 })
  }
  for (let n = 0; n < 10; n++) {
    expect(findQuarterTurns(coloured(await drawTextlessPage(chance))).confidence).toBeLessThan(0.9)
  }
})

function coloured({ data, width, height }: GrayImage): Image {
  const colours = new Uint8Array(data.length * 3)
  for (const [index, value] of data.entries()) colours.fill(value, index * 3, index * 3 + 3)
  return { data: colours, width, height, channels: 3 }
}
