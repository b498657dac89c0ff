import { expect, test } from 'vitest'
import { splitAtHeadings } from '../../../../../main/workers/ocr/kk/heading-values.ts'
import { joinWords, type PageWord } from '../../../../../main/workers/ocr/text/read-line.ts'

/** A row of the heading, in two columns: words 70 pixels wide and 16 high, the second column from 1200 on. */
function row(left: string, right: string): PageWord[] {
  const at = (text: string, begin: number) =>
    text.split(' ').map((word, place) => ({
      text: word,
      confidence: 0.9,
      left: begin + place * 80,
      right: begin + place * 80 + 70,
      top: 100,
      bottom: 116,
    }))
  return [...at(left, 80), ...at(right, 1200)]
}

const read = (left: string, right: string): Record<string, string> =>
  Object.fromEntries(
    splitAtHeadings(row(left, right)).map(({ heading, words }) => [heading, joinWords(words)]),
  )

test.each(['Desa/Kelurahan', 'Kelurahan/Desa', 'KelurahanDesa'])('the village stands after %s', (label) => {
  expect(read('Nama Kepala Keluarga JAJANG FIRMANSYAH', `${label} MUARA BARU`)).toEqual({
    headName: 'JAJANG FIRMANSYAH',
    village: 'MUARA BARU',
  })
})

test('a regency that is like its own label is its value', () => {
  expect(read('RT/RW 003/011', 'Kabupaten/Kota KABUPATEN BOGOR')).toEqual({
    rtRw: '003/011',
    regency: 'KABUPATEN BOGOR',
  })
})

test('what stands in the second column under a label that nobody knows is no part of the first', () => {
  expect(read('Alamat KP. BABAKAN NO. 14', 'Nagari KOTO GADANG')).toEqual({ address: 'KP. BABAKAN NO. 14' })
})
