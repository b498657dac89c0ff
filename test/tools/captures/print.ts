import type { Random } from '../../../main/specimens/random.ts'
import { defaultStyle, type SpecimenStyle } from '../../../main/workers/specimens/style.ts'
import { type CaptureSet, pickFaces } from './faces.ts'
import { between } from './random-values.ts'

/** Pale grounds of cards: of the blank, and of the years it has been in the sun. */
const tints: Record<CaptureSet, readonly SpecimenStyle['ktp']['ground'][]> = {
  seen: [
    { tint: '#e4eef4', lines: '#cfe0ec', mark: '#e0d7de' },
    { tint: '#d6e8f2', lines: '#bdd8e8', mark: '#d8d3df' },
    { tint: '#e9efe6', lines: '#d3e2d6', mark: '#e4d9d9' },
    { tint: '#f1efe6', lines: '#e2dccb', mark: '#ecdcd6' },
    { tint: '#cfe3ee', lines: '#b4d2e4', mark: '#cfd3de' },
  ],
  'held-out': [
    { tint: '#dbe4ee', lines: '#c3d3e6', mark: '#d8cfd9' },
    { tint: '#e6ecec', lines: '#c8dcdc', mark: '#dcd6d6' },
  ],
}

/** Photos stand on red where the year of birth is odd and on blue where it is even, on a KTP-el. */
const photoGrounds = ['#b23a3a', '#c14b4b', '#2f5f9e', '#3a6fb0']

/**
 * A printer and a blank by chance, within what cards and KK of different offices and years differ by: label
 * column, line pitch, sizes, offsets of the whole print against the card, and the widths of the KK's columns.
 * The held-out set moves them further than the seen one.
 */
export function inventStyle(random: Random, set: CaptureSet): SpecimenStyle {
  const faces = pickFaces(random, set)
  const reach = set === 'seen' ? 1 : 1.4
  const about = (value: number, swing: number) =>
    between(random, value - swing * reach, value + swing * reach)
  const [dx, dy] = [about(0, 7), about(0, 6)]
  const valueX = about(252, 14) + dx
  const nikWidth = between(random, 395, 460)
  const { ktp, kk } = defaultStyle
  const jitter = (widths: readonly number[]) =>
    widths.map((width) => width * between(random, 1 - 0.09 * reach, 1 + 0.09 * reach))
  return {
    ...faces,
    ktp: {
      heading: { top: 47 + dy, size: about(29, 2) },
      labelX: 34 + dx,
      colonX: valueX - about(15, 2),
      valueX,
      nik: { y: about(139, 4) + dy, size: nikWidth / 16 / faces.nik.capitalWidth, labelSize: about(33, 2) },
      fields: {
        top: about(182, 3) + dy,
        pitch: about(33, 0.8),
        size: about(22, 1),
        bold: random.chance(0.7),
      },
      photo: {
        ...ktp.photo,
        x: 758 + dx,
        y: about(146, 12) + dy,
        height: about(316, 10),
        fill: random.pick(photoGrounds),
      },
      ground: random.pick(tints[set]),
    },
    kk: {
      margin: about(72, 16),
      title: { y: about(112, 10), size: about(60, 8) },
      number: { y: about(180, 5), size: about(44, 5) },
      heading: {
        top: about(245, 5),
        pitch: about(37, 1.5),
        size: about(25, 1.5),
        leftIndent: about(335, 15),
        rightX: about(1500, 60),
        rightIndent: about(225, 12),
      },
      table: {
        ...kk.table,
        top: about(388, 6),
        titleHeight: about(52, 4),
        rowHeight: about(41.5, 1.8),
        textSize: about(20, 1.2),
        stroke: between(random, 1, 2.2),
        words: random.chance(0.5) ? 'middle' : 'start',
      },
      identityWidths: jitter(kk.identityWidths),
      belongingWidths: jitter(kk.belongingWidths),
      paper: random.pick(['#fbfaf6', '#ffffff', '#f6f4ee', '#fdf9f2']),
      mark: random.pick(['#f4dfdb', '#eceae6', '#e8ecf2']),
    },
  }
}
