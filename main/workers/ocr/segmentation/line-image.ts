import { type Box, boxHeight, boxWidth, expandBox, intersectBoxes } from '../../pixels/box.ts'
import { crop, type GrayImage } from '../../pixels/gray-image.ts'
import { resize } from '../../pixels/resize.ts'

/** A line of print on its own, cleaned, and the way back from it to the page. */
export interface LineImage {
  image: GrayImage
  /** A place on the line picture as one on the page, in pixels of the page. */
  toPageX(x: number): number
}

/** White around the print, in pixels of the line picture. */
const border = 8

/**
 * Cuts pieces of one line out of the page, sets them side by side with a space between (what is empty costs time
 * to read), and makes print black on white at the height that is asked for.
 * @param letterHeight of the print on the page; `targetHeight` on the picture
 * @param bounds what is cut: a ruled line beside the print would be read as a letter
 */
export function composeLineImage(
  page: GrayImage,
  pieces: readonly Box[],
  letterHeight: number,
  targetHeight = 26,
  bounds: Box = { left: 0, top: 0, right: page.width, bottom: page.height },
): LineImage {
  const scale = targetHeight / Math.max(1, letterHeight)
  const margin = { x: letterHeight * 0.3, y: letterHeight * 0.35 }
  const crops = alignRows(pieces, letterHeight).map((piece) => {
    const box = intersectBoxes(expandBox(piece, margin, page), bounds)
    return { box, width: Math.max(1, Math.round(boxWidth(box) * scale)) }
  })
  const height = Math.max(1, Math.round(Math.max(...crops.map(({ box }) => boxHeight(box))) * scale))
  const space = Math.round(targetHeight * 0.5)
  const width = crops.reduce((sum, piece) => sum + piece.width, 0) + space * (crops.length - 1)
  const image: GrayImage = {
    data: new Uint8Array((width + 2 * border) * (height + 2 * border)).fill(255),
    width: width + 2 * border,
    height: height + 2 * border,
  }
  const segments: { at: number; width: number; box: Box }[] = []
  let at = border
  for (const piece of crops) {
    const cleaned = stretchContrast(resize(crop(page, piece.box), piece.width, height))
    for (let y = 0; y < height; y++) {
      const row = cleaned.data.subarray(y * piece.width, (y + 1) * piece.width)
      image.data.set(row, (y + border) * image.width + at)
    }
    segments.push({ at, width: piece.width, box: piece.box })
    at += piece.width + space
  }
  return {
    image,
    toPageX(x) {
      const segment = segments.findLast((piece) => piece.at <= x) ?? segments[0]
      if (!segment) return 0
      return Math.min(
        segment.box.right,
        segment.box.left + ((x - segment.at) * boxWidth(segment.box)) / segment.width,
      )
    },
  }
}

/** Letter heights: what is lower is a dash or a stop and tells nothing of where its line stands. */
const minLetterHeight = 0.7
/** Letter heights by which pieces may stand above each other and still be read as one line as they stand. */
const maxRise = 0.3

/**
 * What is cut of each piece: the same rows of all. Where a value stands higher than its label, or the line slants,
 * each from its own capitals on, or no line of print would come of them.
 */
function alignRows(pieces: readonly Box[], letterHeight: number): Box[] {
  const top = Math.min(...pieces.map((piece) => piece.top))
  const bottom = Math.max(...pieces.map((piece) => piece.bottom))
  const isTall = (piece: Box) => boxHeight(piece) >= minLetterHeight * letterHeight
  const tall = pieces.filter(isTall)
  const tops = tall.map((piece) => piece.top)
  if (tall.length < 2 || Math.max(...tops) - Math.min(...tops) <= maxRise * letterHeight) {
    return pieces.map((piece) => ({ ...piece, top, bottom }))
  }
  const height = Math.max(...tall.map(boxHeight))
  let own = Math.min(...tops)
  return pieces.map((piece) => {
    if (isTall(piece)) own = piece.top
    return { ...piece, top: own, bottom: own + height }
  })
}

/** Stretches the shades so that paper is white and print is black, each as far as the piece has them. */
function stretchContrast(image: GrayImage): GrayImage {
  const counts = new Uint32Array(256)
  for (const value of image.data) counts[value] = (counts[value] ?? 0) + 1
  const percentile = (share: number): number => {
    let left = share * image.data.length
    for (let value = 0; value < 256; value++) {
      left -= counts[value] ?? 0
      if (left <= 0) return value
    }
    return 255
  }
  const paper = percentile(0.6)
  const print = percentile(0.02)
  const black = print + (paper - print) * 0.1
  const white = paper - (paper - print) * 0.12
  if (white - black < 8) return image
  const stretched = Uint8Array.from({ length: 256 }, (_, value) =>
    Math.max(0, Math.min(255, Math.round(((value - black) * 255) / (white - black)))),
  )
  return { ...image, data: image.data.map((value) => stretched[value] ?? value) }
}
