import type { Area } from '../../../shared/area.ts'
import type { Size } from '../../viewer/view.ts'

/** Geometry of a snippet: its size, and the picture's position behind it. */
export interface StripView {
  /** CSS px of the snippet where there is room for it. */
  readonly width: number
  /** Width to height. */
  readonly ratio: number
  /** Size and offset of the whole picture: fractions of the snippet's width and height. */
  readonly picture: { readonly width: number; readonly left: number; readonly top: number }
}

/** Padding around the print, as a fraction of its height: enough to see where a letter ends. */
const margin = 0.3

/**
 * The snippet around an area, scaled so that its print is `printHeight` CSS px high. The area is one line of
 * text, in fractions of the page.
 */
export function stripView(page: Size, area: Area, printHeight: number): StripView {
  const padding = area.height * page.height * margin
  const left = Math.max(area.left * page.width - padding, 0)
  const top = Math.max(area.top * page.height - padding, 0)
  const width = Math.min((area.left + area.width) * page.width + padding, page.width) - left
  const height = Math.min((area.top + area.height) * page.height + padding, page.height) - top
  return {
    width: (width / (area.height * page.height)) * printHeight,
    ratio: width / height,
    picture: { width: page.width / width, left: -left / width, top: -top / height },
  }
}
