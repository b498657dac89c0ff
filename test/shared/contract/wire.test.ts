import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeWire, encodeWire, encodeWireWithFile } from '../../../shared/contract/wire.ts'

const bytes = fc.uint8Array({ maxLength: 300 })

/** JSON with binary values anywhere in it, as inputs and results of calls are. */
const message = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    bytes,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-zA-Z]{1,8}$/), tie('value'), { maxKeys: 4 }),
  ),
})).value

test('what goes in comes out, bytes as bytes', () => {
  fc.assert(
    fc.property(message, (value) => {
      expect(decodeWire(encodeWire(value))).toEqual(value)
    }),
    { numRuns: 500 },
  )
})

test('a message may lie anywhere in its buffer', () => {
  fc.assert(
    fc.property(message, fc.nat({ max: 9 }), (value, offset) => {
      const encoded = encodeWire(value)
      const buffer = new Uint8Array(offset + encoded.length + 3)
      buffer.set(encoded, offset)
      expect(decodeWire(buffer.subarray(offset, offset + encoded.length))).toEqual(value)
    }),
  )
})

test('a message that was cut is refused, wherever', () => {
  fc.assert(
    fc.property(bytes, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (scan, share) => {
      const encoded = encodeWire({ name: 'pages.add', scan, again: scan })
      const cut = encoded.subarray(0, Math.floor(encoded.length * share))
      expect(() => decodeWire(cut)).toThrow()
    }),
  )
})

test('scans are not blown up: 200 kB take 200 kB and a head', () => {
  const scan = new Uint8Array(200_000)
  expect(encodeWire({ bytes: scan }).length).toBeLessThan(scan.length + 100)
})

test('a file goes as it is, after the rest of the message', async () => {
  await fc.assert(
    fc.asyncProperty(bytes, async (content) => {
      const sent = encodeWireWithFile({ applicationId: '7', document: null }, new Blob([content.slice()]))
      expect(decodeWire(new Uint8Array(await sent.arrayBuffer()))).toEqual({
        applicationId: '7',
        document: null,
        bytes: content,
      })
    }),
  )
})

test('a binary value is the reader’s own, not a view into the message', () => {
  const encoded = encodeWire(Uint8Array.of(1, 2, 3))
  const read = decodeWire(encoded)
  encoded.fill(0)
  expect(read).toEqual(Uint8Array.of(1, 2, 3))
})
