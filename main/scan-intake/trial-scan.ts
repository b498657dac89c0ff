import type { CallOutput } from '../../shared/contract/contract.ts'
import type { PageQuality, QualityFinding, QualityThresholds } from '../../shared/page-quality.ts'
import type { ImagingClient } from '../workers/imaging/client.ts'

/**
 * Measures the pages of a file as an import would. An import drops a refused page together with its measures, so
 * the file is prepared twice without refusing any page: once with the limits of warnings, once with those of
 * refusals in their place.
 */
export async function measureFile(
  imaging: Pick<ImagingClient, 'prepare'>,
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
        findings: gravestFindings(page.quality, refused.pages[index]?.quality),
      },
    })),
  }
}

/** The findings of a page, each a refusal where the second run still has it. */
function gravestFindings(warned: PageQuality, refused: PageQuality | undefined): QualityFinding[] {
  const refusals = new Set(refused?.findings.map(({ code }) => code))
  return warned.findings.map((finding) =>
    refusals.has(finding.code) && finding.code !== 'page-blank' ? { ...finding, level: 'refusal' } : finding,
  )
}

/** Limits beyond every measure. */
const unreachable = { below: -1_000_000, above: 1_000_000 }

/** Thresholds that refuse nothing and warn from the given limit on. */
function withoutRefusals(thresholds: QualityThresholds, limit: 'warning' | 'refusal'): QualityThresholds {
  const { sharpness, brightness, brightest, glare, dotsPerInch, cut } = thresholds
  const below = { refusal: unreachable.below }
  const above = { refusal: unreachable.above }
  return {
    // The contrast refuses nothing itself: it decides whether the sharpness is reliable.
    ...thresholds,
    sharpness: { ...below, warning: sharpness[limit] },
    brightness: { ...below, warning: brightness[limit] },
    brightest: { ...above, warning: brightest[limit] },
    glare: { ...above, warning: glare[limit] },
    dotsPerInch: { ...below, warning: dotsPerInch[limit] },
    cut: { ...above, warning: cut[limit] },
  }
}
