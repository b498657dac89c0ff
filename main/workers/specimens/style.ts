import { resourceFile } from '../../store/resources.ts'

/** A face of type. */
export interface FontFace {
  family: string
  /** Its font files (TTF, OTF or WOFF2), the bold one too where there is one. */
  files: readonly string[]
  /** Average width of a capital, in parts of the size. */
  capitalWidth: number
}

/**
 * How a specimen is printed. Every registry office has other printers, blanks and years behind it, so that no
 * two cards put a field at the same place; the application's own specimens all have `defaultStyle`.
 */
export interface SpecimenStyle {
  text: FontFace
  /** Numbers and dates on the KK. */
  numbers: FontFace
  /** The NIK's line on the KTP. */
  nik: FontFace
  ktp: KtpLayout
  kk: KkLayout
}

/** Pixels of a card of 1011 x 638 (300 dpi); `y` and `top` are base lines. */
export interface KtpLayout {
  heading: { top: number; size: number }
  labelX: number
  colonX: number
  valueX: number
  nik: { y: number; size: number; labelSize: number }
  fields: { top: number; pitch: number; size: number; bold: boolean }
  photo: { x: number; y: number; width: number; height: number; fill: string }
  /** The card's ground, the pale lines of its print, and the word SPESIMEN on it. */
  ground: { tint: string; lines: string; mark: string }
}

/** Pixels of an A4 sheet on its side at 200 dpi, 2339 x 1654. */
export interface KkLayout {
  /** Free on either side. */
  margin: number
  title: { y: number; size: number }
  number: { y: number; size: number }
  heading: {
    top: number
    pitch: number
    size: number
    leftIndent: number
    rightX: number
    rightIndent: number
  }
  table: {
    top: number
    titleHeight: number
    rowHeight: number
    titleSize: number
    textSize: number
    stroke: number
    /** Words stand in the middle of their cell or at its left; numbers always in the middle. */
    words: 'middle' | 'start'
  }
  /** Widths of the columns of the two tables, in parts of each other. */
  identityWidths: readonly number[]
  belongingWidths: readonly number[]
  paper: string
  mark: string
}

const ownFont = (file: string): string => resourceFile(`fonts/${file}`)

export const defaultStyle: SpecimenStyle = {
  text: {
    family: 'Plus Jakarta Sans',
    files: [ownFont('plus-jakarta-sans-regular.ttf'), ownFont('plus-jakarta-sans-bold.ttf')],
    capitalWidth: 0.64,
  },
  numbers: { family: 'JetBrains Mono', files: [ownFont('jetbrains-mono-medium.ttf')], capitalWidth: 0.6 },
  nik: { family: 'Share Tech Mono', files: [ownFont('share-tech-mono-regular.ttf')], capitalWidth: 0.54 },
  ktp: {
    heading: { top: 48, size: 30 },
    labelX: 36,
    colonX: 236,
    valueX: 250,
    nik: { y: 140, size: 46, labelSize: 34 },
    fields: { top: 184, pitch: 33, size: 22, bold: true },
    photo: { x: 760, y: 130, width: 216, height: 330, fill: '#a9c1d6' },
    ground: { tint: '#e4eef4', lines: '#d3e2ec', mark: '#e0d7de' },
  },
  kk: {
    margin: 70,
    title: { y: 118, size: 62 },
    number: { y: 180, size: 46 },
    heading: { top: 245, pitch: 38, size: 26, leftIndent: 330, rightX: 1500, rightIndent: 220 },
    table: {
      top: 390,
      titleHeight: 50,
      rowHeight: 42,
      titleSize: 18,
      textSize: 20,
      stroke: 1.5,
      words: 'middle',
    },
    identityWidths: [446, 290, 170, 200, 190, 150, 260, 290, 153],
    belongingWidths: [300, 190, 300, 180, 150, 150, 440, 439],
    paper: '#fbfaf6',
    mark: '#f4dfdb',
  },
}
