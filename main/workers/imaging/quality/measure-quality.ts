import type { Area } from '../../../../shared/area.ts'
import type {
  PageQuality,
  QualityCode,
  QualityFinding,
  QualityMeasures,
  QualityThresholds,
} from '../../../../shared/page-quality.ts'
import { downscale, toGray } from '../../pixels/downscale.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'
import { percentile } from '../../pixels/histogram.ts'
import type { Image } from '../../pixels/image.ts'
import { getKernels } from '../../pixels/kernels.ts'
import type { SheetPosition } from '../page-detection/found-sheet.ts'
import { separatePrint } from '../page-detection/layers.ts'
import { inchesOf } from '../page-detection/sheet-size.ts'
import { findGlare } from './glare.ts'
import { measureSharpness } from './sharpness.ts'

const workingEdge = 800

/**
 * Measures a page as it was cut out, and says what is wrong with it. `place` is what `findSheets` said of it; turn its
 * corners along with the pixels. What has no outline may be a photo of a house: it is not refused for having no print,
 * and not for its resolution, which nothing tells.
 */
export function measureQuality(
  sheet: Image,
  position: SheetPosition,
  thresholds: QualityThresholds,
): PageQuality {
  const small = downscale(sheet, workingEdge)
  const gray = toGray(small)
  const { surface, print } = separatePrint(gray)
  const glare = findGlare(small)
  const sharpness = measureSharpness(sheet, gray, small.factor, dotsPerInchOf(sheet, position))
  const light = measureLight(gray, surface, print)
  const measures: QualityMeasures = {
    ...light,
    sharpness: sharpness ?? 0,
    glare: glare.part,
    dotsPerInch: position.dotsPerInch ?? 0,
    cut: position.cutPart,
  }
  const findings = findFindings(measures, position, thresholds, {
    glare: glare.area,
    blank: sharpness === undefined,
  })
  return { measures, findings }
}

/** Of the cut out page, which may hold fewer pixels than the picture did. */
function dotsPerInchOf({ width, height }: Image, { outline }: SheetPosition): number {
  return Math.max(width, height) / inchesOf(outline, Math.max(width / height, height / width)).long
}

function measureLight(gray: GrayImage, surface: GrayImage, print: GrayImage) {
  const paper = percentile(surface.data, 0.8)
  // A dark card with bright print is not a dark picture.
  const brightest = percentile(gray.data, 0.97)
  const contrasts = printContrasts(gray, surface, print)
  const ink = contrasts.length / print.data.length
  // Where there is no print, all that is darker than the paper may be what is left of it.
  const contrast = contrasts.length < 50 ? paper - percentile(gray.data, 0.003) : percentile(contrasts, 0.9)
  return { brightness: Math.max(paper, brightest) / 255, contrast: Math.max(0, contrast) / 255, ink }
}

/** By how many levels each pixel of print is darker than the paper around it. */
function printContrasts(gray: GrayImage, surface: GrayImage, print: GrayImage): Uint8Array {
  const { length } = print.data
  const { kernels, bytes } = getKernels(4 * length)
  for (const [index, { data }] of [print, surface, gray].entries()) bytes.set(data, index * length)
  const found = kernels.printContrasts(0, length, 2 * length, length, 3 * length)
  return bytes.slice(3 * length, 3 * length + found)
}

interface Observed {
  glare: Area | null
  /** Nowhere on the page is anything that differs from the paper around it. */
  blank: boolean
}

function findFindings(
  measures: QualityMeasures,
  position: SheetPosition,
  thresholds: QualityThresholds,
  { glare, blank }: Observed,
): QualityFinding[] {
  const findings: QualityFinding[] = []
  const find = (code: QualityCode, level: 'refusal' | 'warning', area: Area | null = null) =>
    findings.push({ code, level, area })
  const below = (code: QualityCode, value: number, limit: { refusal: number; warning: number }) => {
    if (value < limit.warning) find(code, value < limit.refusal ? 'refusal' : 'warning')
  }
  const above = (
    code: QualityCode,
    value: number,
    limit: { refusal: number; warning: number },
    area: Area | null,
  ) => {
    if (value > limit.warning) find(code, value > limit.refusal ? 'refusal' : 'warning', area)
  }
  if (blank && measures.brightness >= thresholds.brightness.warning) {
    find('page-blank', 'refusal')
    return findings
  }
  const outlined = position.outline !== 'whole'
  const printed = outlined || measures.ink >= thresholds.ink
  below('page-dark', measures.brightness, thresholds.brightness)
  above('page-bright', measures.brightness - measures.contrast, thresholds.brightest, null)
  // Print that is blurred beyond its own width is a grey shadow of which the edges say nothing,
  // and a card without any is one of which only the photo still has edges.
  const dissolved = position.outline === 'card' && measures.ink < thresholds.ink / 2
  const sharpest = dissolved || measures.contrast < thresholds.contrast.refusal ? 0 : measures.sharpness
  // A part of the page does not tell its size, on which sharpness depends: a cut page may look half as sharp as it is.
  // What is softer still was smeared until its rows passed for edges.
  const smeared = sharpest < thresholds.sharpness.refusal / 2
  if (printed && smeared) find('page-blurred', 'refusal')
  above('page-cut', measures.cut, thresholds.cut, cutSide(position))
  if (printed && !smeared) below('page-blurred', sharpest, thresholds.sharpness)
  if (outlined) above('page-glare', measures.glare, thresholds.glare, glare)
  if (printed && position.dotsPerInch !== null)
    below('page-coarse', position.dotsPerInch, thresholds.dotsPerInch)
  return findings
}

/** How near, in parts of the picture, both ends of a side must be to the same border for it to be cut there. */
const borderTolerance = 0.004
const strip = 0.06

/** A strip along the side of the page where the picture ends. */
function cutSide({ corners: [topLeft, topRight, bottomRight, bottomLeft] }: SheetPosition): Area | null {
  const sides = [
    [topLeft, topRight, { left: 0, top: 0, width: 1, height: strip }],
    [topRight, bottomRight, { left: 1 - strip, top: 0, width: strip, height: 1 }],
    [bottomRight, bottomLeft, { left: 0, top: 1 - strip, width: 1, height: strip }],
    [bottomLeft, topLeft, { left: 0, top: 0, width: strip, height: 1 }],
  ] as const
  for (const [from, to, area] of sides) {
    for (const axis of ['x', 'y'] as const) {
      if (
        Math.max(from[axis], to[axis]) < borderTolerance ||
        Math.min(from[axis], to[axis]) > 1 - borderTolerance
      )
        return area
    }
  }
  return null
}
