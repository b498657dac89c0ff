import sharp, { type Sharp } from 'sharp'
import type { QuarterTurns } from '../../../../shared/quarter-turns.ts'
import { downscale } from '../../pixels/downscale.ts'
import type { Image } from '../../pixels/image.ts'
import type { ArchivedPage, MadePage } from '../messages.ts'
import { greenChannel, hasColour } from './colour.ts'

/**
 * Bytes of a stored page: it must cross a 1 Mbps line (domain.md section 9). A card has less on it than a
 * sheet.
 */
const budgets = { card: 150_000, sheet: 250_000 } as const

/** Longest edge of a card in pixels, which is kept at 400 dpi at most; what is longer is a sheet. */
const maxCardEdge = 1350

/**
 * JPEG qualities, and how many bytes each needs for one byte at `probeQuality`, with mozjpeg's table for
 * quantisation (0.8 to 0.95 of the bytes of the usual one for print on paper). Below the last, digits begin
 * to fray.
 */
const qualities = [
  { quality: 85, bytes: 1.75 },
  { quality: 80, bytes: 1.5 },
  { quality: 75, bytes: 1.32 },
  { quality: 70, bytes: 1.18 },
  { quality: 65, bytes: 1.08 },
  { quality: 60, bytes: 1 },
  { quality: 55, bytes: 0.92 },
  { quality: 50, bytes: 0.86 },
] as const
const probeQuality = 60
const minQuality = 45

/** The part of a page's rows that is encoded to estimate the size of the whole, and in how many strips. */
const probe = { part: 1 / 4, sampleStrips: 10 }

/** Longest edge of a preview in pixels: more than a screen of 1920 x 1080 has for the whole page. */
const previewEdge = 1360

/** A page as it is to be archived: one channel where it has no colour. */
export const imageOf = (page: Image): Image => (hasColour(page) ? page : greenChannel(page))

/**
 * The JPEG quality at which a page keeps within its budget, turned or not. Told by some rows, because
 * mozjpeg's own way of finding a size takes a second for an A4 page, and somebody waits.
 */
export async function chooseQuality(page: Image): Promise<number> {
  const budget = Math.max(page.width, page.height) > maxCardEdge ? budgets.sheet : budgets.card
  const sample = sampleStrips(page)
  const { length } = await encode(sharpOf(sample), probeQuality)
  const whole = (length * page.height) / sample.height
  return qualities.find(({ bytes }) => whole * bytes <= 0.93 * budget)?.quality ?? minQuality
}

/** A page to be stored, and its preview until then. */
type EncodedPage = ArchivedPage & Pick<MadePage, 'preview'>

/**
 * Rotates a page clockwise and encodes it for storing. Always from decoded pixels, even if the file was a
 * good JPEG: no metadata (EXIF, GPS) and nothing hidden in a foreign file reaches other computers, and the
 * same page gives the same bytes, so that duplicates are found by their hash.
 */
export async function archive(page: Image, quality: number, turns: QuarterTurns): Promise<EncodedPage> {
  const [bytes, thumbnail, preview] = await Promise.all([
    encode(sharpOf(page).rotate(turns * 90), quality),
    ...encodeSmall(page, turns),
  ])
  const [width, height] = turns % 2 === 0 ? [page.width, page.height] : [page.height, page.width]
  return { bytes, mediaType: 'image/jpeg', width, height, thumbnail, preview }
}

/** Downscaled before they are rotated, which takes half the time. */
function encodeSmall(
  page: Image,
  turns: QuarterTurns,
): [thumbnail: Promise<Buffer>, preview: Promise<Buffer>] {
  const small = downscale(page, previewEdge)
  const thumbnail = sharpOf(small).resize({
    width: 240,
    height: 240,
    fit: 'inside',
    withoutEnlargement: true,
  })
  return [
    thumbnail
      .rotate(turns * 90)
      .webp({ quality: 72 })
      .toBuffer(),
    sharpOf(small)
      .rotate(turns * 90)
      .jpeg({ quality: 80, optimiseCoding: false })
      .toBuffer(),
  ]
}

/** A picture for display, as JPEG. */
export const encodePicture = (pixels: Image): Promise<Uint8Array> =>
  sharpOf(pixels).jpeg({ quality: 80 }).toBuffer()

/** A small picture of a refused page, rotated clockwise, not stored: WebP that fits 480 x 480 pixels. */
export const encodeRefused = (pixels: Image, turns: QuarterTurns): Promise<Uint8Array<ArrayBuffer>> =>
  sharpOf(pixels)
    .resize({ width: 480, height: 480, fit: 'inside', withoutEnlargement: true })
    .rotate(turns * 90)
    .webp({ quality: 72 })
    .toBuffer()

/** Left to itself, sharp gives three channels where one went in. */
const sharpOf = ({ data, width, height, channels }: Image) =>
  sharp(data, { raw: { width, height, channels } }).toColourspace(channels === 1 ? 'b-w' : 'srgb')

/** With Huffman codes made for this picture: a KK in five sixths of the bytes. */
const encode = (image: Sharp, quality: number): Promise<Buffer> =>
  image.jpeg({ quality, quantisationTable: 3, optimiseCoding: true }).toBuffer()

function sampleStrips({ data, width, height, channels }: Image): Image {
  const rows = Math.max(8, Math.round((height * probe.part) / probe.sampleStrips))
  const stride = width * channels
  const parts = Array.from({ length: probe.sampleStrips }, (_, strip) => {
    const from = Math.round(((height - rows) * strip) / (probe.sampleStrips - 1))
    return data.subarray(from * stride, (from + rows) * stride)
  })
  return { data: Buffer.concat(parts), width, height: rows * probe.sampleStrips, channels }
}
