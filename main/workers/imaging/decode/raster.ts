import sharp, { type Metadata } from 'sharp'
import { Problem } from '../../../../shared/problems.ts'
import type { Image } from '../../pixels/image.ts'
import { limits } from '../limits.ts'
import { decodeJpeg } from './decode-jpeg.ts'
import { checkDimensions, maxEdge } from './dimensions.ts'
import type { PictureFile } from './picture-file.ts'

// A decoded page is used once; libvips' cache would only keep it in memory.
sharp.cache(false)

/**
 * Warnings of libjpeg about photos that are whole: headers as some Samsung phones write them (sharp issue
 * 1578).
 */
const harmlessWarnings = /Invalid SOS parameters|extraneous bytes before marker/

/**
 * Opens a JPEG, PNG, WebP or TIFF. Its pictures are turned upright by EXIF or TIFF orientation, laid on
 * white, converted to sRGB from gray, palette, CMYK or 16 bits, reduced to `maxEdge`. Throws
 * `image-too-large`, `image-too-small`, `tiff-too-many-pages`, `file-truncated`.
 */
export async function openRaster(
  bytes: Uint8Array,
  format: 'jpeg' | 'png' | 'tiff' | 'webp',
): Promise<PictureFile> {
  const header = await readHeader(bytes, 0)
  const pictures = format === 'tiff' ? (header.pages ?? 1) : 1
  if (pictures > limits.pages) throw new Problem('tiff-too-many-pages', { limit: limits.pages })
  return {
    pictures,
    async decode(picture) {
      const page = picture === 0 ? header : await readHeader(bytes, picture)
      checkDimensions(page.width, page.height)
      const decoded = format === 'jpeg' && isPlain(page) ? await decodeJpeg(bytes, sizeOf(page)) : undefined
      return decoded ?? decodePage(bytes, picture, page, 'warning')
    },
  }
}

async function readHeader(bytes: Uint8Array, page: number): Promise<Metadata> {
  try {
    return await sharp(bytes, { page, limitInputPixels: false }).metadata()
  } catch (cause) {
    throw new Problem('file-truncated', {}, { cause })
  }
}

/** Whether a JPEG is one that needs nothing but to be decoded. */
function isPlain({ space, channels, orientation, icc, width, height }: Metadata): boolean {
  const isUsual = (space === 'srgb' && channels === 3) || hasOneChannel({ space, channels })
  // A profile's name is written in one or in two bytes a letter.
  const isStandard = icc === undefined || icc.toString('latin1').replaceAll('\0', '').includes('sRGB')
  return isUsual && isStandard && (orientation ?? 1) === 1 && Math.max(width, height) <= maxEdge
}

const hasOneChannel = ({ space, channels }: Pick<Metadata, 'space' | 'channels'>) =>
  space === 'b-w' && channels === 1

const sizeOf = ({ width, height, channels }: Metadata) =>
  ({ width, height, channels: channels === 1 ? 1 : 3 }) as const

async function decodePage(
  bytes: Uint8Array,
  page: number,
  header: Metadata,
  failOn: 'warning' | 'error',
): Promise<Image> {
  const image = sharp(bytes, { page, failOn, limitInputPixels: limits.pixels }).autoOrient()
  // Each step takes a tenth of a second of an A4 page, needed or not.
  if (header.hasAlpha) image.flatten({ background: '#ffffff' })
  if (Math.max(header.width, header.height) > maxEdge) image.resize(maxEdge, maxEdge, { fit: 'inside' })
  if (hasOneChannel(header)) image.toColourspace('b-w')
  else image.toColourspace('srgb').removeAlpha()
  try {
    const { data, info } = await image.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
    return { data, width: info.width, height: info.height, channels: info.channels === 1 ? 1 : 3 }
  } catch (cause) {
    if (failOn === 'warning' && cause instanceof Error && harmlessWarnings.test(cause.message)) {
      return decodePage(bytes, page, header, 'error')
    }
    throw new Problem('file-truncated', {}, { cause })
  }
}
