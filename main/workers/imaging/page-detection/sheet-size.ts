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
 * Maximum distance from a card's aspect ratio, as a logarithm, of a picture that may be a card and nothing
 * else: the glass of a scanner for F4 is at 0.033, one for legal paper at 0.038.
 */
export const cardShapeTolerance = 0.03

/** Distance of an aspect ratio, as a logarithm, from that of a card and of the nearest sheet. */
export function shapeDistance(ratio: number): { card: number; sheet: number } {
  const above = Math.max(ratio, 1 / ratio)
  return {
    card: Math.abs(Math.log(above / cardRatio)),
    sheet: Math.min(...sheetRatios.map((known) => Math.abs(Math.log(above / known)))),
  }
}

/** Tolerance of measured ratios; a page that is this much too short is not cut. */
const tolerance = 0.05

/**
 * Extrapolates a page that the picture cuts off, of which one extent is known (`whole`) and the other only up
 * to the border (`visible`): the factor by which the page is longer than what is visible, the smallest over
 * `minExtent` that gives a card or a known sheet; undefined where it is too long for any.
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

/** Size in inches of a page with that aspect ratio. Without an outline A4 is assumed. */
export function inchesOf(outline: Outline, ratio: number): { long: number; short: number } {
  const { long, short } = outline === 'card' ? cardSize : nearestSheet(ratio)
  return { long: long / millimetresPerInch, short: short / millimetresPerInch }
}

function nearestSheet(ratio: number): { long: number; short: number } {
  const distance = ({ long, short }: { long: number; short: number }) =>
    Math.abs(Math.log((ratio * short) / long))
  return distance(f4) < distance(a4) ? f4 : a4
}
