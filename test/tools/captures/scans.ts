import type { Random } from '../../../main/specimens/random.ts'
import type { Image } from '../../../main/workers/pixels/image.ts'
import { type Colour, castShadow, createPicture, drawPage } from './compose.ts'
import type { CaptureSet } from './faces.ts'
import { type PrintedPage, printKk, printKtp } from './printed-page.ts'
import { boundsOf, flatQuad, type Quad } from './quad.ts'
import { between, weighted } from './random-values.ts'
import type { Exposure, FileEncoding, Shot } from './shot.ts'
import { addSpecks, addStreak } from './surfaces.ts'

/**
 * What scanners of offices deliver. Cards: 300 dpi in two of three offices, the rest 200, which is the
 * default of many drivers; a white lid, or a black one in some feeders; laid down by hand within two degrees,
 * sometimes eight, upright in three of five. Their own software sharpens or softens a little and compresses
 * with 60 to 92.
 */
export const scanDpi = (random: Random): number => weighted(random, [[2, 300] as const, [1, 200] as const])

/** Turns clockwise in which a page is put down. */
export const scanTurns = (random: Random): number =>
  weighted(random, [[60, 0] as const, [14, 1] as const, [12, 2] as const, [14, 3] as const])

const skew = (random: Random): number =>
  random.chance(0.75) ? between(random, -2, 2) : between(random, -8, 8)

export function scannerExposure(random: Random, dpi: number): Exposure {
  return {
    blur: between(random, 0.35, 0.75) * (dpi / 300),
    motion: null,
    light: () => 1,
    cast: random.pick([
      [1, 1, 1],
      [1, 0.99, 0.97],
      [0.98, 0.99, 1],
    ] as const),
    glares: [],
    black: between(random, 0, 28),
    white: between(random, 238, 262),
    grain: between(random, 0.8, 3),
    gray: random.chance(0.2),
  }
}

export function scannerFile(random: Random, dpi: number): FileEncoding {
  const quality = random.chance(0.15) ? 60 : random.integer(72, 92)
  return { quality, density: random.chance(0.85) ? dpi : null, orientation: 1 }
}

/** A4 glass under its lid; the lid's edges are a little darker. */
function glass(random: Random, dpi: number): Image {
  const lid: Colour = random.chance(0.85) ? [250, 250, 249] : [26, 26, 28]
  const picture = createPicture(Math.round(8.27 * dpi), Math.round(11.69 * dpi), lid)
  addSpecks(random, picture, random.integer(0, 12), 2, random.integer(90, 200))
  return picture
}

function placeOnGlass(picture: Image, printed: PrintedPage, quad: Quad, thickness: number) {
  castShadow(picture, quad, thickness, thickness * 1.4, 0.8)
  drawPage(picture, printed.page, quad, printed.round)
  return { truth: printed.truth, quad, numberAt: printed.numberAt }
}

/**
 * Half of the clerks push the card towards the glass's corner, with a few millimetres left; the others do
 * not.
 */
function randomPosition(random: Random, picture: Image, size: Quad, dpi: number): Quad {
  const { left, top, right, bottom } = boundsOf(size)
  const [width, height] = [right - left, bottom - top]
  const margin = 0.06 * dpi
  const atCorner = random.chance(0.5)
  const reach = (free: number) =>
    atCorner ? between(random, margin, Math.min(free - margin, dpi)) : between(random, margin, free - margin)
  const x = reach(picture.width - width) + width / 2
  const y = reach(picture.height - height) + height / 2
  const shift = { x: x - (left + right) / 2, y: y - (top + bottom) / 2 }
  const [a, b, c, d] = size
  const translate = (point: { x: number; y: number }) => ({ x: point.x + shift.x, y: point.y + shift.y })
  return [translate(a), translate(b), translate(c), translate(d)]
}

/** A KTP somewhere on the glass. */
export async function ktpOnGlass(random: Random, set: CaptureSet, dpi = scanDpi(random)): Promise<Shot> {
  const printed = await printKtp(random, set, dpi * 1.05)
  const { width, height } = printed.inches
  const size = flatQuad({ x: 0, y: 0 }, width * dpi, height * dpi, scanTurns(random) * 90 + skew(random))
  const picture = glass(random, dpi)
  const quad = randomPosition(random, picture, size, dpi)
  return {
    picture,
    pages: [placeOnGlass(picture, printed, quad, dpi / 90)],
    exposure: scannerExposure(random, dpi),
    encoding: scannerFile(random, dpi),
  }
}

