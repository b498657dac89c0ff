/**
 * How a sealed packet begins (main/packets/envelope.ts tells the whole): 4 bytes that no text begins with, a
 * version, and the lengths of its header and its ciphertext, big endian. Magic and version stay where they
 * are in every later version.
 */
export const packetMagic: readonly number[] = [0x89, 0x53, 0x4c, 0x50]
export const packetVersion = 1
export const packetPrologueLength = 11
export const packetTagLength = 16
export const packetSignatureLength = 64
export const largestPacketHeader = 4096
export const largestPacketCiphertext = 64 * 1024 * 1024

/** No packet is longer; what is longer need not be read. */
export const largestPacket =
  packetPrologueLength +
  largestPacketHeader +
  largestPacketCiphertext +
  packetTagLength +
  packetSignatureLength

/**
 * How long the packet is that begins with these bytes; `too-new` for a later version, undefined for what is
 * no packet. Needs the first 11 bytes.
 */
export function measurePacket(start: Uint8Array): number | 'too-new' | undefined {
  if (start.length < packetPrologueLength) return undefined
  if (!packetMagic.every((byte, index) => start[index] === byte)) return undefined
  const view = new DataView(start.buffer, start.byteOffset, packetPrologueLength)
  const version = view.getUint8(4)
  if (version > packetVersion) return 'too-new'
  const header = view.getUint16(5)
  const ciphertext = view.getUint32(7)
  if (version === 0 || header > largestPacketHeader || ciphertext > largestPacketCiphertext) return undefined
  return packetPrologueLength + header + ciphertext + packetTagLength + packetSignatureLength
}
