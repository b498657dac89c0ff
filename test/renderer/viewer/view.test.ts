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

describe('the view of a page', () => {
  it('starts with the whole page, centred', () => {
    expect(pageRect(page, frame, wholePage)).toEqual({ width: 600, height: 300, left: 0, top: 100 })
  })

  it('is never scaled beyond the pixels of the page to fill the frame', () => {
    expect(fittedSize({ width: 300, height: 200 }, frame)).toEqual({ width: 300, height: 200 })
  })

  it('keeps the point under the pointer fixed while zooming', () => {
    const at = { x: 120, y: 60 }
    const before = shareUnder(wholePage, at)
    const after = shareUnder(zoomView(page, frame, wholePage, 6, at), at)
    expect(after.x).toBeCloseTo(before.x, 6)
    expect(after.y).toBeCloseTo(before.y, 6)
  })

  it('shows the whole page centred after zooming out from any position', () => {
    const near = panView(page, frame, zoomView(page, frame, wholePage, 5), 4000, 4000)
    expect(near.x).toBeGreaterThan(0.5)
    expect(zoomView(page, frame, near, -20)).toEqual(wholePage)
  })

  it('zooms to an area with its surroundings', () => {
    const area = { left: 0.3, top: 0.2, width: 0.3, height: 0.04 }
    const rect = pageRect(page, frame, zoomToArea(page, frame, area))
    const left = rect.left + area.left * rect.width
    const top = rect.top + area.top * rect.height
    expect(left).toBeGreaterThan(0.05 * frame.width)
    expect(left + area.width * rect.width).toBeLessThan(0.95 * frame.width)
    expect(top).toBeGreaterThan(0.2 * frame.height)
    expect(top + area.height * rect.height).toBeLessThan(0.8 * frame.height)
    expect(area.width * rect.width).toBeGreaterThan(0.5 * frame.width)
  })

  it('limits the zoom to a small area', () => {
    const letter = { left: 0.98, top: 0.97, width: 0.005, height: 0.01 }
    const { width, left } = pageRect(page, frame, zoomToArea(page, frame, letter))
    expect(width).toBeLessThanOrEqual(page.width)
    expect(left + letter.left * width).toBeLessThan(frame.width)
  })

  it('shows the whole page for an area of the whole page', () => {
    expect(zoomToArea(page, frame, { left: 0, top: 0, width: 1, height: 1 })).toEqual(wholePage)
  })

  it('clamps panning at the edges of the page', () => {
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