/** Two or three KTP below each other on one glass, now and then one upside down. */
export async function ktpsOnGlass(random: Random, set: CaptureSet): Promise<Shot> {
  const dpi = scanDpi(random)
  const count = random.integer(2, 3)
  const picture = glass(random, dpi)
  const pages = []
  for (let place = 0; place < count; place++) {
    const printed = await printKtp(random, set, dpi * 1.05)
    const { width, height } = printed.inches
    const middle = {
      x: picture.width * between(random, 0.3, 0.7),
      y: (picture.height * (place + between(random, 0.44, 0.56))) / count,
    }
    const turns = random.chance(0.3) ? 2 : 0
    const quad = flatQuad(middle, width * dpi, height * dpi, turns * 90 + between(random, -5, 5))
    pages.push(placeOnGlass(picture, printed, quad, dpi / 90))
  }
  return { picture, pages, exposure: scannerExposure(random, dpi), encoding: scannerFile(random, dpi) }
}

/** A KTP of which the scanner's own software kept little more than the card. */
export async function ktpCutOut(random: Random, set: CaptureSet): Promise<Shot> {
  const dpi = scanDpi(random)
  const printed = await printKtp(random, set, dpi * 1.05)
  const margin = between(random, 0.02, 0.25) * dpi
  const [width, height] = [printed.inches.width * dpi, printed.inches.height * dpi]
  const degrees = scanTurns(random) * 90 + between(random, -1.5, 1.5)
  const size = flatQuad({ x: 0, y: 0 }, width, height, degrees)
  const { left, top, right, bottom } = boundsOf(size)
  const picture = createPicture(
    Math.round(right - left + 2 * margin),
    Math.round(bottom - top + 2 * margin),
    [250, 250, 249],
  )
  const middle = { x: picture.width / 2, y: picture.height / 2 }
  const quad = flatQuad(middle, width, height, degrees)
  return {
    picture,
    pages: [placeOnGlass(picture, printed, quad, dpi / 120)],
    exposure: scannerExposure(random, dpi),
    encoding: scannerFile(random, dpi),
  }
}

/**
 * A KK on the glass, which it fills: 200 dpi in most offices, as KK are stored in grey at 200; lying on its
 * side in seven of ten because the glass is upright.
 */
export async function kkOnGlass(random: Random, set: CaptureSet, dpi = kkDpi(random)): Promise<Shot> {
  const printed = await printKk(random, set, dpi)
  const picture = sheetOn(random, printed, dpi, [252, 252, 251])
  const turns = weighted(random, [[20, 0] as const, [40, 1] as const, [10, 2] as const, [30, 3] as const])
  const shot = placeKk(random, picture(turns), printed, { dpi, turns, skew: between(random, -1.2, 1.2) })
  return { ...shot, exposure: { ...shot.exposure, gray: random.chance(0.5) } }
}

/** A KK through a feeder: askew, with the dark of the feeder at its rims, and at times a streak of dust. */
export async function kkThroughFeeder(random: Random, set: CaptureSet): Promise<Shot> {
  const dpi = kkDpi(random)
  const printed = await printKk(random, set, dpi)
  const backing: Colour = random.pick([
    [232, 232, 230],
    [150, 150, 150],
    [40, 40, 42],
  ] as const)
  const turns = weighted(random, [[35, 0] as const, [30, 1] as const, [10, 2] as const, [25, 3] as const])
  const picture = sheetOn(random, printed, dpi, backing)(turns)
  const shot = placeKk(random, picture, printed, { dpi, turns, skew: between(random, -2.5, 2.5) })
  if (random.chance(0.25)) addStreak(picture, random.integer(5, picture.width - 5), random.integer(120, 225))
  return { ...shot, exposure: { ...shot.exposure, gray: random.chance(0.6) } }
}

const kkDpi = (random: Random): number => weighted(random, [[3, 200] as const, [1, 300] as const])

/** A picture a few millimetres larger or smaller than the sheet. */
function sheetOn(random: Random, { inches }: PrintedPage, dpi: number, ground: Colour) {
  const spare = between(random, -0.04, 0.14) * dpi
  const [long, short] = [Math.round(inches.width * dpi + spare), Math.round(inches.height * dpi + spare)]
  return (turns: number) => {
    const [width, height] = turns % 2 === 0 ? [long, short] : [short, long]
    return createPicture(width, height, ground)
  }
}

function placeKk(
  random: Random,
  picture: Image,
  printed: PrintedPage,
  { dpi, turns, skew: degrees }: { dpi: number; turns: number; skew: number },
): Shot {
  const { width, height } = printed.inches
  const middle = {
    x: picture.width / 2 + between(random, -0.05, 0.05) * dpi,
    y: picture.height / 2 + between(random, -0.05, 0.05) * dpi,
  }
  const quad = flatQuad(middle, width * dpi, height * dpi, turns * 90 + degrees)
  return {
    picture,
    pages: [placeOnGlass(picture, printed, quad, dpi / 60)],
    exposure: scannerExposure(random, dpi),
    encoding: scannerFile(random, dpi),
  }
}
