import { type Box, boxHeight, boxWidth, grown, inside } from '../../pixels/box.ts'
import { crop, type GrayImage } from '../../pixels/gray-image.ts'
import { resize } from '../../pixels/resize.ts'

/** A line of print on its own, cleaned, and the way back from it to the page. */
export interface LinePicture {
  grey: GrayImage
  /** A place on the line picture as one on the page, in pixels of the page. */
  toPage(x: number): number
}

/** White around the print, in pixels of the line picture. */
const border = 8

/**
 * Cuts pieces of one line out of the page, sets them side by side with a space between (what is empty costs time
 * to read), and makes print black on white at the height that is asked for.
 * @param letterHeight of the print on the page; `targetHeight` on the picture
 * @param within what is cut: a ruled line beside the print would be read as a letter
 */
export function linePicture(
  page: GrayImage,
  pieces: readonly Box[],
  letterHeight: number,
  targetHeight = 26,
  within: Box = { left: 0, top: 0, right: page.width, bottom: page.height },
): LinePicture {
  const scale = targetHeight / Math.max(1, letterHeight)
  const margin = { x: letterHeight * 0.3, y: letterHeight * 0.35 }
  const cuts = levelled(pieces, letterHeight).map((piece) => {
    const box = inside(grown(piece, margin, page), within)
    return { box, width: Math.max(1, Math.round(boxWidth(box) * scale)) }
  })
  const height = Math.max(1, Math.round(Math.max(...cuts.map(({ box }) => boxHeight(box))) * scale))
  const space = Math.round(targetHeight * 0.5)
  const width = cuts.reduce((sum, piece) => sum + piece.width, 0) + space * (cuts.length - 1)
  const grey: GrayImage = {
    data: new Uint8Array((width + 2 * border) * (height + 2 * border)).fill(255),
    width: width + 2 * border,
    height: height + 2 * border,
  }
  const places: { at: number; width: number; box: Box }[] = []
  let at = border
  for (const piece of cuts) {
    const cleaned = cleanedPiece(resize(crop(page, piece.box), piece.width, height))
    for (let y = 0; y < height; y++) {
      const row = cleaned.data.subarray(y * piece.width, (y + 1) * piece.width)
      grey.data.set(row, (y + border) * grey.width + at)
    }
    places.push({ at, width: piece.width, box: piece.box })
    at += piece.width + space
  }
  return {
    grey,
    toPage(x) {
      const place = places.findLast((piece) => piece.at <= x) ?? places[0]
      if (!place) return 0
      return Math.min(place.box.right, place.box.left + ((x - place.at) * boxWidth(place.box)) / place.width)
    },
  }
}

/** Letter heights: what is lower is a dash or a stop and tells nothing of where its line stands. */
const letter = 0.7
/** Letter heights by which pieces may stand above each other and still be read as one line as they stand. */
const unlevel = 0.3

/**
 * What is cut of each piece: the same rows of all. Where a value stands higher than its label, or the line slants,
 * each from its own capitals on, or no line of print would come of them.
 */
function levelled(pieces: readonly Box[], letterHeight: number): Box[] {
  const top = Math.min(...pieces.map((piece) => piece.top))
  const bottom = Math.max(...pieces.map((piece) => piece.bottom))
  const isTall = (piece: Box) => boxHeight(piece) >= letter * letterHeight
  const tall = pieces.filter(isTall)
  const tops = tall.map((piece) => piece.top)
  if (tall.length < 2 || Math.max(...tops) - Math.min(...tops) <= unlevel * letterHeight) {
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
function cleanedPiece(grey: GrayImage): GrayImage {
  const counts = new Uint32Array(256)
  for (const value of grey.data) counts[value] = (counts[value] ?? 0) + 1
  const shadeAt = (share: number): number => {
    let left = share * grey.data.length
    for (let value = 0; value < 256; value++) {
      left -= counts[value] ?? 0
      if (left <= 0) return value
    }
    return 255
  }
  const paper = shadeAt(0.6)
  const print = shadeAt(0.02)
  const black = print + (paper - print) * 0.1
  const white = paper - (paper - print) * 0.12
  if (white - black < 8) return grey
  const stretched = Uint8Array.from({ length: 256 }, (_, value) =>
    Math.max(0, Math.min(255, Math.round(((value - black) * 255) / (white - black)))),
  )
  return { ...grey, data: grey.data.map((value) => stretched[value] ?? value) }
}
