import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { inventFamilies } from '../../../../main/specimens/invent-families.ts'
import type { SpecimenFamily } from '../../../../main/specimens/specimen-family.ts'
import { createImaging, startImagingInNode } from '../../../../main/workers/imaging/client.ts'
import { drawKk } from '../../../../main/workers/specimens/draw-kk.ts'
import { drawKtp } from '../../../../main/workers/specimens/draw-ktp.ts'
import { specimenDrawings } from '../../../../main/workers/specimens/messages.ts'
import { renderSpecimen } from '../../../../main/workers/specimens/render-specimen.ts'
import { defaultQualityThresholds } from '../../../../shared/page-quality.ts'
import { endlessTimeouts } from '../../../support/timeouts.ts'

const families = inventFamilies({ seed: 'cards', count: 12, office: { code: '327103' } })

function family(number: number): SpecimenFamily {
  const found = families.find((candidate) => candidate.number === number)
  if (!found) throw new Error('no such family')
  return found
}

/** The words on a drawing, in their order; a text on two lines is read as one. */
const words = (svg: string): string =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)]
    .map(([, content]) => content?.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))))
    .join(' ')

const imaging = createImaging(startImagingInNode, endlessTimeouts)
afterAll(() => imaging.stop())

test('a family has a KK, and a KTP for each member who was 17 when it was issued', () => {
  for (const { form, issuedOn, ...rest } of families) {
    const [kk, ...cards] = specimenDrawings({ form, issuedOn, ...rest })
    expect(kk).toEqual({ document: 'kk', family: form.family, members: form.members, issuedOn })
    const year = Number(issuedOn.slice(6))
    const adults = form.members.filter(({ birthDate }) => year - Number(birthDate.slice(6)) > 17)
    for (const adult of adults) expect(cards.map(({ member }) => member.id)).toContain(adult.id)
    for (const { member } of cards)
      expect(year - Number(member.birthDate.slice(6))).toBeGreaterThanOrEqual(17)
  }
})

test('a KK says everything that the form asks for, whole, however long the names are', () => {
  for (const number of [3, 7, 11]) {
    const { form, issuedOn } = family(number)
    const said = words(drawKk({ document: 'kk', ...form, issuedOn }))
    const { noKk, headName, address, rt, rw } = form.family
    for (const value of [noKk, headName, address, `${rt}/${rw}`, issuedOn, 'BOGOR TENGAH', 'KOTA BOGOR']) {
      expect(said).toContain(value)
    }
    for (const member of form.members) {
      for (const value of [member.name, member.nik, member.birthPlace, member.birthDate, member.fatherName]) {
        expect(said).toContain(value)
      }
    }
  }
})

test('a KTP says everything that the card has', () => {
  const { form } = family(11)
  const [, ktp] = specimenDrawings(family(11))
  const [head] = form.members
  if (!ktp || !head) throw new Error('no card')
  const said = words(drawKtp(ktp))
  const { name, nik, birthPlace, birthDate } = head
  for (const value of [
    name,
    nik,
    `${birthPlace}, ${birthDate}`,
    form.family.address,
    'SEUMUR HIDUP',
    'WNI',
  ]) {
    expect(said).toContain(value)
  }
})

test('both say all over that they are specimens', () => {
  for (const drawing of specimenDrawings(family(1))) {
    const said = words(drawing.document === 'kk' ? drawKk(drawing) : drawKtp(drawing))
    expect(said.match(/SPESIMEN/g)?.length).toBeGreaterThan(20)
    expect(said).toContain('BUKAN DOKUMEN RESMI')
  }
})

test('what is typed cannot break a drawing', async () => {
  const { form, issuedOn } = family(1)
  const name = `A<B>&C"D'E ${'TANPASPASI'.repeat(30)}`
  const members = form.members.map((member) => ({ ...member, name, religion: '', village: '' }))
  const picture = await renderSpecimen({ document: 'kk', family: form.family, members, issuedOn })
  expect((await sharp(picture).metadata()).width).toBe(2339)
})

test('are the same to the byte each time, in this process and in the decoding one', async () => {
  for (const drawing of specimenDrawings(family(1)).slice(0, 2)) {
    const picture = await renderSpecimen(drawing)
    expect(Buffer.from(await renderSpecimen(drawing))).toEqual(Buffer.from(picture))
    expect(Buffer.from(await imaging.drawSpecimen(drawing))).toEqual(Buffer.from(picture))
  }
})

test('are scans of the size of the card, and small once they are stored', async () => {
  const [kk, ktp] = specimenDrawings(family(7))
  if (!ktp) throw new Error('no card')
  const scan = await imaging.drawSpecimen(kk)
  const card = await imaging.drawSpecimen(ktp)
  expect(await sharp(scan).metadata()).toMatchObject({ width: 2339, height: 1654, density: 200 })
  expect(await sharp(card).metadata()).toMatchObject({ width: 1011, height: 638, density: 300 })
  const {
    pages: [storedScan],
  } = await imaging.prepare(scan, defaultQualityThresholds)
  const {
    pages: [storedCard],
  } = await imaging.prepare(card, defaultQualityThresholds)
  expect(storedScan).toMatchObject({ width: 2339, height: 1654 })
  expect(storedCard).toMatchObject({ width: 1011, height: 638 })
  expect(storedScan?.bytes.length).toBeLessThan(250_000)
  expect(storedCard?.bytes.length).toBeLessThan(150_000)
})

test('text stands out from watermark and paper', async () => {
  const [, ktp] = specimenDrawings(family(1))
  if (!ktp) throw new Error('no card')
  const nik = sharp(await renderSpecimen(ktp))
    .extract({ left: 250, top: 100, width: 400, height: 44 })
    .greyscale()
  const { data } = await nik.raw().toBuffer({ resolveWithObject: true })
  const dark = data.filter((value) => value < 80).length / data.length
  const between = data.filter((value) => value >= 120 && value < 190).length / data.length
  expect(dark).toBeGreaterThan(0.08)
  expect(between).toBeLessThan(0.1)
})
