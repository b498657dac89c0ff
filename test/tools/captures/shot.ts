import type { Image } from '../../../main/workers/pixels/image.ts'
import type { PixelPoint } from '../../../main/workers/pixels/quadrilateral.ts'
import type { Truth } from './ground-truth.ts'
import type { Quad } from './quad.ts'

/** A page as it lies in a picture. */
export interface PlacedPage {
  truth: Truth
  quad: Quad
  /** Where on the page, in parts of its width and height, the NIK and the name stand; on a KK its numbers. */
  numberAt: PixelPoint
}

/** A bright spot on something shiny; middle and radii in pixels. */
export interface Glare {
  middle: PixelPoint
  radiusX: number
  radiusY: number
  /** Levels of 255 that it adds in its middle. */
  strength: number
}

/** What lens, light and sensor make of a picture. */
export interface Exposure {
  /** Standard deviation of the blur, in pixels; 0 for none. */
  blur: number
  /** How far the picture moved while it was taken, in pixels. */
  motion: PixelPoint | null
  /** Illumination at a point of the picture, in fractions of its width and height; 1 is full light. */
  light(x: number, y: number): number
  /** Share of each colour that arrives: warm or cold light. */
  cast: readonly [number, number, number]
  glares: readonly Glare[]
  /** Levels that black and white come out as. */
  black: number
  white: number
  /** Standard deviation of the noise, in levels. */
  grain: number
  gray: boolean
}

/** How the device writes its file. */
export interface FileEncoding {
  /** JPEG, 0 to 100. */
  quality: number
  /** Dots per inch that the file says it has; null where it says nothing. */
  density: number | null
  /** EXIF orientation, 1 to 8; the pixels are stored so that it makes them upright. */
  orientation: 1 | 3 | 6 | 8
}

/** A picture about to be taken: what lies where, and how it will come out. */
export interface Shot {
  picture: Image
  pages: PlacedPage[]
  exposure: Exposure
  encoding: FileEncoding
}
