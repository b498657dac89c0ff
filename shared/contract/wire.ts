import { z } from 'zod'

/**
 * A call's input or result as bytes, for hosts whose line carries only bytes (the browser host). JSON first,
 * then the binary values one after the other: a scan is never blown up to base64.
 *
 *   4 bytes  length of the JSON, big endian
 *   JSON     { value, sizes } where { "$bytes": n } stands for the n-th binary value
 *   bytes    the binary values, `sizes` long each
 */
const Head = z.object({ value: z.unknown(), sizes: z.array(z.int().min(0)) })
const Placeholder = z.strictObject({ $bytes: z.int().min(0) })

export function encodeWire(value: unknown): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = []
  const head = encodeHead(
    withPlaceholders(value, parts),
    parts.map((part) => part.length),
  )
  const bytes = new Uint8Array(head.length + parts.reduce((sum, part) => sum + part.length, 0))
  bytes.set(head)
  let offset = head.length
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}

/** The same message with a file as its only binary value, `bytes`, which is not read for it. */
export function encodeWireWithFile(value: object, file: Blob): Blob {
  return new Blob([encodeHead({ ...value, bytes: { $bytes: 0 } }, [file.size]), file])
}

function encodeHead(value: unknown, sizes: readonly number[]): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify({ value, sizes }))
  const head = new Uint8Array(4 + json.length)
  new DataView(head.buffer).setUint32(0, json.length)
  head.set(json, 4)
  return head
}

/**
 * Throws where the bytes are not a wire message; what it gives is still to be parsed by the call's schema.
 */
export function decodeWire(bytes: Uint8Array): unknown {
  const headLength = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0)
  const head = Head.parse(JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + headLength))))
  let offset = 4 + headLength
  const parts = head.sizes.map((size) => {
    if (offset + size > bytes.length) throw new RangeError('wire message cut short')
    const part = bytes.slice(offset, offset + size)
    offset += size
    return part
  })
  return withBytes(head.value, parts)
}

function withPlaceholders(value: unknown, parts: Uint8Array[]): unknown {
  if (value instanceof Uint8Array) return { $bytes: parts.push(value) - 1 }
  if (Array.isArray(value)) return value.map((item) => withPlaceholders(item, parts))
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, withPlaceholders(item, parts)]),
    )
  }
  return value
}

function withBytes(value: unknown, parts: readonly Uint8Array[]): unknown {
  if (Array.isArray(value)) return value.map((item) => withBytes(item, parts))
  if (value === null || typeof value !== 'object') return value
  const placeholder = Placeholder.safeParse(value)
  if (placeholder.success) return parts[placeholder.data.$bytes]
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withBytes(item, parts)]))
}
