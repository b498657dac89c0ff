import { renderSpecimen } from '../../specimens/specimens.ts'
import { archive } from './archive.ts'
import type { ImagingOutput, ImagingRequest } from './messages.ts'
import { decodePdf } from './pdf.ts'
import type { Pixels } from './pixels.ts'
import { decodeRaster } from './raster.ts'
import { recogniseFormat } from './recognise.ts'

/** Does one job inside the decoding process and gives each page as soon as it is ready. */
export async function* perform(request: ImagingRequest): AsyncGenerator<ImagingOutput> {
  if (request.kind === 'draw-specimen') {
    yield { kind: 'file', bytes: await renderSpecimen(request.drawing) }
    return
  }
  for await (const pixels of decode(request.bytes)) {
    if (request.kind === 'turn')
      return yield { kind: 'page', page: await archive(pixels, request.quarterTurns) }
    yield { kind: 'page', page: await archive(pixels) }
  }
}

function decode(bytes: Uint8Array): AsyncGenerator<Pixels> {
  const format = recogniseFormat(bytes)
  return format === 'pdf' ? decodePdf(bytes) : decodeRaster(bytes, format)
}
