import { expect, test } from 'vitest'
import { groupItems, matchItems, type PaletteItem } from '../../../renderer/ui/palette-items.ts'

const item = (label: string, group: string): PaletteItem => ({
  id: label,
  label,
  group,
  run: () => undefined,
})
const items = [
  item('Permohonan baru', 'Perintah'),
  item('Beranda', 'Buka'),
  item('Fajar Darmawan', 'Permohonan'),
]

test('every word of the query is a prefix of a word of the label, in any order', () => {
  expect(matchItems(items, 'dar faj').map(({ label }) => label)).toEqual(['Fajar Darmawan'])
  expect(matchItems(items, 'BARU').map(({ label }) => label)).toEqual(['Permohonan baru'])
  expect(matchItems(items, 'ajar')).toEqual([])
})

test('an empty query matches everything', () => {
  expect(matchItems(items, '  ')).toHaveLength(3)
})

test('items are grouped by heading in order of first appearance', () => {
  const groups = groupItems([...items, item('Simpan draf', 'Perintah')])
  expect(groups.map(({ group, items: members }) => [group, members.length])).toEqual([
    ['Perintah', 2],
    ['Buka', 1],
    ['Permohonan', 1],
  ])
})
