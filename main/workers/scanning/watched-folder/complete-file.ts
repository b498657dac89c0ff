import { measurePacket } from '../../../../shared/packet-length.ts'

/** The beginning and the end of a file, 12 bytes each where it has as many. */
export interface FileEnds {
  start: Buffer
  end: Buffer
  byteLength: number
}

export const endLength = 12

/**
 * Whether a file of one picture or one packet is complete: a JPEG ends with EOI, a PNG with IEND, and a WebP and a
 * sealed packet state their length in their header. False also for every other format.
 */
export function isCompleteFile({ start, end, byteLength }: FileEnds): boolean {
  if (startsWith(start, jpegStart)) return end.subarray(-2).equals(jpegEnd)
  if (startsWith(start, pngStart)) return end.equals(pngEnd)
  if (measurePacket(start) === byteLength) return true
  if (isWebp(start)) return byteLength >= start.readUInt32LE(4) + 8
  return false
}

/** The same for a file in memory. */
export const isCompletePicture = (bytes: Buffer): boolean =>
  isCompleteFile({
    start: bytes.subarray(0, endLength),
    end: bytes.subarray(-endLength),
    byteLength: bytes.length,
  })

const jpegStart = Buffer.from([0xff, 0xd8, 0xff])
const jpegEnd = Buffer.from([0xff, 0xd9])
const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47])
const pngEnd = Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82])

const startsWith = (bytes: Buffer, start: Buffer): boolean => bytes.subarray(0, start.length).equals(start)

const isWebp = (start: Buffer): boolean =>
  start.length === endLength &&
  start.toString('latin1', 0, 4) === 'RIFF' &&
  start.toString('latin1', 8, 12) === 'WEBP'
