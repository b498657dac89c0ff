import { matchLabel } from '../fields/match-label.ts'
import type { PageWord } from '../text/read-line.ts'

/** What stands above the tables, in two columns on the card; offices print some of it either way round. */
const headings = [
  { heading: 'headName', label: 'Nama Kepala Keluarga' },
  { heading: 'address', label: 'Alamat' },
  { heading: 'rtRw', label: 'RT/RW' },
  { heading: 'village', label: 'Desa/Kelurahan' },
  { heading: 'village', label: 'Kelurahan/Desa' },
  { heading: 'district', label: 'Kecamatan' },
  { heading: 'regency', label: 'Kabupaten/Kota' },
  { heading: 'regency', label: 'Kota/Kabupaten' },
  { heading: 'postalCode', label: 'Kode Pos' },
  { heading: 'province', label: 'Provinsi' },
] as const
export type Heading = (typeof headings)[number]['heading']

export interface HeadingValue {
  heading: Heading
  words: PageWord[]
}

/** Below this likeness words are no label: values stand beside labels here, and some are like them. */
const minLikeness = 0.66

/** So many times as far apart as letters are high, words stand in two columns, whatever the second one's label says. */
const minColumnGap = 8

/** The values of a row: what stands after each label, up to the next one or to the next column. */
export function splitAtHeadings(words: readonly PageWord[]): HeadingValue[] {
  const values: HeadingValue[] = []
  let open = false
  for (let at = 0; at < words.length; ) {
    const [best] = headings
      // KABUPATEN BOGOR is like the label that it stands after.
      .filter(({ heading }) => !values.some((value) => value.heading === heading))
      .map(({ heading, label }) => ({ heading, label, ...matchLabel(words, label, at) }))
      .sort((a, b) => b.likeness - a.likeness)
    if (best && best.likeness >= minLikeness && !matchesBetterLater(words, at, best)) {
      values.push({ heading: best.heading, words: [] })
      open = true
      at += best.words
    } else {
      const word = words[at++]
      const before = values.at(-1)?.words.at(-1)
      if (before && word && word.left - before.right > minColumnGap * (before.bottom - before.top))
        open = false
      if (open && word) values.at(-1)?.words.push(word)
    }
  }
  return values
}

/** Whether the label is met better without the first words: they are the end of the value before it. */
function matchesBetterLater(
  words: readonly PageWord[],
  at: number,
  match: { label: string; likeness: number; words: number },
): boolean {
  for (let from = at + 1; from < at + match.words; from++) {
    if (matchLabel(words, match.label, from).likeness > match.likeness) return true
  }
  return false
}
