import type { Area } from '../../../shared/area.ts'
import type { Size } from '../../viewer/view.ts'

/** A piece of a picture as it is cut out for the eye: what is shown of it, and how large. */
export interface StripView {
  /** CSS px of the piece where there is room for it. */
  readonly width: number
  /** Width to height. */
  readonly ratio: number
  /** Where the whole picture lies behind the piece: shares of the piece's width and height. */
  readonly picture: { readonly width: number; readonly left: number; readonly top: number }
}

/** Paper that is left around the print, as a share of its height: enough to see where a letter ends. */
const margin = 0.3

/**
 * The piece of a page around an area, enlarged so that its print is `printHeight` CSS px high. The area is that
 * of one line of print, in fractions of the page.
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
