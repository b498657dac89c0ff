import { type InkLine, lineHeight, widthStep } from '../../nn/network.ts'
import { type NormalisedLine, normaliseLine } from '../../nn/normalise-line.ts'
import { resample } from '../../nn/resample.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'
import { type DigitBand, findDigitBand } from './digit-band.ts'

/** How high digits are made for the network; what is left of its height is room above and below. */
const digitHeight = 16
/** Two lines side by side are read as one up to this many columns: forty digits. */
const maxWidth = 640

/** A line of digits as the networks want it. */
export interface PreparedLine extends InkLine {
  /** Pixels of the line as it came for one column here; both begin at the left edge. */
  scale: number
}

/**
 * Two ways to look at the same line, whose mistakes are not the same: its shades as they are, and strokes set apart
 * from paper as hard as the picture allows.
 */
export const preparations = ['shades', 'strokes'] as const
export type Preparation = (typeof preparations)[number]

/** The ink of a line and where its digits stand. */
export interface MeasuredLine {
  ink: NormalisedLine
  band: DigitBand
}

export function measureLine(line: GrayImage): MeasuredLine {
  const ink = normaliseLine(line)
  return { ink, band: findDigitBand(ink) }
}

/** Brings the digits to their height. @param zoom how much higher than measured they are taken to be */
export function prepareLine({ ink, band }: MeasuredLine, preparation: Preparation, zoom = 1): PreparedLine {
  const measured = Math.max(4, band.bottom - band.top) * zoom
  const scale = measured / digitHeight
  const margin = ((lineHeight - digitHeight) / 2) * scale
  const top = (band.top + band.bottom) / 2 - measured / 2 - margin
  const fullWidth = Math.ceil(ink.width / scale / widthStep) * widthStep
  const width = Math.min(maxWidth, Math.max(widthStep, fullWidth))
  const cut = { left: 0, top, width: width * scale, height: lineHeight * scale, slope: band.slope }
  const source = preparation === 'shades' ? ink : sharpenStrokes(ink)
  return { ink: resample(source, cut, width, lineHeight).data, width, scale }
}

/** Half-dark pixels are decided for ink or paper, but for a narrow rest that keeps edges smooth. */
function sharpenStrokes({ data, width, height }: NormalisedLine): NormalisedLine {
  return { data: data.map((value) => Math.min(1, Math.max(0, (value - 0.5) * 4 + 0.5))), width, height }
}
