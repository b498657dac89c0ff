import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { findSheets } from '../../../../../main/workers/imaging/page-detection/find-sheets.ts'
import { measureQuality } from '../../../../../main/workers/imaging/quality/measure-quality.ts'
import type { Corners } from '../../../../../shared/area.ts'
import { defaultQualityThresholds, type QualityFinding } from '../../../../../shared/page-quality.ts'
import { type CaptureKind, makeCapture } from '../../../../tools/captures/captures.ts'
import type { CaptureSet } from '../../../../tools/captures/faces.ts'
import { renderKk, renderKtp } from '../page-detection/composed-pictures.ts'

const wholePicture: Corners = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
]

async function findingsOn(
  kind: CaptureKind,
  number: number,
  set: CaptureSet = 'seen',
): Promise<QualityFinding[][]> {
  const { file } = await makeCapture(kind, number, set)
  const { data, info } = await sharp(file).autoOrient().raw().toBuffer({ resolveWithObject: true })
  return findSheets({ data, width: info.width, height: info.height, channels: 3 }).map(
    (sheet) => measureQuality(sheet.pixels, sheet, defaultQualityThresholds).findings,
  )
}

const refusals = (findings: QualityFinding[][]) =>
  findings.flat().flatMap(({ code, level }) => (level === 'refusal' ? [code] : []))

describe('what nobody could read is refused, and says why', () => {
  test.each([
    { kind: 'bad-defocus', code: 'page-blurred' },
    { kind: 'bad-motion', code: 'page-blurred' },
    { kind: 'bad-dark', code: 'page-dark' },
    { kind: 'bad-bright', code: 'page-bright' },
    { kind: 'bad-glare', code: 'page-glare' },
    { kind: 'bad-coarse', code: 'page-coarse' },
    { kind: 'bad-cut-number', code: 'page-cut' },
    { kind: 'bad-cut-third', code: 'page-cut' },
    { kind: 'bad-blank', code: 'page-blank' },
  ] as const)('$kind: $code', async ({ kind, code }) => {
    expect(refusals(await findingsOn(kind, 2))).toContain(code)
  })

  test('a KK that was shaken in a grainy photo: grain is no sharp print', async () => {
    expect(refusals(await findingsOn('bad-motion', 201, 'held-out'))).toContain('page-blurred')
  })

  test('a card cut by the border, of which the photo and the border make a smaller one', async () => {
    expect(refusals(await findingsOn('bad-cut-third', 203, 'held-out'))[0]).toBe('page-cut')
  })

  test('a sheet that is smeared, though one of its rows was taken for an edge, is blurred before it is cut', async () => {
    const { file } = await makeCapture('kk-glass', 2)
    const { data, info } = await sharp(file).blur(6).raw().toBuffer({ resolveWithObject: true })
    const place = { outline: 'sheet', corners: wholePicture, dotsPerInch: 200, cutPart: 0.3 } as const
    const { findings } = measureQuality(
      { data, width: info.width, height: info.height, channels: 3 },
      place,
      defaultQualityThresholds,
    )
    expect(refusals([findings])).toEqual(['page-blurred', 'page-cut'])
  })

  test('glare and cut sides are shown', async () => {
    for (const [kind, code] of [
      ['bad-glare', 'page-glare'],
      ['bad-cut-number', 'page-cut'],
    ] as const) {
      const finding = (await findingsOn(kind, 1)).flat().find((one) => one.code === code)
      expect(finding?.area?.width).toBeGreaterThan(0.05)
    }
  })
})

test('a lamp that is mirrored with a sharp edge is glare, too', async () => {
  const { page } = await renderKtp(300)
  const data = Uint8Array.from(page.data)
  for (let y = 0; y < page.height; y++) {
    for (let x = 0; x < page.width; x++) {
      const away = Math.hypot((x / page.width - 0.45) / 0.2, (y / page.height - 0.3) / 0.1)
      if (away < 1) data.fill(255, (y * page.width + x) * 3, (y * page.width + x) * 3 + 3)
    }
  }
  const findings = findSheets({ ...page, data, channels: 3 }).flatMap(
    (sheet) => measureQuality(sheet.pixels, sheet, defaultQualityThresholds).findings,
  )
  expect(refusals([findings])).toContain('page-glare')
})

test('a sheet in the light of a window, white up to its edge and printed all the same, is no glare', async () => {
  const { page } = await renderKk(150)
  const data = Uint8Array.from(page.data, (level, at) => {
    const x = ((at / 3) % page.width) / page.width
    return Math.min(255, level * (0.8 + 0.32 * x))
  })
  const place = { outline: 'sheet', corners: wholePicture, dotsPerInch: 150, cutPart: 0 } as const
  const { findings } = measureQuality({ ...page, data, channels: 3 }, place, defaultQualityThresholds)
  expect(findings.map(({ code }) => code)).not.toContain('page-glare')
})

describe('what can be read, or is no card at all, is not refused', () => {
  test.each([
    'ktp-glass',
    'ktp-cut-out',
    'ktp-photo',
    'ktp-worn-photo',
    'kk-feeder',
    'kk-photo',
    'other-letter',
    'other-scene',
    'other-screenshot',
    'other-card',
  ] as const)('%s', async (kind) => {
    expect(refusals(await findingsOn(kind, 2))).toEqual([])
  })

  test('a worn card with so many pixels that it might be a sheet of F4', async () => {
    expect(refusals(await findingsOn('ktp-worn-photo', 201))).toEqual([])
  })
})
