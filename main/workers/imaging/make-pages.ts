import type { Area, Corners } from '../../../shared/area.ts'
import type { RefusedPage } from '../../../shared/contract/page-calls.ts'
import { isBlank, type PageQuality, type QualityThresholds } from '../../../shared/page-quality.ts'
import { type QuarterTurns, quarters, turnCorners } from '../../../shared/quarter-turns.ts'
import { releaseBuffer } from '../pixels/buffer-pool.ts'
import { correctIllumination } from '../pixels/correct-illumination.ts'
import type { Image } from '../pixels/image.ts'
import type { PictureFile } from './decode/picture-file.ts'
import { archive, chooseQuality, encodeRefused, imageOf } from './encode/archive.ts'
import { greenChannel, isGray } from './encode/colour.ts'
import type { ImagingOutput, MadePage } from './messages.ts'
import { findQuarterTurns } from './orientation/find-quarter-turns.ts'
import { cutSheet } from './page-detection/cut-sheet.ts'
import { findSheets } from './page-detection/find-sheets.ts'
import type { FoundSheet } from './page-detection/found-sheet.ts'
import { deskewWholePicture } from './page-detection/whole-picture.ts'
import { measureQuality } from './quality/measure-quality.ts'

/** Below this nothing is turned by its text: a page that came upright must not be laid on its side. */
const minTurnConfidence = 0.6

/**
 * Makes the pages of one picture of a file: each card or sheet in it cut out, upright, measured and encoded; what
 * nobody could read is refused with a small picture of it. Throws what `decode` throws.
 */
export async function* makePages(
  file: PictureFile,
  index: number,
  thresholds: QualityThresholds,
): AsyncGenerator<ImagingOutput> {
  const picture = dropUnusedColour(await file.decode(index))
  for (const sheet of findSheets(picture)) {
    const { turns, archiving, quality } = await processSheet(sheet, thresholds, () => detectTurns(sheet))
    const refusal = findRefusal(quality)
    const archived = await archiving
    yield refusal
      ? { kind: 'refused', page: { ...refusal, picture: await encodeRefused(sheet.pixels, turns) } }
      : {
          kind: 'page',
          page: { ...archived, picture: index, corners: turnCorners(sheet.corners, turns), quality },
        }
    if (sheet.pixels !== picture) releaseBuffer(sheet.pixels.data)
  }
  releaseBuffer(picture.data)
}

/** A scan of grey papers in colour is three times as much to work through as what is to be seen on it. */
function dropUnusedColour(picture: Image): Image {
  if (picture.channels === 1 || !isGray(picture)) return picture
  const gray = greenChannel(picture)
  releaseBuffer(picture.data)
  return gray
}

/**
 * Makes one page again, cut out where a person says that it lies; the corners name it upright. Whatever its quality:
 * that person sees it.
 */
export async function cutPage(
  picture: Image,
  position: { picture: number; corners: Corners },
  thresholds: QualityThresholds,
): Promise<MadePage> {
  const turned = turnsOfWholePicture(position.corners)
  const sheet = turned === undefined ? cutSheet(picture, position.corners) : deskewWholePicture(picture)
  const { turns, archiving, quality } = await processSheet(sheet, thresholds, () => turned ?? 0)
  return {
    ...(await archiving),
    picture: position.picture,
    corners: turnCorners(sheet.corners, turns),
    quality,
  }
}

/**
 * What is seen of a page on this thread, and its archiving on others: how small it becomes is tried out while it is
 * looked at which way up it is, and it is turned and encoded while it is measured, lying as it lies.
 */
async function processSheet(sheet: FoundSheet, thresholds: QualityThresholds, findTurns: () => QuarterTurns) {
  const image = imageOf(correctIllumination(sheet.pixels))
  const choosing = chooseQuality(image)
  const turns = findTurns()
  const archiving = archive(image, await choosing, turns)
  const quality = rotateFindings(measureQuality(sheet.pixels, sheet, thresholds), turns)
  return { turns, archiving, quality }
}

function detectTurns({ pixels }: FoundSheet): QuarterTurns {
  const { quarterTurns, confidence } = findQuarterTurns(pixels)
  return confidence < minTurnConfidence ? 0 : quarterTurns
}

/** What was found on a page, as it lies once the page has been turned clockwise. */
function rotateFindings({ measures, findings }: PageQuality, turns: QuarterTurns): PageQuality {
  return {
    measures,
    findings: findings.map((finding) => ({
      ...finding,
      area: finding.area && rotateArea(finding.area, turns),
    })),
  }
}

function findRefusal(quality: PageQuality): Pick<RefusedPage, 'code' | 'area'> | undefined {
  return isBlank(quality) ? undefined : quality.findings.find(({ level }) => level === 'refusal')
}

const wholePicture: Corners = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
]

/** How the corners of the whole picture are turned, undefined where these are others. */
const turnsOfWholePicture = (corners: Corners): QuarterTurns | undefined =>
  quarters.find((turns) =>
    turnCorners(wholePicture, turns).every(({ x, y }, at) => corners[at]?.x === x && corners[at]?.y === y),
  )

/** A place on a page, once the page has been turned clockwise. */
function rotateArea({ left, top, width, height }: Area, turns: QuarterTurns): Area {
  // Rounding must not put a place at the rim beyond it.
  const right = Math.max(0, 1 - left - width)
  const bottom = Math.max(0, 1 - top - height)
  switch (turns) {
    case 0:
      return { left, top, width, height }
    case 1:
      return { left: bottom, top: left, width: height, height: width }
    case 2:
      return { left: right, top: bottom, width, height }
    case 3:
      return { left: top, top: right, width: height, height: width }
  }
}
