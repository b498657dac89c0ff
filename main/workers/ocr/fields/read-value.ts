import type { ReadValue } from '../../../../shared/reading.ts'
import { type Box, expandBox } from '../../pixels/box.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'

/** A value with the place that it was read from, in fractions of the page. */
export function readValue(value: string, confidence: number, box: Box, page: GrayImage): ReadValue {
  const height = box.bottom - box.top
  const { left, top, right, bottom } = expandBox(box, { x: height * 0.3, y: height * 0.2 }, page)
  return {
    value: value.slice(0, 500),
    confidence: Math.min(1, Math.max(0, Math.round(confidence * 1000) / 1000)),
    area: {
      left: left / page.width,
      top: top / page.height,
      width: Math.max(0, right - left) / page.width,
      height: Math.max(0, bottom - top) / page.height,
    },
  }
}
