import { expect, test } from 'vitest'
import { createRateLimiter } from '../../../main/sync/rate-limiter.ts'

test('without a limit nothing waits', () => {
  const pace = createRateLimiter(() => undefined)
  pace.note(1_000_000)
  expect(pace.isFree()).toBe(true)
  expect(pace.mostBytes()).toBe(Number.POSITIVE_INFINITY)
})

test('over a minute no more goes up than the limit allows', () => {
  let now = 0
  let sent = 0
  const pace = createRateLimiter(
    () => 125_000,
    () => now,
  )
  for (; now < 60_000; now += 10) {
    if (!pace.isFree()) continue
    pace.note(pace.mostBytes())
    sent += pace.mostBytes()
  }
  expect(sent).toBeGreaterThan(60 * 120_000)
  expect(sent).toBeLessThanOrEqual(60 * 125_000 + pace.mostBytes())
})

test('the end of the hours frees the line at once', () => {
  let limit: number | undefined = 8_000
  const pace = createRateLimiter(() => limit)
  pace.note(1_000_000)
  expect(pace.isFree()).toBe(false)
  limit = undefined
  expect(pace.isFree()).toBe(true)
})
