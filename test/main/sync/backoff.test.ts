import { expect, test } from 'vitest'
import { createBackoff } from '../../../main/sync/backoff.ts'

test('delays double up to five minutes, with full jitter', () => {
  const longest = createBackoff(() => 1)
  expect(Array.from({ length: 11 }, longest.next)).toEqual([
    ...[1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1000),
  ])
  const shortest = createBackoff(() => 0)
  expect(Array.from({ length: 3 }, shortest.next)).toEqual([100, 100, 100])
})

test('resets to the shortest delay', () => {
  const backoff = createBackoff(() => 1)
  backoff.next()
  backoff.next()
  backoff.reset()
  expect(backoff.next()).toBe(1_000)
})

test('two offices do not retry at the same moment', () => {
  const drawn = Array.from({ length: 74 }, () => createBackoff().next())
  expect(new Set(drawn).size).toBeGreaterThan(60)
})
