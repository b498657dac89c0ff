import { type InkLine, lineHeight, widthStep } from '../../nn/network.ts'
import { type NormalisedLine, normaliseLine } from '../../nn/normalise-line.ts'
import { resample } from '../../nn/resample.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'
import { type DigitBand, findDigitBand } from './digit-band.ts'

/** Digit height in the network's input; the rest is margin above and below. */
const digitHeight = 16
/** Maximum width: forty digits. */
const maxWidth = 640

/** A line of digits as network input. */
export interface PreparedLine extends InkLine {
  /** Pixels of the source line for one column here; both begin at the left edge. */
  scale: number
}

/**
 * Two preprocessings of the same line, whose errors differ: its gray levels, and strokes separated from paper
 * as sharply as the image allows.
 */
export const preparations = ['shades', 'strokes'] as const
export type Preparation = (typeof preparations)[number]

/** The normalised line and the rows of its digits. */
export interface MeasuredLine {
  ink: NormalisedLine
  band: DigitBand
}

export function measureLine(line: GrayImage): MeasuredLine {
  const ink = normaliseLine(line)
  return { ink, band: findDigitBand(ink) }
}

/** Scales the digits to the network's height. @param zoom factor on their measured height */
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

/** Steepens the contrast: pixels become ink or paper, except for a narrow range that keeps edges smooth. */
function sharpenStrokes({ data, width, height }: NormalisedLine): NormalisedLine {
  return { data: data.map((value) => Math.min(1, Math.max(0, (value - 0.5) * 4 + 0.5))), width, height }
}
