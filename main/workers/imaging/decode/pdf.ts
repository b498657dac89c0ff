import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium'
import sharp from 'sharp'
import { Problem } from '../../../../shared/problems.ts'
import type { Image } from '../../pixels/image.ts'
import { limits } from '../limits.ts'
import { checkDimensions, maxEdge } from './dimensions.ts'
import type { PictureFile } from './picture-file.ts'

const pointsPerInch = 72
const usualDpi = 200
/** A card scanned onto a page of its own size is rendered finer, so that its digits stay legible. */
const finestDpi = 400
const finePage = 1600

/**
 * Opens a PDF. Its pages are drawn at 200 dpi, finer where the page is small, never over `maxEdge`. Each
 * document gets a PDFium of its own: its memory never shrinks, and a broken file may leave it unusable.
 * Throws `pdf-password`, `pdf-too-many-pages`, `pdf-damaged`, `image-too-small`.
 */
export async function openPdf(bytes: Uint8Array): Promise<PictureFile> {
  if (!endsAsPdf(bytes)) throw new Problem('pdf-damaged')
  const document = await openDocument(bytes)
  const pictures = document.getPageCount()
  if (pictures > limits.pages) throw new Problem('pdf-too-many-pages', { limit: limits.pages })
  if (pictures === 0) throw new Problem('pdf-damaged')
  return { pictures, decode: (picture) => drawPage(document, picture) }
}

/** PDFium repairs a truncated file and would show half of it; the end marker is missing then. */
function endsAsPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(-2048)).includes('%%EOF')
}

async function openDocument(bytes: Uint8Array): Promise<PDFiumDocument> {
  const wasm = await readFile(createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm'))
  const library = await PDFiumLibrary.init({ wasmBinary: new Uint8Array(wasm).buffer })
  try {
    return await library.loadDocument(bytes)
  } catch (cause) {
    // PDFium's own codes are not handed on by the wrapper, only its words.
    const locked = cause instanceof Error && /password|security/i.test(cause.message)
    throw new Problem(locked ? 'pdf-password' : 'pdf-damaged', {}, { cause })
  }
}

async function drawPage(document: PDFiumDocument, index: number): Promise<Image> {
  try {
    const page = document.getPage(index)
    const { originalWidth, originalHeight } = page.getOriginalSize()
    if (originalWidth <= 0 || originalHeight <= 0) throw new Problem('pdf-damaged')
    const scale = scaleFor(Math.max(originalWidth, originalHeight))
    const width = Math.round(originalWidth * scale)
    const height = Math.round(originalHeight * scale)
    checkDimensions(width, height)
    const drawn = await page.render({ width, height, renderFormFields: true, render: opaque })
    return { data: drawn.data, width, height, channels: 3 }
  } catch (cause) {
    throw cause instanceof Problem ? cause : new Problem('pdf-damaged', {}, { cause })
  }
}

/** Pixels per point for a page whose longer side has that many points. */
function scaleFor(points: number): number {
  const wished = Math.max(usualDpi / pointsPerInch, Math.min(finestDpi / pointsPerInch, finePage / points))
  return Math.min(wished, maxEdge / points)
}

/** PDFium draws RGBA on white; the alpha channel is dropped. */
async function opaque(drawn: { data: Uint8Array; width: number; height: number }): Promise<Uint8Array> {
  const { data, width, height } = drawn
  return sharp(data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .raw()
    .toBuffer()
}
