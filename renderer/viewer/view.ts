import type { Area } from '../../shared/area.ts'

/**
 * View transform of a page in its frame: zoom as a factor of the size at which the whole page fits, and the
 * centre as a fraction of the page; lengths in CSS px. So a view means the same on a page of another size,
 * and after the window was resized.
 */
export interface View {
  /** 1: the whole page fits. */
  readonly zoom: number
  /** Page position at the centre of the frame: 0 the left edge of the page, 1 its right edge. */
  readonly x: number
  /** 0 the upper edge, 1 the lower one. */
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

export const wholePage: View = { zoom: 1, x: 0.5, y: 0.5 }

const maxZoom = 12
const zoomStep = 1.3

/** CSS px of the page at zoom 1: fits the frame, never larger than its own pixels. */
export function fittedSize(page: Size, frame: Size): Size {
  const scale = Math.min(frame.width / page.width, frame.height / page.height, 1)
  return { width: page.width * scale, height: page.height * scale }
}

/** Rectangle of the page in the frame, CSS px. */
export function pageRect(page: Size, frame: Size, view: View): Size & { left: number; top: number } {
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

/** Clamps a view: a page larger than the frame covers it, a smaller one is centred. */
export function clampToFrame(page: Size, frame: Size, view: View): View {
  const { width, height } = pageRect(page, frame, view)
  return {
    zoom: view.zoom,
    x: clampAxis(view.x, width, frame.width),
    y: clampAxis(view.y, height, frame.height),
  }
}

function clampAxis(middle: number, length: number, room: number): number {
  if (length <= room) return 0.5
  const half = room / 2 / length
  return Math.min(Math.max(middle, half), 1 - half)
}

/**
 * Zooms in or out by steps (a fraction for a wheel).
 *
 * @param at the fixed point, CSS px from the centre of the frame
 */
export function zoomView(page: Size, frame: Size, view: View, steps: number, at = { x: 0, y: 0 }): View {
  const zoom = Math.min(Math.max(view.zoom * zoomStep ** steps, 1), maxZoom)
  const before = pageRect(page, frame, view)
  const growth = zoom / view.zoom
  return clampToFrame(page, frame, {
    zoom,
    x: view.x + (at.x / before.width) * (1 - 1 / growth),
    y: view.y + (at.y / before.height) * (1 - 1 / growth),
  })
}

/** Pans by CSS px to the right and down. */
export function panView(page: Size, frame: Size, view: View, right: number, down: number): View {
  const { width, height } = pageRect(page, frame, view)
  return clampToFrame(page, frame, { zoom: view.zoom, x: view.x + right / width, y: view.y + down / height })
}

/** Fractions of the frame that the area may fill; the rest shows its surroundings. */
const maxAreaShare = { width: 0.8, height: 0.4 }
/** Greatest CSS px per page pixel: a single letter is not enlarged beyond orientation. */
const maxPixelScale = 1

/** The view that centres an area of the page at the largest zoom within maxAreaShare and maxPixelScale. */
export function zoomToArea(page: Size, frame: Size, area: Area): View {
  const fitted = fittedSize(page, frame)
  const zoom = Math.min(
    (maxAreaShare.width * frame.width) / (area.width * fitted.width),
    (maxAreaShare.height * frame.height) / (area.height * fitted.height),
    (maxPixelScale * page.width) / fitted.width,
    maxZoom,
  )
  return clampToFrame(page, frame, {
    zoom: Math.max(zoom, 1),
    x: area.left + area.width / 2,
    y: area.top + area.height / 2,
  })
}
