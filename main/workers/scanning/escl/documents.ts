import { XMLParser } from 'fast-xml-parser'
import { z } from 'zod'
import { Problem, type ProblemCode } from '../../../../shared/problems.ts'
import type { DeviceCapabilities, PaperSource, ScanRequest } from '../../../../shared/scanning.ts'
import { paperMillimetres } from '../paper-size.ts'
import { nearestResolution, resolutionsWithin } from '../resolution.ts'

/**
 * The XML documents of eSCL (Mopria Alliance, "eSCL Technical Specification" 2.97), of which every maker fills in
 * another part: what is not needed is not asked for.
 */

/** Lengths on the glass are counted in 300ths of an inch. */
const perMillimetre = 300 / 25.4

/** An element that is there once, several times, or not at all. */
const many = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(item))

/** An element with others in it; empty ones are read as text. */
const section = <Content extends z.ZodType>(content: Content) =>
  z.preprocess((value) => (typeof value === 'object' ? value : undefined), content.optional())

const Whole = z.coerce.number().int()

const Input = z.object({
  MaxWidth: Whole,
  MaxHeight: Whole,
  SettingProfiles: section(
    z.object({
      SettingProfile: many(
        z.object({
          ColorModes: section(z.object({ ColorMode: many(z.string()) })),
          SupportedResolutions: section(
            z.object({
              DiscreteResolutions: section(
                z.object({ DiscreteResolution: many(z.object({ XResolution: Whole })) }),
              ),
              ResolutionRange: section(
                z.object({ XResolutionRange: section(z.object({ Min: Whole, Max: Whole })) }),
              ),
            }),
          ),
        }),
      ),
    }),
  ),
})
type Input = z.infer<typeof Input>

const Capabilities = z.object({
  ScannerCapabilities: z.object({
    Version: z.string().default('2.0'),
    MakeAndModel: z.string().optional(),
    Platen: section(z.object({ PlatenInputCaps: section(Input) })),
    Adf: section(z.object({ AdfSimplexInputCaps: section(Input), AdfDuplexInputCaps: section(Input) })),
  }),
})
export type EsclCapabilities = z.infer<typeof Capabilities>['ScannerCapabilities']

const Status = z.object({
  ScannerStatus: z.object({ State: z.string().default('Idle'), AdfState: z.string().optional() }),
})
export type EsclStatus = z.infer<typeof Status>['ScannerStatus']

export const parseEsclCapabilities = (xml: string): EsclCapabilities =>
  parse(Capabilities, xml).ScannerCapabilities

export const parseEsclStatus = (xml: string): EsclStatus => parse(Status, xml).ScannerStatus

/** Throws `scanner-fault` for what is no such document. */
function parse<Document>(schema: z.ZodType<Document>, xml: string): Document {
  const parser = new XMLParser({ removeNSPrefix: true, parseTagValue: false, processEntities: false })
  try {
    return schema.parse(parser.parse(xml))
  } catch (error) {
    throw new Problem('scanner-fault', {}, { cause: error })
  }
}

/** What the scanner can do with paper from a source; undefined where it has none such. */
export function inputOf({ Platen, Adf }: EsclCapabilities, source: PaperSource): Input | undefined {
  if (source === 'flatbed') return Platen?.PlatenInputCaps
  return source === 'feeder' ? Adf?.AdfSimplexInputCaps : Adf?.AdfDuplexInputCaps
}

export function capabilitiesOf(document: EsclCapabilities): DeviceCapabilities {
  const sources = (['flatbed', 'feeder', 'feeder-duplex'] as const).filter((source) =>
    inputOf(document, source),
  )
  const inputs = sources.flatMap((source) => inputOf(document, source) ?? [])
  const modes = inputs.flatMap((input) => profiles(input).flatMap((one) => one.ColorModes?.ColorMode ?? []))
  return {
    sources,
    resolutions: [...new Set(inputs.flatMap(resolutionsOf))].sort((one, other) => one - other),
    colourModes: (['colour', 'grey'] as const).filter((mode) => modes.includes(modeNames[mode])),
  }
}

const modeNames = { colour: 'RGB24', grey: 'Grayscale8' } as const

const profiles = (input: Input) => input.SettingProfiles?.SettingProfile ?? []

function resolutionsOf(input: Input): number[] {
  return profiles(input).flatMap(({ SupportedResolutions }) => {
    const range = SupportedResolutions?.ResolutionRange?.XResolutionRange
    const listed = SupportedResolutions?.DiscreteResolutions?.DiscreteResolution ?? []
    return range ? resolutionsWithin(range.Min, range.Max) : listed.map(({ XResolution }) => XResolution)
  })
}

/** The order for a scan: JPEG, because every scanner has it, and it comes as it was scanned. */
export function writeScanSettings({ Version }: EsclCapabilities, input: Input, request: ScanRequest): string {
  const paper = paperMillimetres[request.paper]
  const width = Math.min(Math.round(paper.width * perMillimetre), input.MaxWidth)
  const height = Math.min(Math.round(paper.height * perMillimetre), input.MaxHeight)
  const resolution = nearestResolution(resolutionsOf(input), request.resolution)
  return `<?xml version="1.0" encoding="UTF-8"?>
<scan:ScanSettings xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">
  <pwg:Version>${/^[\d.]+$/.test(Version) ? Version : '2.0'}</pwg:Version>
  <scan:Intent>Document</scan:Intent>
  <pwg:ScanRegions>
    <pwg:ScanRegion>
      <pwg:Height>${height}</pwg:Height>
      <pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>
      <pwg:Width>${width}</pwg:Width>
      <pwg:XOffset>0</pwg:XOffset>
      <pwg:YOffset>0</pwg:YOffset>
    </pwg:ScanRegion>
  </pwg:ScanRegions>
  <pwg:InputSource>${request.source === 'flatbed' ? 'Platen' : 'Feeder'}</pwg:InputSource>
  <scan:ColorMode>${modeNames[request.colourMode]}</scan:ColorMode>
  <scan:XResolution>${resolution}</scan:XResolution>
  <scan:YResolution>${resolution}</scan:YResolution>
  <pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>
  <scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt>
${request.source === 'flatbed' ? '' : `  <scan:Duplex>${request.source === 'feeder-duplex'}</scan:Duplex>\n`}</scan:ScanSettings>
`
}

/** What the scanner's own word says is wrong, undefined where it is ready. */
export function statusProblem({ State, AdfState }: EsclStatus, source: PaperSource): Problem | undefined {
  const code =
    (source === 'flatbed' ? undefined : adfProblems[AdfState ?? '']) ?? stateProblems[State] ?? undefined
  return code && new Problem(code)
}

const adfProblems: Readonly<Record<string, ProblemCode>> = {
  ScannerAdfEmpty: 'scanner-feeder-empty',
  ScannerAdfJam: 'scanner-jammed',
  ScannerAdfMispick: 'scanner-jammed',
  ScannerAdfMultipickDetected: 'scanner-jammed',
  ScannerAdfHatchOpen: 'scanner-cover-open',
}

const stateProblems: Readonly<Record<string, ProblemCode>> = {
  Processing: 'scanner-busy',
  Testing: 'scanner-busy',
  Stopped: 'scanner-fault',
  Down: 'scanner-fault',
}
