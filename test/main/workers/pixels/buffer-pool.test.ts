import { expect, test } from 'vitest'
import { acquireBuffer, releaseBuffer } from '../../../../main/workers/pixels/buffer-pool.ts'

const page = 13_000_000

test('a released buffer is reused, also for a page a few rows longer', () => {
  const first = acquireBuffer(page)
  releaseBuffer(first)
  const second = acquireBuffer(page + 20_000)
  expect(second.buffer).toBe(first.buffer)
  expect(second).toHaveLength(page + 20_000)
})

test('a buffer in use is never handed out again', () => {
  const [first, second] = [acquireBuffer(page), acquireBuffer(page)]
  expect(second.buffer).not.toBe(first.buffer)
})

test('a buffer released twice, or from elsewhere, is handed out once', () => {
  const first = acquireBuffer(page)
  releaseBuffer(first)
  releaseBuffer(first)
  releaseBuffer(new Uint8Array(page))
  const [second, third] = [acquireBuffer(page), acquireBuffer(page)]
  expect(third.buffer).not.toBe(second.buffer)
  expect([second.buffer, third.buffer].filter((buffer) => buffer === first.buffer)).toHaveLength(1)
})

test('pools no buffer as large as A3 at 600 dpi, and no more of them than one page needs', () => {
  const large = acquireBuffer(40_000_000)
  releaseBuffer(large)
  expect(acquireBuffer(40_000_000).buffer).not.toBe(large.buffer)
  const many = Array.from({ length: 5 }, () => acquireBuffer(page))
  for (const piece of many) releaseBuffer(piece)
  const again = Array.from({ length: 5 }, () => acquireBuffer(page).buffer)
  expect(again.filter((buffer) => many.some((piece) => piece.buffer === buffer))).toHaveLength(3)
})
