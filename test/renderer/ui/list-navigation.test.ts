import { expect, test } from 'vitest'
import { nextIndex } from '../../../renderer/ui/list-navigation.ts'

test.each([
  ['ArrowDown', 0, 10, 1],
  ['ArrowDown', 9, 10, 9],
  ['ArrowDown', -1, 10, 0],
  ['ArrowUp', 0, 10, 0],
  ['ArrowUp', -1, 10, 9],
  ['PageDown', 2, 10, 6],
  ['PageDown', 8, 10, 9],
  ['PageUp', 2, 10, 0],
  ['Home', 5, 10, 0],
  ['End', 5, 10, 9],
  ['ArrowDown', -1, 0, undefined],
  ['s', 3, 10, undefined],
])('%s at %i of %i leads to %s', (key, index, count, next) => {
  expect(nextIndex(key, index, count, 4)).toBe(next)
})
