import { renderSpecimen } from '../specimens/render-specimen.ts'
import { openFile } from './decode/open-file.ts'
import { encodePicture } from './encode/archive.ts'
import { cutPage, makePages } from './make-pages.ts'
import type { ImagingOutput, ImagingRequest } from './messages.ts'

/** Does one job inside the decoding process and gives each page as soon as it is ready. */
export async function* perform(request: ImagingRequest): AsyncGenerator<ImagingOutput> {
  if (request.kind === 'draw-specimen') {
    yield { kind: 'file', bytes: await renderSpecimen(request.drawing) }
    return
  }
  const file = await openFile(request.bytes)
  if (request.kind === 'show') {
    yield { kind: 'file', bytes: await encodePicture(await file.decode(request.picture)) }
  } else if (request.kind === 'cut') {
    const { picture, corners, thresholds } = request
    yield { kind: 'page', page: await cutPage(await file.decode(picture), { picture, corners }, thresholds) }
  } else {
    for (let picture = 0; picture < file.pictures; picture++)
      yield* makePages(file, picture, request.thresholds)
  }
}
