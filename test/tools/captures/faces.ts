import { join } from 'node:path'
import type { Random } from '../../../main/specimens/random.ts'
import { defaultStyle, type FontFace } from '../../../main/workers/specimens/style.ts'
import { facePackages } from '../face-packages.ts'
import { heldOutFaces } from './held-out.ts'

/**
 * Which cards a capture shows: those that everybody may tune to, or those of the printers nobody has seen.
 */
export type CaptureSet = 'seen' | 'held-out'

const packages = facePackages()

function fontsource(name: string, family: string, capitalWidth: number, weights = [400, 700]): FontFace {
  const files = weights.map((weight) =>
    join(packages, `@fontsource/${name}/files/${name}-latin-${weight}-normal.woff2`),
  )
  return { family, files, capitalWidth }
}

const ownFont = (file: string): string => join(import.meta.dirname, 'fonts', file)

/** Arial's metrics, Helvetica's younger relatives, and a narrow one, as office printers have them. */
const sans = {
  seen: [
    fontsource('arimo', 'Arimo', 0.71),
    fontsource('roboto', 'Roboto', 0.66),
    fontsource('roboto-condensed', 'Roboto Condensed', 0.58),
    defaultStyle.text,
  ],
  'held-out': [fontsource('pt-sans', heldOutFaces[2], 0.64)],
} as const

const ocrA: FontFace = { family: 'OCRA', files: [ownFont('ocr-a.ttf')], capitalWidth: 0.72 }
const mono: FontFace = fontsource('cousine', 'Cousine', 0.61)

/**
 * The NIK of a KTP-el stands in an OCR face; which one, and how true, depends on the year and the printer.
 */
const nik = {
  seen: [
    ocrA,
    ocrA,
    { family: 'OCR B', files: [ownFont('ocr-b.otf')], capitalWidth: 0.73 },
    defaultStyle.nik,
    mono,
  ],
  'held-out': [
    // The font names itself after its family; its file is the only one of that family that a held-out card
    // loads.
    { family: 'OCR B', files: [ownFont('ocr-b-sharp.otf')], capitalWidth: 0.73 },
    fontsource('pt-mono', heldOutFaces[1], 0.61, [400]),
  ],
} as const

export interface Faces {
  text: FontFace
  numbers: FontFace
  nik: FontFace
}

export function pickFaces(random: Random, set: CaptureSet): Faces {
  const text = random.pick(sans[set])
  return {
    text,
    // Most offices print the numbers of a KK in the face of its words.
    numbers: random.chance(0.6) ? text : set === 'seen' ? mono : random.pick(nik[set]),
    nik: random.pick(nik[set]),
  }
}
