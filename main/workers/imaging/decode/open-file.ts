import { detectFormat } from './detect-format.ts'
import { openPdf } from './pdf.ts'
import type { PictureFile } from './picture-file.ts'
import { openRaster } from './raster.ts'

/** Opens a foreign file by what it is. Throws what `detectFormat`, `openPdf` and `openRaster` throw. */
export async function openPictureFile(bytes: Uint8Array): Promise<PictureFile> {
  const format = detectFormat(bytes)
  return format === 'pdf' ? openPdf(bytes) : openRaster(bytes, format)
}
