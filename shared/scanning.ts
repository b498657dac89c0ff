import { z } from 'zod'
import { defaultQualityThresholds, QualityThresholds } from './page-quality.ts'

/** How a scanner is spoken to: SANE on Linux, WIA on Windows, eSCL (AirScan) over the network on both. */
export const ScannerRoute = z.enum(['sane', 'escl', 'wia'])
export type ScannerRoute = z.infer<typeof ScannerRoute>

export const ScannerDevice = z.object({
  route: ScannerRoute,
  /** What the route calls it: SANE's device name, WIA's DeviceID, the address of an eSCL scanner. */
  address: z.string().min(1).max(300),
  /** Maker and model, as people know it. */
  name: z.string().min(1).max(200),
  /**
   * SHA-256 (hex) of the certificate that an eSCL scanner in the office showed when it was chosen; nobody signs
   * those, so a scan goes on only while it shows the same one. Null where there is none to compare with.
   */
  certificate: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
})
export type ScannerDevice = z.infer<typeof ScannerDevice>

export const PaperSource = z.enum(['flatbed', 'feeder', 'feeder-duplex'])
export type PaperSource = z.infer<typeof PaperSource>

export const ColourMode = z.enum(['colour', 'grey'])
export type ColourMode = z.infer<typeof ColourMode>

/**
 * How much of the glass or sheet is scanned, from its corner: a card needs a sixth of the time of a sheet. F4 is
 * the folio sheet of Indonesian offices, 215 x 330 mm; never more than the device has.
 */
export const PaperSize = z.enum(['a4', 'f4', 'a6'])
export type PaperSize = z.infer<typeof PaperSize>

/** All that a scanner is told. */
export const ScanRequest = z.object({
  source: PaperSource,
  /** Dots per inch; the nearest that the device has is taken. */
  resolution: z.int().min(75).max(1200),
  colourMode: ColourMode,
  paper: PaperSize,
})
export type ScanRequest = z.infer<typeof ScanRequest>

export const DeviceCapabilities = z.object({
  sources: z.array(PaperSource),
  /** Dots per inch, ascending. */
  resolutions: z.array(z.int().positive()),
  colourModes: z.array(ColourMode),
})
export type DeviceCapabilities = z.infer<typeof DeviceCapabilities>

/** "Flatbed KTP 300 dpi": all that a scan needs, under a name that the clerk knows. */
export const ScanProfile = ScanRequest.extend({
  id: z.string().min(1).max(60),
  name: z.string().min(1).max(60),
  /** Null until IT has chosen one: then the first scanner that is found with such a source is used. */
  device: ScannerDevice.nullable(),
})
export type ScanProfile = z.infer<typeof ScanProfile>

/** A folder into which any scanner's own software may put its files. */
export const WatchedFolder = z.object({
  path: z.string().min(1).max(1000),
  /** What happens to a file once its pages are stored. */
  afterwards: z.enum(['move', 'remove']),
})
export type WatchedFolder = z.infer<typeof WatchedFolder>

export const ScanningSettings = z.object({
  profiles: z.array(ScanProfile).max(20),
  folder: WatchedFolder.nullable(),
  /** eSCL scanners that are not found by themselves, as http(s) addresses. */
  addresses: z.array(z.url().max(300)).max(20),
  quality: QualityThresholds,
})
export type ScanningSettings = z.infer<typeof ScanningSettings>

/** What holds until IT has set it: it works with one scanner that is plugged in. */
export const defaultScanningSettings: ScanningSettings = {
  profiles: [
    {
      id: 'flatbed-ktp',
      name: 'Flatbed KTP 300 dpi',
      device: null,
      source: 'flatbed',
      resolution: 300,
      colourMode: 'colour',
      paper: 'a6',
    },
    {
      id: 'kk-a4',
      name: 'KK A4 abu-abu 200 dpi',
      device: null,
      source: 'flatbed',
      resolution: 200,
      colourMode: 'grey',
      paper: 'a4',
    },
    {
      id: 'adf-dupleks',
      name: 'ADF dupleks 200 dpi',
      device: null,
      source: 'feeder-duplex',
      resolution: 200,
      colourMode: 'colour',
      paper: 'f4',
    },
  ],
  folder: null,
  addresses: [],
  quality: defaultQualityThresholds,
}
