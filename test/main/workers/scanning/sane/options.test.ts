import { expect, test } from 'vitest'
import {
  parseSaneOptions,
  saneCapabilities,
  saneParameters,
} from '../../../../../main/workers/scanning/sane/options.ts'
import type { ScanRequest } from '../../../../../shared/scanning.ts'

const wish: ScanRequest = { source: 'flatbed', resolution: 300, colourMode: 'colour', paper: 'a4' }

/** As `scanimage -A` prints the options of backends in use; each names its modes and sources another way. */
const devices = {
  fujitsu: `
All options specific to device \`fujitsu:fi-7160:1':
  Scan Mode:
    --source ADF Front|ADF Back|ADF Duplex [ADF Front]
        Selects the scan source (such as a document-feeder).
    --mode Lineart|Halftone|Gray|Color [Lineart]
        Selects the scan mode (e.g., lineart, monochrome, or color).
    --resolution 50..600dpi (in steps of 1) [300]
  Geometry:
    -x 0..215.872mm (in steps of 0.0211639) [215.872]
    -y 0..279.364mm (in steps of 0.0211639) [279.364]
`,
  brother: `
All options specific to device \`brother4:bus1;dev1':
  Mode:
    --mode Black & White|Gray[Error Diffusion]|True Gray|24bit Color[Fast] [24bit Color[Fast]]
        Select the scan mode
    --resolution 100|150|200|300|400|600|1200|2400|4800|9600dpi [200]
    --source FlatBed|Automatic Document Feeder(left aligned)|Automatic Document Feeder(left aligned,Duplex) [FlatBed]
    --brightness -50..50% (in steps of 1) [inactive]
  Geometry:
    -x 0..211.9mm (in steps of 0.0999908) [211.9]
    -y 0..355.6mm (in steps of 0.0999908) [355.6]
`,
  epson: `
All options specific to device \`epson2:net:192.168.1.9':
  Scan Mode:
    --mode Binary|Gray|Color [Color]
    --resolution 75|150|300|600dpi [75]
  Geometry:
    -x 0..215.9mm [215.9]
    -y 0..297.18mm [297.18]
  Optional equipment:
    --source Flatbed|Automatic Document Feeder [Flatbed]
    --adf-mode Simplex|Duplex [inactive]
`,
  simple: `
All options specific to device \`plustek:libusb:001:003':
  Scan Mode:
    --mode Lineart|Gray|Color [Color]
    --resolution 50..1200dpi [50]
  Geometry:
    -x 0..215mm [103]
    -y 0..297mm [76.21]
`,
}

test('what a device can do is read from what it prints', () => {
  expect(saneCapabilities(parseSaneOptions(devices.fujitsu))).toEqual({
    sources: ['feeder', 'feeder-duplex'],
    resolutions: [75, 100, 150, 200, 240, 300, 400, 600],
    colourModes: ['colour', 'grey'],
  })
  expect(saneCapabilities(parseSaneOptions(devices.brother)).sources).toEqual([
    'flatbed',
    'feeder',
    'feeder-duplex',
  ])
  expect(saneCapabilities(parseSaneOptions(devices.epson)).resolutions).toEqual([75, 150, 300, 600])
  expect(saneCapabilities(parseSaneOptions(devices.simple)).sources).toEqual(['flatbed'])
})

test('a wish is told to each in its own words', () => {
  const told = (text: string, changed: Partial<ScanRequest>) =>
    saneParameters(parseSaneOptions(text), { ...wish, ...changed }).join(' ')
  expect(told(devices.fujitsu, { source: 'feeder-duplex', paper: 'f4' })).toBe(
    '--source ADF Duplex --mode Color --resolution 300 -x 215 -y 279.364',
  )
  expect(told(devices.brother, { source: 'feeder-duplex', resolution: 240, colourMode: 'grey' })).toBe(
    '--source Automatic Document Feeder(left aligned,Duplex) --mode Gray[Error Diffusion] --resolution 300 -x 210 -y 297',
  )
  expect(told(devices.epson, { source: 'feeder-duplex', resolution: 200 })).toBe(
    '--source Automatic Document Feeder --adf-mode Duplex --mode Color --resolution 300 -x 210 -y 297',
  )
  expect(told(devices.simple, { paper: 'a6' })).toBe('--mode Color --resolution 300 -x 148 -y 105')
})

test('a source that a device does not have is not replaced by another', () => {
  const options = parseSaneOptions(devices.fujitsu)
  expect(() => saneParameters(options, wish)).toThrow('scanner-unsuited')
  expect(() => saneParameters(parseSaneOptions(devices.simple), { ...wish, source: 'feeder' })).toThrow(
    'scanner-unsuited',
  )
})
