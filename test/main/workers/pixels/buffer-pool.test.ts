import { expect, test } from 'vitest'
import { acquireBuffer, releaseBuffer } from '../../../../main/workers/pixels/buffer-pool.ts'

const page = 13_000_000

test('what was given back is taken again, also for a page that is a few rows longer', () => {
  const first = acquireBuffer(page)
  releaseBuffer(first)
  const second = acquireBuffer(page + 20_000)
  expect(second.buffer).toBe(first.buffer)
  expect(second).toHaveLength(page + 20_000)
})

test('what was not given back is nobody else’s', () => {
  const [first, second] = [acquireBuffer(page), acquireBuffer(page)]
  expect(second.buffer).not.toBe(first.buffer)
})

test('given back twice, or not from here, it is not taken twice', () => {
  const first = acquireBuffer(page)
  releaseBuffer(first)
  releaseBuffer(first)
  releaseBuffer(new Uint8Array(page))
  const [second, third] = [acquireBuffer(page), acquireBuffer(page)]
  expect(third.buffer).not.toBe(second.buffer)
  expect([second.buffer, third.buffer].filter((buffer) => buffer === first.buffer)).toHaveLength(1)
})

test('of A3 at 600 dpi nothing is kept, nor of more pictures than are made at once', () => {
  const large = acquireBuffer(40_000_000)
  releaseBuffer(large)
  expect(acquireBuffer(40_000_000).buffer).not.toBe(large.buffer)
  const many = Array.from({ length: 5 }, () => acquireBuffer(page))
  for (const piece of many) releaseBuffer(piece)
  const again = Array.from({ length: 5 }, () => acquireBuffer(page).buffer)
  expect(again.filter((buffer) => many.some((piece) => piece.buffer === buffer))).toHaveLength(3)
})
