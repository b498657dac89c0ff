import path from 'node:path'
import { resourceFile } from '../../../main/store/resources.ts'
import { heldOutFaces } from '../captures/held-out.ts'
import { facePackages } from '../face-packages.ts'

/** A face to print with. */
export interface Face {
  name: string
  file: string
  /** How often it is drawn, beside the others. */
  weight: number
}

const debian = '/usr/share/fonts'
const packages = facePackages()

/** Where a package of @fontsource has a face. */
export const latinFile = (folder: string, slug: string, boldness: number): string =>
  path.join(folder, 'files', `${slug}-latin-${boldness}-normal.woff`)

function fontsource(name: string, slug: string, weights: readonly number[], weight: number): Face[] {
  const folder = path.join(packages, '@fontsource', slug)
  return weights.map((boldness) => ({
    name: `${name} ${boldness}`,
    file: latinFile(folder, slug, boldness),
    weight,
  }))
}

const regularAndBold = [400, 700]

/**
 * What numbers are printed with: the faces of optical reading first, because the KTP-el prints its NIK in
 * one; then typewriter faces, then those of ordinary print. From Debian's fonts-ocr-a, fonts-ocr-b,
 * fonts-dejavu, fonts-liberation and from npm's @fontsource.
 */
const allFaces: readonly Face[] = [
  { name: 'OCR A', file: `${debian}/truetype/ocr-a/OCRA.ttf`, weight: 12 },
  { name: 'OCR A Bold', file: `${debian}/truetype/ocr-a/OCRABold.ttf`, weight: 4 },
  { name: 'OCR A Condensed', file: `${debian}/truetype/ocr-a/OCRACondensed.ttf`, weight: 5 },
  { name: 'OCR A Italic', file: `${debian}/truetype/ocr-a/OCRAItalic.ttf`, weight: 1 },
  { name: 'OCR B', file: `${debian}/opentype/ocr-b/OCRB.otf`, weight: 8 },
  { name: 'OCR B Sharp', file: `${debian}/opentype/ocr-b/OCRBS.otf`, weight: 2 },
  { name: 'OCR B Letterpress', file: `${debian}/opentype/ocr-b/OCRBL.otf`, weight: 3 },
  ...fontsource('Roboto Mono', 'roboto-mono', regularAndBold, 1),
  ...fontsource('Source Code Pro', 'source-code-pro', regularAndBold, 1),
  ...fontsource('IBM Plex Mono', 'ibm-plex-mono', regularAndBold, 1),
  ...fontsource('Courier Prime', 'courier-prime', regularAndBold, 2),
  ...fontsource('Space Mono', 'space-mono', regularAndBold, 1),
  ...fontsource('Inconsolata', 'inconsolata', regularAndBold, 1),
  ...fontsource('Ubuntu Mono', 'ubuntu-mono', regularAndBold, 1),
  ...fontsource('Overpass Mono', 'overpass-mono', regularAndBold, 1),
  ...fontsource('Cousine', 'cousine', regularAndBold, 2),
  ...fontsource('Fira Mono', 'fira-mono', regularAndBold, 1),
  ...fontsource('B612 Mono', 'b612-mono', regularAndBold, 1),
  ...fontsource('PT Mono', 'pt-mono', [400], 1),
  ...fontsource('DM Mono', 'dm-mono', [400, 500], 1),
  ...fontsource('Red Hat Mono', 'red-hat-mono', regularAndBold, 1),
  ...fontsource('Azeret Mono', 'azeret-mono', regularAndBold, 1),
  ...fontsource('Anonymous Pro', 'anonymous-pro', regularAndBold, 1),
  ...fontsource('Arimo', 'arimo', regularAndBold, 4),
  ...fontsource('Roboto', 'roboto', regularAndBold, 2),
  ...fontsource('Open Sans', 'open-sans', regularAndBold, 1),
  ...fontsource('Lato', 'lato', regularAndBold, 1),
  ...fontsource('Noto Sans', 'noto-sans', regularAndBold, 1),
  ...fontsource('Barlow', 'barlow', regularAndBold, 1),
  ...fontsource('PT Sans', 'pt-sans', regularAndBold, 1),
  ...fontsource('Source Sans 3', 'source-sans-3', regularAndBold, 1),
  ...fontsource('Roboto Condensed', 'roboto-condensed', regularAndBold, 1),
  ...fontsource('Archivo Narrow', 'archivo-narrow', regularAndBold, 1),
  ...fontsource('Tinos', 'tinos', regularAndBold, 2),
  ...fontsource('Rajdhani', 'rajdhani', [500, 700], 1),
  ...fontsource('Share Tech', 'share-tech', [400], 1),
  { name: 'Share Tech Mono', file: resourceFile('fonts/share-tech-mono-regular.ttf'), weight: 2 },
  { name: 'JetBrains Mono', file: resourceFile('fonts/jetbrains-mono-medium.ttf'), weight: 1 },
  { name: 'DejaVu Sans', file: `${debian}/truetype/dejavu/DejaVuSans.ttf`, weight: 2 },
  { name: 'DejaVu Sans Bold', file: `${debian}/truetype/dejavu/DejaVuSans-Bold.ttf`, weight: 1 },
  { name: 'DejaVu Sans Mono', file: `${debian}/truetype/dejavu/DejaVuSansMono.ttf`, weight: 2 },
  { name: 'DejaVu Sans Mono Bold', file: `${debian}/truetype/dejavu/DejaVuSansMono-Bold.ttf`, weight: 1 },
  { name: 'Liberation Mono', file: `${debian}/truetype/liberation/LiberationMono-Regular.ttf`, weight: 2 },
  {
    name: 'Liberation Sans Narrow',
    file: `${debian}/truetype/liberation/LiberationSansNarrow-Regular.ttf`,
    weight: 1,
  },
]

const isHeldOut = ({ name }: Face) =>
  heldOutFaces.some((held) => name === held || name.startsWith(`${held} `))

/**
 * Faces that no network has been trained with, so that what it makes of them says something about a new
 * printer.
 */
export const unseenFaces = allFaces.filter(isHeldOut)
export const trainingFaces = allFaces.filter((face) => !isHeldOut(face))
