import type { Random } from '../../../main/specimens/random.ts'
import type { RenderedPage } from '../../../main/workers/specimens/render-svg.ts'
import { createPicture, drawPage } from './compose.ts'
import type { CaptureSet } from './faces.ts'
import { type PrintedPage, printKk, printKtp, sheetInches } from './printed-page.ts'
import { flatQuad } from './quad.ts'
import { between, createFastRandom, weighted } from './random-values.ts'
import { scanDpi, scannerExposure, scannerFile, scanTurns } from './scans.ts'
import type { Shot } from './shot.ts'
import { addSpecks, addStreak } from './surfaces.ts'

/**
 * What applicants bring instead of the card: a photocopy on A4, the KTP at its size or up to half as large
 * again, colours gone, pale grey gone or stippled, print darker and a little thicker, toner where there
 * should be none.
 */
export async function ktpPhotocopy(random: Random, set: CaptureSet): Promise<Shot> {
  const dpi = scanDpi(random)
  const scale = weighted(random, [[5, 1] as const, [2, 1.25] as const, [3, 1.5] as const])
  const printed = await printKtp(random, set, dpi * scale)
  copy(random, printed.page)
  const turns = scanTurns(random)
  const picture = createPicture(Math.round(8.27 * dpi), Math.round(11.69 * dpi), [253, 253, 253])
  toner(random, picture.width * picture.height, (dots, size) => addSpecks(random, picture, dots, size, 60))
  const [width, height] = [printed.inches.width * dpi * scale, printed.inches.height * dpi * scale]
  const [across, down] = turns % 2 === 0 ? [width, height] : [height, width]
  const spare = 0.35 * dpi
  const middle = {
    x: between(random, across / 2 + spare, picture.width - across / 2 - spare),
    y: between(random, down / 2 + spare, picture.height - down / 2 - spare),
  }
  const quad = flatQuad(middle, width, height, turns * 90 + between(random, -3, 3))
  drawPage(picture, printed.page, quad, printed.round * scale)
  if (random.chance(0.3)) addStreak(picture, random.integer(5, picture.width - 5), 190)
  return scanned(random, picture, printed, quad, dpi)
}

export async function kkPhotocopy(random: Random, set: CaptureSet): Promise<Shot> {
  const dpi = weighted(random, [[3, 200] as const, [1, 300] as const])
  const printed = await printKk(random, set, dpi)
  copy(random, printed.page)
  const turns = weighted(random, [[30, 0] as const, [35, 1] as const, [10, 2] as const, [25, 3] as const])
  const [long, short] = [Math.round(sheetInches.width * dpi), Math.round(sheetInches.height * dpi)]
  const [width, height] = turns % 2 === 0 ? [long, short] : [short, long]
  const picture = createPicture(width, height, [253, 253, 253])
  const middle = { x: width / 2, y: height / 2 }
  const scale = between(random, 0.95, 1)
  const quad = flatQuad(middle, long * scale, short * scale, turns * 90 + between(random, -1.5, 1.5))
  drawPage(picture, printed.page, quad)
  toner(random, width * height, (dots, size) => addSpecks(random, picture, dots, size, 70))
  return scanned(random, picture, printed, quad, dpi)
}

function scanned(
  random: Random,
  picture: Shot['picture'],
  { truth, numberAt }: PrintedPage,
  quad: Shot['pages'][number]['quad'],
  dpi: number,
): Shot {
  return {
    picture,
    pages: [{ truth, quad, numberAt }],
    exposure: { ...scannerExposure(random, dpi), gray: random.chance(0.6) },
    encoding: scannerFile(random, dpi),
  }
}

/** Specks of toner for a page of so many pixels. */
function toner(random: Random, pixels: number, scatter: (dots: number, size: number) => void): void {
  scatter(Math.round((pixels / 1e6) * between(random, 5, 60)), random.integer(1, 2))
}

/**
 * Turns a drawn page into its photocopy, in place: a steep curve from paper to toner, and grain in between.
 */
function copy(random: Random, { data }: RenderedPage): void {
  const middle = between(random, 120, 165)
  const steepness = between(random, 14, 34)
  const curve = Float32Array.from(
    { length: 256 },
    (_, level) => 1 / (1 + Math.exp((middle - level) / steepness)),
  )
  const [ink, paper] = [between(random, 20, 70), between(random, 240, 253)]
  const grain = between(random, 4, 16)
  const dice = createFastRandom(random)
  for (let at = 0; at < data.length; at += 4) {
    const gray = (data[at] ?? 0) * 0.3 + (data[at + 1] ?? 0) * 0.59 + (data[at + 2] ?? 0) * 0.11
    const tonedLevel = ink + (paper - ink) * (curve[Math.round(gray)] ?? 1) + (dice() - 0.5) * 2 * grain
    const level = tonedLevel < 0 ? 0 : tonedLevel > 255 ? 255 : tonedLevel
    data[at] = level
    data[at + 1] = level
    data[at + 2] = level
  }
}
