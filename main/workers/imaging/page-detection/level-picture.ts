import { brightness, reduce } from '../../pixels/downscale.ts'
import type { Image } from '../../pixels/image.ts'
import type { FoundSheet } from './found-sheet.ts'
import { separatePrint } from './layers.ts'
import { findSkew } from './skew.ts'
import { takeWhole } from './whole-picture.ts'

/** Lines are level enough at this longest edge to tell how far they are from it. */
const searchEdge = 640

/** The picture itself as a page, whatever lies in it: what `findSheets` gives of one without an outline. */
export const levelPicture = (picture: Image): FoundSheet =>
  takeWhole(picture, findSkew(separatePrint(brightness(reduce(picture, searchEdge))).print))
