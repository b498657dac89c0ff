import { Problem } from '../../../../shared/problems.ts'

export type FileFormat = 'jpeg' | 'png' | 'tiff' | 'webp' | 'pdf'

/** ISO 14496-12 brands with which HEIC photos of iPhones and newer Samsung phones begin. */
const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']

/**
 * What a file is by its first bytes; names and declared types are not believed.
 * Throws `heic-unsupported`, and `not-an-image` for everything we do not decode, SVG and GIF included.
 */
export function detectFormat(bytes: Uint8Array): FileFormat {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1')
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (/^(II[*+]\0|MM\0[*+])/.test(head)) return 'tiff'
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp'
  // Some scanners put a banner before the PDF header; readers accept it within the first kilobyte.
  if (head.includes('%PDF-')) return 'pdf'
  if (head.slice(4, 8) === 'ftyp' && heicBrands.includes(head.slice(8, 12)))
    throw new Problem('heic-unsupported')
  throw new Problem('not-an-image')
}
