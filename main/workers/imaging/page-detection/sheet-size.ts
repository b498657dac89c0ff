import type { Outline } from './found-sheet.ts'

/** ISO/IEC 7810 ID-1, the KTP-el and the JKN card: 85.6 x 53.98 mm. */
export const cardSize = { long: 85.6, short: 53.98 }
export const cardRatio = cardSize.long / cardSize.short

/** A4, and F4 as Indonesian offices use it: 215 x 330 mm. */
const a4 = { long: 297, short: 210 }
const f4 = { long: 330, short: 215 }
export const sheetSizes: readonly { long: number; short: number }[] = [a4, f4]
const sheetRatios = sheetSizes.map(({ long, short }) => long / short)

/**
 * A picture of which the ratio of sides is, as a logarithm, no farther from a card's may well be a card and nothing else:
 * the glass of a scanner for F4 is 0.033 off, one for legal paper 0.038.
 */
export const cardShapeTolerance = 0.03

/** How far, as a logarithm, the ratio of two sides is from that of a card and of the nearest sheet. */
export function shapeDistance(ratio: number): { card: number; sheet: number } {
  const above = Math.max(ratio, 1 / ratio)
  return {
    card: Math.abs(Math.log(above / cardRatio)),
    sheet: Math.min(...sheetRatios.map((known) => Math.abs(Math.log(above / known)))),
  }
}

/** Measured ratios are a little off; a page that is this much too short is not cut. */
const tolerance = 0.05

/**
 * How many times its visible extent a page has, of which the picture shows one extent whole (`whole`) and the other
 * only up to the picture's border (`visible`): the smallest that makes it a card or a known sheet, over `least`;
 * undefined where it is too long for any.
 */
export function missingExtent(
  whole: number,
  visible: number,
  minExtent: number = 1 - tolerance,
): number | undefined {
  const known = [cardRatio, ...sheetRatios].flatMap((ratio) => [ratio, 1 / ratio])
  const extents = known.map((ratio) => (whole * ratio) / visible).filter((extent) => extent > minExtent)
  return extents.length === 0 ? undefined : Math.max(1, Math.min(...extents))
}

const millimetresPerInch = 25.4

/** What a page measures whose longer side is that many times its shorter one. Without an outline A4 is assumed. */
export function inchesOf(outline: Outline, ratio: number): { long: number; short: number } {
  const { long, short } = outline === 'card' ? cardSize : nearestSheet(ratio)
  return { long: long / millimetresPerInch, short: short / millimetresPerInch }
}

function nearestSheet(ratio: number): { long: number; short: number } {
  const distance = ({ long, short }: { long: number; short: number }) =>
    Math.abs(Math.log((ratio * short) / long))
  return distance(f4) < distance(a4) ? f4 : a4
}
