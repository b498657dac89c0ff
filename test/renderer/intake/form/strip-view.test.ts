import { expect, it } from 'vitest'
import { stripView } from '../../../../renderer/intake/form/strip-view.ts'

const page = { width: 1000, height: 500 }

it('scales the print to its height, with padding', () => {
  // 200 x 20 px of print, 6 px of margin on every side.
  const view = stripView(page, { left: 0.1, top: 0.2, width: 0.2, height: 0.04 }, 24)
  expect(view.width).toBeCloseTo((212 / 20) * 24)
  expect(view.ratio).toBeCloseTo(212 / 32)
  expect(view.picture.width).toBeCloseTo(1000 / 212)
  expect(view.picture.left).toBeCloseTo(-94 / 212)
  expect(view.picture.top).toBeCloseTo(-94 / 32)
})

it('does not extend beyond the page', () => {
  const view = stripView(page, { left: 0, top: 0, width: 1, height: 0.04 }, 24)
  expect(view.picture).toEqual({ width: 1, left: -0, top: -0 })
  expect(view.ratio).toBeCloseTo(1000 / 26)
})
