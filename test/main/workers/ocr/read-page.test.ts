import sharp, { type Sharp } from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { standardColumns } from '../../../../main/workers/ocr/kk/columns.ts'
import { readPage } from '../../../../main/workers/ocr/read-page.ts'
import { startTextWorkers } from '../../../../main/workers/ocr/text/text-worker-pool.ts'
import type { SpecimenDrawing } from '../../../../main/workers/specimens/messages.ts'
import { renderSpecimen } from '../../../../main/workers/specimens/render-specimen.ts'
import { defaultStyle } from '../../../../main/workers/specimens/style.ts'
import { confirmationThreshold } from '../../../../shared/reading.ts'
import { truthOf } from '../../../tools/captures/ground-truth.ts'
import { kkDrawing, ktpDrawings, readAs } from './cards.ts'

const identityFields = new Set<string | null>(standardColumns('identity', 10))
const engine = startTextWorkers()
afterAll(() => engine.stop())

/** Drawing takes as long as reading, and several tests change the same page. */
const rendered = new Map<SpecimenDrawing, ReturnType<typeof renderSpecimen>>()
function render(drawing: SpecimenDrawing) {
  const page = rendered.get(drawing) ?? renderSpecimen(drawing)
  rendered.set(drawing, page)
  return page
}

async function read(drawing: SpecimenDrawing, change: (page: Sharp) => Sharp = (page) => page) {
  const page = change(sharp(await render(drawing)))
  return readPage(engine, await page.jpeg({ quality: 75 }).toBuffer())
}

describe('a KTP', () => {
  test.each(ktpDrawings.slice(0, 5).map((drawing, index) => ({ drawing, name: `card ${index + 1}` })))(
    '$name is read as it is printed',
    async ({ drawing }) => {
      expect(readAs(await read(drawing))).toEqual(truthOf(drawing))
    },
  )

  test('says where each value stands', async () => {
    const [drawing] = ktpDrawings
    if (!drawing) throw new Error('no card')
    const reading = await read(drawing)
    if (reading.kind !== 'ktp') throw new Error('not read as a KTP')
    const { nik, name, occupation } = reading.fields
    // Of the specimen: the NIK's line ends at 140 of 638, the name's at 180, both begin at 250 of 1011.
    expect(nik?.area.top).toBeCloseTo(103 / 638, 1)
    expect(nik?.area.left).toBeCloseTo(250 / 1011, 1)
    expect(name?.area.top).toBeGreaterThan(nik?.area.top ?? 1)
    expect(occupation?.area.top).toBeGreaterThan(name?.area.top ?? 1)
    for (const read of Object.values(reading.fields)) {
      expect(read.area.left + read.area.width).toBeLessThanOrEqual(1)
      expect(read.area.top + read.area.height).toBeLessThanOrEqual(1)
    }
  })

  test('with a name and an address on two rows keeps both in one piece', async () => {
    const [card] = ktpDrawings
    if (card?.document !== 'ktp') throw new Error('no card')
    const drawing: SpecimenDrawing = {
      ...card,
      member: { ...card.member, name: 'PUTRI ANINDITA MAHESWARI DEWI KUSUMAWARDHANI SASTRANINGRAT' },
      family: {
        ...card.family,
        address: 'JL. RAYA PAJAJARAN GG. MESJID AL IKHLAS KP. BABAKAN TENGAH NO. 138',
      },
    }
    expect(readAs(await read(drawing))).toEqual(truthOf(drawing))
  })

  test('scanned at 200 dpi, grey and dull is read all the same', async () => {
    const [drawing] = ktpDrawings
    if (!drawing) throw new Error('no card')
    const dull = await read(drawing, (page) => page.resize({ width: 674 }).greyscale().linear(0.5, 90))
    expect(readAs(dull)).toEqual(truthOf(drawing))
  })
})

describe('a KK', () => {
  test.each([1, 4, 10])('with %i members is read as it is printed', async (count) => {
    const drawing = kkDrawing(count)
    expect(drawing.members).toHaveLength(count)
    expect(readAs(await read(drawing))).toEqual(truthOf(drawing))
  })

  test('scanned at 150 dpi is read all the same', async () => {
    const drawing = kkDrawing(4)
    expect(readAs(await read(drawing, (page) => page.resize({ width: 1754 })))).toEqual(truthOf(drawing))
  })

  test('whose tables are not to be seen keeps what stands above them', async () => {
    const drawing = kkDrawing(4)
    const page = sharp(await render(drawing))
    const { width, height } = await page.metadata()
    const covered = {
      width,
      height: height - Math.round(height * 0.27),
      channels: 3,
      background: '#fff',
    } as const
    const paper = await sharp({ create: covered }).png().toBuffer()
    const reading = await read(drawing, (whole) =>
      whole.composite([{ input: paper, left: 0, top: Math.round(height * 0.27) }]),
    )
    expect(readAs(reading)).toEqual({ ...truthOf(drawing), members: [] })
  })

  test.each([1, 4, 9])('of which a copy has lost all lines keeps its %s members', async (count) => {
    const drawing = kkDrawing(count)
    const { table, ...layout } = defaultStyle.kk
    const lineless = { ...defaultStyle, kk: { ...layout, table: { ...table, stroke: 0 } } }
    const reading = await readPage(engine, await renderSpecimen(drawing, lineless))
    const truth = readAs(await read(drawing))
    // The second table holds no numbers by which its rows could be known.
    const printed = truth.members?.map((member) =>
      Object.fromEntries(Object.entries(member).filter(([field]) => identityFields.has(field))),
    )
    expect(readAs(reading)).toEqual({ ...truth, members: printed })
  })

  test('whose numbers cannot be made out gives none with confidence', async () => {
    const reading = await read(kkDrawing(4), (page) => page.blur(5))
    const numbers = reading.kind === 'kk' ? reading.members.map(({ fields }) => fields.nik) : []
    for (const nik of numbers) expect(nik?.confidence ?? 0).toBeLessThan(confirmationThreshold)
  })
})

describe('anything else', () => {
  const words = (text: string) =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="1240" height="1754"><rect width="1240" height="1754" fill="white"/>
      ${Array.from({ length: 30 }, (_, row) => `<text x="100" y="${150 + row * 50}" font-size="30">${text}</text>`).join('')}</svg>`,
    )
  const pages: Record<string, () => Sharp> = {
    'a blank page': () => sharp({ create: { width: 1240, height: 1754, channels: 3, background: '#fff' } }),
    'a black page': () => sharp({ create: { width: 900, height: 600, channels: 3, background: '#000' } }),
    noise: () =>
      sharp({
        create: {
          width: 1600,
          height: 1000,
          channels: 3,
          background: '#fff',
          noise: { type: 'gaussian', mean: 128, sigma: 60 },
        },
      }),
    'a strip of a few pixels': () =>
      sharp({ create: { width: 400, height: 3, channels: 3, background: '#888' } }),
    'a letter in another language': () =>
      sharp(words('The quick brown fox jumps over the lazy dog, again and again')),
    'a form with some of the same words': () =>
      sharp(words('Nama : BUDI HARTONO      Alamat : JL. MAWAR NO. 3      NIK : 3271010101800001')),
  }
  test.each(Object.entries(pages))('%s is of another kind', async (_name, page) => {
    expect(await readPage(engine, await page().jpeg().toBuffer())).toEqual({ kind: 'other' })
  })
})
