import sharp, { type Metadata } from 'sharp'
import { Problem } from '../../../shared/problems.ts'
import { type Pixels, type ReducedPixels, searchEdge } from '../../sheets/sheets.ts'
import { checkDimensions, longestEdge } from './dimensions.ts'
import { limits } from './limits.ts'
import type { PictureFile } from './picture-file.ts'

// A decoded page is used once; libvips' cache would only keep it in memory.
sharp.cache(false)

/** Warnings of libjpeg about photos that are whole: headers as some Samsung phones write them (sharp issue 1578). */
const harmless = /Invalid SOS parameters|extraneous bytes before marker/

/**
 * Opens a JPEG, PNG, WebP or TIFF. Its pictures are turned upright by EXIF or TIFF orientation, laid on white,
 * converted to sRGB from grey, palette, CMYK or 16 bits, reduced to `longestEdge`.
 * Throws `image-too-large`, `image-too-small`, `tiff-too-many-pages`, `file-truncated`.
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
      return decodePage(bytes, picture, page, 'warning')
    },
    // Other formats cannot be decoded smaller than they are.
    ...(format === 'jpeg' && { glance: () => glanceAt(bytes, header) }),
  }
}

async function readHeader(bytes: Uint8Array, page: number): Promise<Metadata> {
  try {
    return await sharp(bytes, { page, limitInputPixels: false }).metadata()
  } catch (cause) {
    throw new Problem('file-truncated', {}, { cause })
  }
}

/** A third of the time that the whole picture takes: of its JPEG blocks only the coarse part is calculated. */
async function glanceAt(bytes: Uint8Array, header: Metadata): Promise<ReducedPixels> {
  checkDimensions(header.width, header.height)
  const { width, height } = header.autoOrient
  const decoded = Math.min(longestEdge, Math.max(width, height))
  const factor = Math.ceil(decoded / searchEdge)
  const small = decoded / Math.max(width, height) / factor
  const { data, info } = await sharp(bytes, { failOn: 'none' })
    .autoOrient()
    .resize(Math.round(width * small), Math.round(height * small), { fit: 'fill', kernel: 'linear' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, factor }
}

async function decodePage(
  bytes: Uint8Array,
  page: number,
  header: Metadata,
  failOn: 'warning' | 'error',
): Promise<Pixels> {
  const image = sharp(bytes, { page, failOn, limitInputPixels: limits.pixels }).autoOrient()
  // Each step takes a tenth of a second of an A4 page, needed or not.
  if (header.hasAlpha) image.flatten({ background: '#ffffff' })
  if (Math.max(header.width, header.height) > longestEdge)
    image.resize(longestEdge, longestEdge, { fit: 'inside' })
  try {
    const { data, info } = await image
      .toColourspace('srgb')
      .removeAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    return { data, width: info.width, height: info.height }
  } catch (cause) {
    if (failOn === 'warning' && cause instanceof Error && harmless.test(cause.message)) {
      return decodePage(bytes, page, header, 'error')
    }
    throw new Problem('file-truncated', {}, { cause })
  }
}
