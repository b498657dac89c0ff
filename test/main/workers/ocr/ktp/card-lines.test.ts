import { expect, test } from 'vitest'
import { cardLines, type KtpRow } from '../../../../../main/workers/ocr/ktp/card-lines.ts'
import { joinWords } from '../../../../../main/workers/ocr/text/read-line.ts'

const letterHeight = 16

/** A row as it was read: the words of the label at the left, those of the value from 250 on. */
function row(index: number, label: string, value: string): KtpRow {
  const top = 100 + index * 32
  const box = { top, bottom: top + letterHeight }
  const at = (text: string, begin: number) =>
    text
      .split(' ')
      .filter((word) => word !== '')
      .map((word, place) => ({
        text: word,
        confidence: 0.9,
        left: begin + place * 80,
        right: begin + place * 80 + 70,
        ...box,
      }))
  const words = [...at(label, 36), ...at(value, 250)]
  const [left, right] = [words[0]?.left ?? 0, words.at(-1)?.right ?? 0]
  return { words, row: { left, right, ...box, letterHeight, segments: [] } }
}

/** Words of the same row that stand where the photo begins. */
const farRight = (index: number, text: string) =>
  row(index, '', text).words.map((word) => ({ ...word, left: word.left + 450, right: word.right + 450 }))

const rows = (lines: readonly (readonly [string, string])[]): KtpRow[] =>
  lines.map(([label, value], index) => row(index, label, value))

test('labels that were misread are found by what they are like and by their order', () => {
  const card = cardLines(
    rows([
      ['PROVlNSI', 'JAWA BARAT'],
      ['', 'KOTA BOGOR'],
      ['NlK', '3271010101800001'],
      ['Narna', 'BUDI HARTONO'],
      ['Tempa/TglLahir', 'BOGOR 01-01-1980'],
      ['Jenis Kelarnin', 'LAKI-LAKI Gol. Darah O'],
      ['Alarnat', 'JL. MAWAR NO. 3'],
      ['RTRW', '001/002'],
      ['KelDesa', 'SEMPUR'],
      ['Kecarnatan', 'BOGOR TENGAH'],
      ['Agarna', 'ISLAM'],
      ['Status Perkawlnan', 'KAWIN'],
      ['Pekerjaam', 'BURUH HARIAN LEPAS'],
      ['Kewarganegaraam', 'WNI'],
    ]),
  )
  expect(joinWords(card.province)).toBe('JAWA BARAT')
  expect(joinWords(card.regency)).toBe('KOTA BOGOR')
  expect(card.count).toBe(12)
  expect(joinWords(card.value('nik').words)).toBe('3271010101800001')
  expect(joinWords(card.value('name').words)).toBe('BUDI HARTONO')
  expect(joinWords(card.value('religion').words)).toBe('ISLAM')
  expect(joinWords(card.value('maritalStatus').words)).toBe('KAWIN')
  expect(joinWords(card.value('citizenship').words)).toBe('WNI')
})

test('the NIK is found where its label was not read, the number on a page without labels is none', () => {
  const number = ['lni', '3271010101800001'] as const
  const card = cardLines(rows([number, ['Nama', 'BUDI HARTONO'], ['Berlaku Hingga', '01-01-2019']]))
  expect(joinWords(card.value('nik').words)).toBe('3271010101800001')
  expect(card.count).toBe(2)
  expect(cardLines(rows([number])).count).toBe(0)
})

test('an address on two rows is one, a row that begins elsewhere is not of it', () => {
  const lines = [
    ['NIK', '3271010101800001'],
    ['Nama', 'BUDI HARTONO'],
    ['Alamat', 'JL. RAYA PAJAJARAN GG.'],
    ['', 'MESJID NO. 3'],
    ['KOTOR', ''],
    ['RT/RW', '001/002'],
  ] as const
  const card = cardLines(rows(lines))
  expect(joinWords(card.value('address').words)).toBe('JL. RAYA PAJAJARAN GG. MESJID NO. 3')
  expect(joinWords(card.value('rtRw').words)).toBe('001/002')
})

test('a page without labels is no card', () => {
  expect(cardLines(rows([['Dengan hormat', 'bersama ini kami sampaikan']])).count).toBe(0)
  expect(cardLines([]).count).toBe(0)
})

test('what stands under the photo, on the row of a value, is not of it', () => {
  const status = row(6, 'Status Perkawinan', 'CERAI MATI')
  const caption = farRight(6, 'KABUPATEN BANYUMAS')
  const card = cardLines([
    ...rows([
      ['NIK', '3302123003890048'],
      ['Jenis Kelamin', 'LAKI-LAKI'],
    ]),
    { ...status, words: [...status.words, ...caption] },
  ])
  expect(joinWords(card.value('maritalStatus').words)).toBe('CERAI MATI')
})

test('the blood type beside the sex is kept, however far from it', () => {
  const sex = row(3, 'Jenis Kelamin', 'LAKI-LAKI')
  const blood = farRight(3, 'Gol. Darah AB')
  const card = cardLines([
    ...rows([['NIK', '3302123003890048']]),
    { ...sex, words: [...sex.words, ...blood] },
  ])
  expect(joinWords(card.value('sex').words)).toBe('LAKI-LAKI Gol. Darah AB')
})
