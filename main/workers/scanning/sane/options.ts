import { Problem } from '../../../../shared/problems.ts'
import type { DeviceCapabilities, PaperSource, ScanRequest } from '../../../../shared/scanning.ts'
import { paperMillimetres } from '../paper-size.ts'
import { nearestResolution, resolutionsWithin } from '../resolution.ts'

/** What a device can be told: each option by its name, as `scanimage --all-options` prints it. */
export type SaneOptions = ReadonlyMap<string, { takes: string; value: string }>

/** Four spaces, the option's name, what it takes, and its value now in brackets. */
const optionLine = /^ {4}--?([a-z][\w-]*)(?:\[=\((.*?)\)\]| (.*?))? \[(.*)\]$/gim

export function parseSaneOptions(text: string): SaneOptions {
  return new Map(
    [...text.matchAll(optionLine)].map(([, name = '', switchValues, values, value = '']) => [
      name,
      { takes: switchValues ?? values ?? '', value },
    ]),
  )
}

export function saneCapabilities(options: SaneOptions): DeviceCapabilities {
  const sources = (['flatbed', 'feeder', 'feeder-duplex'] as const).filter(
    (source) => sourceParameters(options, source) !== undefined,
  )
  const modes = choices(options, 'mode')
  return {
    sources,
    resolutions: resolutions(options),
    colourModes: (['colour', 'grey'] as const).filter((mode) =>
      modes.some((name) => patterns[mode].test(name)),
    ),
  }
}

/**
 * What scanimage is told to do what is wished, the source first, because the rest may depend on it. Throws
 * `scanner-unsuited` where the device has no such source.
 */
export function saneParameters(options: SaneOptions, request: ScanRequest): string[] {
  const source = sourceParameters(options, request.source)
  if (!source) throw new Problem('scanner-unsuited')
  const mode = choices(options, 'mode').find((name) => patterns[request.colourMode].test(name))
  const paper = paperMillimetres[request.paper]
  return [
    ...source,
    ...(mode ? ['--mode', mode] : []),
    ...(options.has('resolution')
      ? ['--resolution', String(nearestResolution(resolutions(options), request.resolution))]
      : []),
    // SANE's own test device is black all over unless it is told otherwise, which no page is.
    ...(options.get('test-picture')?.value === 'Solid black' ? ['--test-picture', 'Grid'] : []),
    ...extent(options, 'x', paper.width),
    ...extent(options, 'y', paper.height),
  ]
}

/** Backends name their modes and sources freely: "Color", "24bit Color[Fast]", "True Gray", "ADF Duplex". */
const patterns = {
  colour: /colou?r/i,
  grey: /gr[ae]y/i,
  feeder: /adf|feeder/i,
  duplex: /duplex|both/i,
}

function choices(options: SaneOptions, name: string): string[] {
  return (options.get(name)?.takes ?? '').split('|').filter(Boolean)
}

/** Undefined where the device has no such source; a device that names none has a glass. */
function sourceParameters(options: SaneOptions, requested: PaperSource): string[] | undefined {
  const names = choices(options, 'source')
  const glass = names.find((name) => !patterns.feeder.test(name))
  if (requested === 'flatbed') {
    if (names.length === 0) return []
    return glass === undefined ? undefined : ['--source', glass]
  }
  const feeders = names.filter((name) => patterns.feeder.test(name))
  const oneSided = feeders.find((name) => !patterns.duplex.test(name))
  if (requested === 'feeder') return oneSided === undefined ? undefined : ['--source', oneSided]
  const twoSided = feeders.find((name) => patterns.duplex.test(name))
  if (twoSided !== undefined) return ['--source', twoSided]
  const both = choices(options, 'adf-mode').find((name) => patterns.duplex.test(name))
  if (oneSided === undefined) return undefined
  if (both !== undefined) return ['--source', oneSided, '--adf-mode', both]
  return options.has('duplex') ? ['--source', oneSided, '--duplex=yes'] : undefined
}

/** "75|150|300dpi" or "1..1200dpi (in steps of 1)". */
function resolutions(options: SaneOptions): number[] {
  const text = options.get('resolution')?.takes ?? ''
  const range = /^([\d.]+)\.\.([\d.]+)dpi/.exec(text)
  if (range) return resolutionsWithin(Number(range[1]), Number(range[2]))
  return text
    .replace(/dpi.*$/, '')
    .split('|')
    .map(Number)
    .filter((dotsPerInch) => Number.isInteger(dotsPerInch) && dotsPerInch > 0)
    .sort((one, other) => one - other)
}

/** "0..215.9mm": as much of it as the paper needs. */
function extent(options: SaneOptions, name: 'x' | 'y', requested: number): string[] {
  const maximum = /^[\d.]+\.\.([\d.]+)mm/.exec(options.get(name)?.takes ?? '')
  return maximum ? [`-${name}`, String(Math.min(requested, Number(maximum[1])))] : []
}
