import { expect, test } from 'vitest'
import { restoreSpaces } from '../../../../../main/workers/ocr/text/restore-spaces.ts'

const letterHeight = 20

/** Letters of a word, 14 wide with 4 between them; after the letters whose numbers are given, `stop` more. */
function letters(count: number, stopAfter: number, stop: number) {
  let left = 100
  return Array.from({ length: count }, (_, index) => {
    const box = { left, right: left + 14, top: 10, bottom: 30 }
    left += 18 + (index === stopAfter ? stop : 0)
    return box
  })
}

function parted(text: string, stop: number): string | undefined {
  const boxes = letters(5, 1, stop)
  const right = boxes.at(-1)?.right ?? 0
  const word = { text, confidence: 0.9, left: 100, right, top: 10, bottom: 30 }
  return restoreSpaces([word], boxes, letterHeight)[0]?.text
}

test('a space is put back after a stop where the letters around it stand apart', () => {
  expect(parted('NO.107', 12)).toBe('NO. 107')
})

test('a stop between letters that stand close stays one word', () => {
  expect(parted('NO.107', 4)).toBe('NO.107')
})

test('words without a stop are left as they are', () => {
  expect(parted('NO107', 12)).toBe('NO107')
})
