import type { CallOutput } from '../../shared/contract/contract.ts'
import type { PageQuality, QualityFinding, QualityThresholds } from '../../shared/page-quality.ts'
import type { Imaging } from '../workers/imaging/client.ts'

/**
 * Measures the pages of a file as they would be measured when they are taken in. A refused page is thrown away
 * before anybody sees what was measured on it, so that the file is prepared twice without refusing any: once with
 * the limits of warnings, once with those of refusals in their place.
 */
export async function tryFile(
  imaging: Pick<Imaging, 'prepare'>,
  bytes: Uint8Array,
  thresholds: QualityThresholds,
): Promise<CallOutput<'scanning.try'>> {
  const warned = await imaging.prepare(bytes, withoutRefusals(thresholds, 'warning'))
  const refused = await imaging.prepare(bytes, withoutRefusals(thresholds, 'refusal'))
  return {
    pages: warned.pages.map((page, index) => ({
      number: index + 1,
      picture: new Uint8Array(page.thumbnail),
      quality: {
        measures: page.quality.measures,
        findings: gravest(page.quality, refused.pages[index]?.quality),
      },
    })),
  }
}

/** The findings of a page, each a refusal where the second look still finds it. */
function gravest(warned: PageQuality, refused: PageQuality | undefined): QualityFinding[] {
  const refusals = new Set(refused?.findings.map(({ code }) => code))
  return warned.findings.map((finding) =>
    refusals.has(finding.code) && finding.code !== 'page-blank' ? { ...finding, level: 'refusal' } : finding,
  )
}

/** Beyond anything that can be measured. */
const never = { less: -1_000_000, more: 1_000_000 }

/** Thresholds that refuse nothing and warn from the given limit on. */
function withoutRefusals(thresholds: QualityThresholds, limit: 'warning' | 'refusal'): QualityThresholds {
  const { sharpness, brightness, brightest, glare, dotsPerInch, cut } = thresholds
  const less = { refusal: never.less }
  const more = { refusal: never.more }
  return {
    // The contrast refuses nothing by itself: it says from where on the sharpness can be believed.
    ...thresholds,
    sharpness: { ...less, warning: sharpness[limit] },
    brightness: { ...less, warning: brightness[limit] },
    brightest: { ...more, warning: brightest[limit] },
    glare: { ...more, warning: glare[limit] },
    dotsPerInch: { ...less, warning: dotsPerInch[limit] },
    cut: { ...more, warning: cut[limit] },
  }
}
