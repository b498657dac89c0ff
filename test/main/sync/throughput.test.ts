import { expect, test } from 'vitest'
import { createThroughput } from '../../../main/sync/throughput.ts'

test('measures bytes per second over the last ten seconds', () => {
  let now = 0
  const throughput = createThroughput(() => now)
  expect(throughput.bytesPerSecond()).toBe(0)
  for (; now < 20_000; now += 100) throughput.add(5_000)
  expect(throughput.bytesPerSecond()).toBeGreaterThan(48_000)
  expect(throughput.bytesPerSecond()).toBeLessThan(52_000)
  now += 60_000
  expect(throughput.bytesPerSecond()).toBe(0)
  // After a silence the first bytes are not spread over it.
  throughput.add(3_000)
  now += 1_000
  expect(throughput.bytesPerSecond()).toBe(3_000)
})
