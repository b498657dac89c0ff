import type { IncomingMessage } from 'node:http'
import { largestPacketFile } from '../../shared/contract/packet-calls.ts'
import { largestFileBytes } from '../../shared/contract/page-calls.ts'

/** A file and the JSON around it. */
const largestBody = Math.max(largestFileBytes, largestPacketFile) + 1_000_000

/** The bytes of a request, or undefined where there are more than a call can need. */
export async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) return undefined
    length += part.length
    if (length > largestBody) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}
