import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  fittedSize,
  pageRect,
  panView,
  type View,
  wholePage,
  zoomToArea,
  zoomView,
} from '../../../renderer/viewer/view.ts'

const page = { width: 2000, height: 1000 }
const frame = { width: 600, height: 500 }

describe('a page in the frame', () => {
  it('is shown whole and in the middle at first', () => {
    expect(pageRect(page, frame, wholePage)).toEqual({ width: 600, height: 300, left: 0, top: 100 })
  })

  it('is never blown up beyond its own pixels to fill the frame', () => {
    expect(fittedSize({ width: 300, height: 200 }, frame)).toEqual({ width: 300, height: 200 })
  })

  it('stays under the pointer while it is zoomed', () => {
    const at = { x: 120, y: 60 }
    const before = shareUnder(wholePage, at)
    const after = shareUnder(zoomView(page, frame, wholePage, 6, at), at)
    expect(after.x).toBeCloseTo(before.x, 6)
    expect(after.y).toBeCloseTo(before.y, 6)
  })

  it('comes back whole and to the middle, however far it was moved', () => {
    const near = panView(page, frame, zoomView(page, frame, wholePage, 5), 4000, 4000)
    expect(near.x).toBeGreaterThan(0.5)
    expect(zoomView(page, frame, near, -20)).toEqual(wholePage)
  })

  it('is brought near where something is to be looked at, with what stands around it in sight', () => {
    const area = { left: 0.3, top: 0.2, width: 0.3, height: 0.04 }
    const place = pageRect(page, frame, zoomToArea(page, frame, area))
    const left = place.left + area.left * place.width
    const top = place.top + area.top * place.height
    expect(left).toBeGreaterThan(0.05 * frame.width)
    expect(left + area.width * place.width).toBeLessThan(0.95 * frame.width)
    expect(top).toBeGreaterThan(0.2 * frame.height)
    expect(top + area.height * place.height).toBeLessThan(0.8 * frame.height)
    expect(area.width * place.width).toBeGreaterThan(0.5 * frame.width)
  })

  it('is not blown up for a single letter until nobody knows where it is', () => {
    const letter = { left: 0.98, top: 0.97, width: 0.005, height: 0.01 }
    const { width, left } = pageRect(page, frame, zoomToArea(page, frame, letter))
    expect(width).toBeLessThanOrEqual(page.width)
    expect(left + letter.left * width).toBeLessThan(frame.width)
  })

  it('stays whole where all of it is to be looked at', () => {
    expect(zoomToArea(page, frame, { left: 0, top: 0, width: 1, height: 1 })).toEqual(wholePage)
  })

  it('never lets an edge come further in than it must', () => {
    const steps = fc.record({
      zoom: fc.double({ min: -6, max: 12, noNaN: true }),
      right: fc.integer({ min: -3000, max: 3000 }),
      down: fc.integer({ min: -3000, max: 3000 }),
      at: fc.record({ x: fc.integer({ min: -300, max: 300 }), y: fc.integer({ min: -250, max: 250 }) }),
    })
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 12 }), (walk) => {
        let view: View = wholePage
        for (const step of walk) {
          view = panView(page, frame, zoomView(page, frame, view, step.zoom, step.at), step.right, step.down)
        }
        const { left, top, width, height } = pageRect(page, frame, view)
        expectCovered(left, width, frame.width)
        expectCovered(top, height, frame.height)
      }),
    )
  })
})

function shareUnder(view: View, at: { x: number; y: number }) {
  const { left, top, width, height } = pageRect(page, frame, view)
  return { x: (frame.width / 2 + at.x - left) / width, y: (frame.height / 2 + at.y - top) / height }
}

function expectCovered(start: number, length: number, room: number) {
  const slack = 1e-6
  if (length <= room) expect(start).toBeCloseTo((room - length) / 2, 6)
  else {
    expect(start).toBeLessThanOrEqual(slack)
    expect(start + length).toBeGreaterThanOrEqual(room - slack)
  }
}
