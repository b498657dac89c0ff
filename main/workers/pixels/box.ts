/** A rectangle in pixels; right and bottom are the first column and row outside of it. */
export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

export const boxWidth = (box: Box): number => box.right - box.left
export const boxHeight = (box: Box): number => box.bottom - box.top

/** The smallest box around all of them. */
export function boundingBox(boxes: readonly Box[]): Box {
  return {
    left: Math.min(...boxes.map((box) => box.left)),
    top: Math.min(...boxes.map((box) => box.top)),
    right: Math.max(...boxes.map((box) => box.right)),
    bottom: Math.max(...boxes.map((box) => box.bottom)),
  }
}

/** Grown on every side, as far as the picture goes. */
export function expandBox(
  box: Box,
  margin: { x: number; y: number },
  bounds: { width: number; height: number },
): Box {
  return {
    left: Math.max(0, Math.floor(box.left - margin.x)),
    top: Math.max(0, Math.floor(box.top - margin.y)),
    right: Math.min(bounds.width, Math.ceil(box.right + margin.x)),
    bottom: Math.min(bounds.height, Math.ceil(box.bottom + margin.y)),
  }
}

/** The part of a box that lies in another one. */
export const intersectBoxes = (box: Box, other: Box): Box => ({
  left: Math.max(box.left, other.left),
  top: Math.max(box.top, other.top),
  right: Math.min(box.right, other.right),
  bottom: Math.min(box.bottom, other.bottom),
})
