import { expect, test } from 'vitest'
import { createRateLimiter } from '../../../main/sync/rate-limiter.ts'

test('allows everything without a limit', () => {
  const limiter = createRateLimiter(() => undefined)
  limiter.consume(1_000_000)
  expect(limiter.hasCapacity()).toBe(true)
  expect(limiter.maxCallBytes()).toBe(Number.POSITIVE_INFINITY)
})

test('stays within the limit over a minute', () => {
  let now = 0
  let sent = 0
  const limiter = createRateLimiter(
    () => 125_000,
    () => now,
  )
  for (; now < 60_000; now += 10) {
    if (!limiter.hasCapacity()) continue
    limiter.consume(limiter.maxCallBytes())
    sent += limiter.maxCallBytes()
  }
  expect(sent).toBeGreaterThan(60 * 120_000)
  expect(sent).toBeLessThanOrEqual(60 * 125_000 + limiter.maxCallBytes())
})

test('allows everything as soon as the limit ends', () => {
  let limit: number | undefined = 8_000
  const limiter = createRateLimiter(() => limit)
  limiter.consume(1_000_000)
  expect(limiter.hasCapacity()).toBe(false)
  limit = undefined
  expect(limiter.hasCapacity()).toBe(true)
})
