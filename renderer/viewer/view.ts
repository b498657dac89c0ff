import type { Area } from '../../shared/area.ts'

/**
 * How a page is seen through the frame of the viewer. Pure arithmetic: lengths in CSS px, zoom as a factor of
 * the size at which the whole page fits, and the middle of what is seen as a share of the page. So a view means
 * the same on a page of another size, and on the same page after the window has changed.
 */
export interface View {
  /** 1: the whole page is in sight. */
  readonly zoom: number
  /** What lies in the middle of the frame: 0 the left edge of the page, 1 its right edge. */
  readonly x: number
  /** 0 the upper edge, 1 the lower one. */
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

export const wholePage: View = { zoom: 1, x: 0.5, y: 0.5 }

const largestZoom = 12
const zoomStep = 1.3

/** CSS px of the whole page at zoom 1, kept inside the frame and never blown up beyond its own pixels. */
export function fittedSize(page: Size, frame: Size): Size {
  const scale = Math.min(frame.width / page.width, frame.height / page.height, 1)
  return { width: page.width * scale, height: page.height * scale }
}

/** Where the page lies in the frame: CSS px of its upper left corner and its size. */
export function placePage(page: Size, frame: Size, view: View): Size & { left: number; top: number } {
  const fitted = fittedSize(page, frame)
  const width = fitted.width * view.zoom
  const height = fitted.height * view.zoom
  return {
    width,
    height,
    left: frame.width / 2 - view.x * width,
    top: frame.height / 2 - view.y * height,
  }
}

/** Keeps the page in the frame: no edge comes further in than it must, and what fits stays in the middle. */
export function keepInFrame(page: Size, frame: Size, view: View): View {
  const { width, height } = placePage(page, frame, view)
  return {
    zoom: view.zoom,
    x: keepAxis(view.x, width, frame.width),
    y: keepAxis(view.y, height, frame.height),
  }
}

function keepAxis(middle: number, length: number, room: number): number {
  if (length <= room) return 0.5
  const half = room / 2 / length
  return Math.min(Math.max(middle, half), 1 - half)
}

/**
 * One step nearer or further (`steps` may be a fraction, for a wheel).
 *
 * @param at the point of the frame, CSS px from its middle, under which the page stays where it is
 */
export function zoomView(page: Size, frame: Size, view: View, steps: number, at = { x: 0, y: 0 }): View {
  const zoom = Math.min(Math.max(view.zoom * zoomStep ** steps, 1), largestZoom)
  const before = placePage(page, frame, view)
  const growth = zoom / view.zoom
  return keepInFrame(page, frame, {
    zoom,
    x: view.x + (at.x / before.width) * (1 - 1 / growth),
    y: view.y + (at.y / before.height) * (1 - 1 / growth),
  })
}

/** Moves what is seen by so many CSS px to the right and down. */
export function panView(page: Size, frame: Size, view: View, right: number, down: number): View {
  const { width, height } = placePage(page, frame, view)
  return keepInFrame(page, frame, { zoom: view.zoom, x: view.x + right / width, y: view.y + down / height })
}

/** Shares of the frame that a framed area may take: the rest is what stands around it. */
const areaShare = { width: 0.8, height: 0.4 }
/** CSS px to a pixel of the page: a single letter is not blown up until nobody knows where on the page it is. */
const nearestFraming = 1

/** Brings an area of the page into the middle, as near as there is room for it and for what is around it. */
export function frameArea(page: Size, frame: Size, area: Area): View {
  const fitted = fittedSize(page, frame)
  const zoom = Math.min(
    (areaShare.width * frame.width) / (area.width * fitted.width),
    (areaShare.height * frame.height) / (area.height * fitted.height),
    (nearestFraming * page.width) / fitted.width,
    largestZoom,
  )
  return keepInFrame(page, frame, {
    zoom: Math.max(zoom, 1),
    x: area.left + area.width / 2,
    y: area.top + area.height / 2,
  })
}
