import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createChunkSize } from '../../main/sync/chunk-size.ts'

const kilobyte = 1024

test('halves with every cut, down to 16 KiB', () => {
  const size = createChunkSize()
  const sizes = Array.from({ length: 7 }, () => {
    const before = size.bytes() / kilobyte
    size.cut()
    return before
  })
  expect(sizes).toEqual([256, 128, 64, 32, 16, 16, 16])
})

test('doubles where chunks arrive at once, up to 1 MiB, and not for chunks that took a while', () => {
  const size = createChunkSize()
  for (let chunk = 0; chunk < 4; chunk++) size.arrived(size.bytes(), 100)
  expect(size.bytes()).toBe(1024 * kilobyte)
  for (let chunk = 0; chunk < 10; chunk++) size.arrived(size.bytes(), 100)
  expect(size.bytes()).toBe(1024 * kilobyte)
  const slow = createChunkSize()
  for (let chunk = 0; chunk < 10; chunk++) slow.arrived(slow.bytes(), 1_500)
  expect(slow.bytes()).toBe(256 * kilobyte)
  // A chunk that kept the line for longer than a record may wait makes room for records.
  slow.arrived(slow.bytes(), 5_000)
  expect(slow.bytes()).toBe(128 * kilobyte)
})

test('a small last chunk says nothing', () => {
  const size = createChunkSize()
  for (let chunk = 0; chunk < 10; chunk++) size.arrived(1_000, 1)
  expect(size.bytes()).toBe(256 * kilobyte)
})

test('grows back more slowly after each cut, so that it settles below what the line carries', () => {
  fc.assert(
    fc.property(fc.integer({ min: 40, max: 2_000 }), (kilobytes) => {
      const size = createChunkSize()
      const carries = kilobytes * kilobyte
      let [sent, lost, carried] = [0, 0, 0]
      for (let chunk = 0; chunk < 2_000; chunk++) {
        const bytes = size.bytes()
        sent += bytes
        carried += bytes
        if (carried <= carries) size.arrived(bytes, 10)
        else {
          lost += bytes
          carried = 0
          size.cut()
        }
      }
      // At 40 KiB a connection two chunks of 16 KiB arrive and the third is lost.
      return lost / sent < 0.4 && size.bytes() <= 1024 * kilobyte
    }),
  )
})
