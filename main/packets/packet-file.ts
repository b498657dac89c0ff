import { measurePacket } from '../../shared/packet-length.ts'

/**
 * Splits a `.paket` file, which is one or more packets concatenated. From the first byte that begins no
 * complete packet the rest is yielded as one, to be refused as damaged.
 */
export function* splitPackets(file: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < file.length; ) {
    const length = measurePacket(file.subarray(at, at + 11))
    const end = typeof length === 'number' ? Math.min(at + length, file.length) : file.length
    yield file.subarray(at, end)
    at = end
  }
}

/** A file name of receiver and time; it names no person. */
export const packetFileName = (receiver: string, at: string): string =>
  `${receiver}-${at.slice(0, 19).replaceAll(':', '')}Z.paket`
