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
export function around(boxes: readonly Box[]): Box {
  return {
    left: Math.min(...boxes.map((box) => box.left)),
    top: Math.min(...boxes.map((box) => box.top)),
    right: Math.max(...boxes.map((box) => box.right)),
    bottom: Math.max(...boxes.map((box) => box.bottom)),
  }
}

/** Grown on every side, as far as the picture goes. */
export function grown(
  box: Box,
  by: { x: number; y: number },
  within: { width: number; height: number },
): Box {
  return {
    left: Math.max(0, Math.floor(box.left - by.x)),
    top: Math.max(0, Math.floor(box.top - by.y)),
    right: Math.min(within.width, Math.ceil(box.right + by.x)),
    bottom: Math.min(within.height, Math.ceil(box.bottom + by.y)),
  }
}

/** The part of a box that lies in another one. */
export const inside = (box: Box, other: Box): Box => ({
  left: Math.max(box.left, other.left),
  top: Math.max(box.top, other.top),
  right: Math.min(box.right, other.right),
  bottom: Math.min(box.bottom, other.bottom),
})
