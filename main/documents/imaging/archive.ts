import sharp, { type Sharp } from 'sharp'
import type { ArchivedPage, QuarterTurns } from './messages.ts'
import type { Pixels } from './pixels.ts'

/** A page over this many bytes is stored smaller: it must cross a 1 Mbps line (domain.md section 9). */
const budget = 250_000

/** Longest edge in pixels and JPEG quality, best first; 2480 is A4 at 212 dpi. The last is taken as it comes. */
const choices = [
  { edge: 3508, quality: 82 },
  { edge: 2480, quality: 74 },
  { edge: 2480, quality: 62 },
] as const
type Choice = (typeof choices)[number]

/**
 * mozjpeg takes a second for an A4 page where libjpeg takes a tenth, and leaves about this part of its bytes (0.62
 * to 0.79 on cards, scans and phone photos): so the choice is made with the quick one.
 */
const mozjpegPart = 0.75

/**
 * Encodes a page for storing. Always from decoded pixels, even where the file was a good JPEG: nothing of a
 * foreign file goes on to other computers, neither EXIF and GPS nor anything that was hidden in it, and the
 * same page gives the same bytes, so that duplicates are found by their hash.
 */
export async function archive(pixels: Pixels, quarterTurns: QuarterTurns | 0 = 0): Promise<ArchivedPage> {
  const raw = { width: pixels.width, height: pixels.height, channels: 3 } as const
  const image = () => sharp(pixels.data, { raw }).rotate(quarterTurns * 90)
  const thumbnail = await image()
    .resize({ width: 240, height: 240, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 72 })
    .toBuffer()
  const { data, info } = await encode(image(), await choose(image), true)
  return { bytes: data, mediaType: 'image/jpeg', width: info.width, height: info.height, thumbnail }
}

async function choose(image: () => Sharp): Promise<Choice> {
  for (const choice of choices) {
    const quick = await encode(image(), choice, false)
    if (quick.data.length * mozjpegPart <= budget) return choice
  }
  return choices[2]
}

function encode(image: Sharp, { edge, quality }: Choice, mozjpeg: boolean) {
  return image
    .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality, mozjpeg })
    .toBuffer({ resolveWithObject: true })
}
