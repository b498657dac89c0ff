import { expect, test } from 'vitest'
import { giveMemory, takeMemory } from '../../../../main/workers/pixels/buffer-pool.ts'

const page = 13_000_000

test('what was given back is taken again, also for a page that is a few rows longer', () => {
  const first = takeMemory(page)
  giveMemory(first)
  const second = takeMemory(page + 20_000)
  expect(second.buffer).toBe(first.buffer)
  expect(second).toHaveLength(page + 20_000)
})

test('what was not given back is nobody else’s', () => {
  const [first, second] = [takeMemory(page), takeMemory(page)]
  expect(second.buffer).not.toBe(first.buffer)
})

test('given back twice, or not from here, it is not taken twice', () => {
  const first = takeMemory(page)
  giveMemory(first)
  giveMemory(first)
  giveMemory(new Uint8Array(page))
  const [second, third] = [takeMemory(page), takeMemory(page)]
  expect(third.buffer).not.toBe(second.buffer)
  expect([second.buffer, third.buffer].filter((buffer) => buffer === first.buffer)).toHaveLength(1)
})

test('of A3 at 600 dpi nothing is kept, nor of more pictures than are made at once', () => {
  const large = takeMemory(40_000_000)
  giveMemory(large)
  expect(takeMemory(40_000_000).buffer).not.toBe(large.buffer)
  const many = Array.from({ length: 5 }, () => takeMemory(page))
  for (const piece of many) giveMemory(piece)
  const again = Array.from({ length: 5 }, () => takeMemory(page).buffer)
  expect(again.filter((buffer) => many.some((piece) => piece.buffer === buffer))).toHaveLength(3)
})
