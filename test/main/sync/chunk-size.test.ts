import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createChunkSize } from '../../../main/sync/chunk-size.ts'

const kilobyte = 1024

test('grows to about a second of bandwidth, at most doubling, up to half a megabyte', () => {
  const size = createChunkSize()
  const sizes = (milliseconds: (bytes: number) => number) =>
    Array.from({ length: 5 }, () => {
      const before = size.bytes() / kilobyte
      size.recordChunk(size.bytes(), milliseconds(size.bytes()), 0)
      return before
    })
  const thin = (bytes: number) => (bytes / (32 * kilobyte)) * 1000
  expect(sizes(thin)).toEqual([128, 64, 32, 32, 32])
  expect(sizes(() => 100)).toEqual([32, 64, 128, 256, 512])
  expect(size.bytes()).toBe(512 * kilobyte)
})

test('shrinks on a slow connection, so that no record waits longer than about a second', () => {
  const size = createChunkSize()
  const bytesPerSecond = 12_000
  for (let chunk = 0; chunk < 5; chunk++) {
    size.recordChunk(size.bytes(), (size.bytes() / bytesPerSecond) * 1000, 0)
  }
  expect(size.bytes()).toBe(bytesPerSecond)
  expect(size.isSlowConnection()).toBe(true)
})

test('ignores a small last chunk', () => {
  const size = createChunkSize()
  for (let chunk = 0; chunk < 10; chunk++) size.recordChunk(1_000, 900, 0)
  expect(size.bytes()).toBe(128 * kilobyte)
})

test('shrinks at once after disconnects, and grows with the bytes carried since', () => {
  const size = createChunkSize()
  size.recordDisconnect(64 * kilobyte)
  expect(size.bytes()).toBe(16 * kilobyte)
  size.recordChunk(size.bytes(), 20, 1024 * kilobyte)
  expect(size.bytes()).toBe(64 * kilobyte)
})

test('loses little at any distance between disconnects', () => {
  fc.assert(
    fc.property(fc.integer({ min: 60, max: 4_000 }), (kilobytes) => {
      const size = createChunkSize()
      const carries = kilobytes * kilobyte
      let [sent, lost, carried] = [0, 0, 0]
      for (let chunk = 0; chunk < 2_000; chunk++) {
        const bytes = size.bytes()
        sent += bytes
        if (carried + bytes <= carries) {
          carried += bytes
          size.recordChunk(bytes, 10, carried)
        } else {
          lost += carries - carried
          size.recordDisconnect(carried + bytes / 2)
          carried = 0
        }
      }
      return lost / sent < Math.sqrt(6 / kilobytes)
    }),
  )
})
