import { measurePacket } from '../../shared/packet-length.ts'

/**
 * A `.paket` file holds one packet or several, one after the other: the same bytes as by every other way. What is
 * none, or is cut off, is given as one piece with everything behind it, to be called damaged.
 */
export function* splitPackets(file: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < file.length; ) {
    const length = measurePacket(file.subarray(at, at + 11))
    const end = typeof length === 'number' ? Math.min(at + length, file.length) : file.length
    yield file.subarray(at, end)
    at = end
  }
}

/** Of a receiver and a day; no person is in a file's name. */
export const packetFileName = (receiver: string, at: string): string =>
  `${receiver}-${at.slice(0, 19).replaceAll(':', '')}Z.paket`
