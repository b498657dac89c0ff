import sharp, { type Metadata } from 'sharp'
import { Problem } from '../../../shared/problems.ts'
import { limits } from './limits.ts'
import { checkDimensions, longestEdge, type Pixels } from './pixels.ts'

// A decoded page is used once; libvips' cache would only keep it in memory.
sharp.cache(false)

/** Warnings of libjpeg about photos that are whole: headers as some Samsung phones write them (sharp issue 1578). */
const harmless = /Invalid SOS parameters|extraneous bytes before marker/

/**
 * Decodes every page of a JPEG, PNG, WebP or TIFF, one at a time: turned upright by EXIF or TIFF orientation,
 * laid on white, converted to sRGB from grey, palette, CMYK or 16 bits, reduced to `longestEdge`.
 * Throws `image-too-large`, `image-too-small`, `tiff-too-many-pages`, `file-truncated`.
 */
export async function* decodeRaster(
  bytes: Uint8Array,
  format: 'jpeg' | 'png' | 'tiff' | 'webp',
): AsyncGenerator<Pixels> {
  const header = await readHeader(bytes, 0)
  const pages = format === 'tiff' ? (header.pages ?? 1) : 1
  if (pages > limits.pages) throw new Problem('tiff-too-many-pages', { limit: limits.pages })
  for (let page = 0; page < pages; page++) {
    const { width, height } = page === 0 ? header : await readHeader(bytes, page)
    checkDimensions(width, height)
    yield await decodePage(bytes, page, 'warning')
  }
}

async function readHeader(bytes: Uint8Array, page: number): Promise<Metadata> {
  try {
    return await sharp(bytes, { page, limitInputPixels: false }).metadata()
  } catch (cause) {
    throw new Problem('file-truncated', {}, { cause })
  }
}

async function decodePage(bytes: Uint8Array, page: number, failOn: 'warning' | 'error'): Promise<Pixels> {
  try {
    const { data, info } = await sharp(bytes, { page, failOn, limitInputPixels: limits.pixels })
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .resize({ width: longestEdge, height: longestEdge, fit: 'inside', withoutEnlargement: true })
      .removeAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    return { data, width: info.width, height: info.height }
  } catch (cause) {
    if (failOn === 'warning' && cause instanceof Error && harmless.test(cause.message)) {
      return decodePage(bytes, page, 'error')
    }
    throw new Problem('file-truncated', {}, { cause })
  }
}
