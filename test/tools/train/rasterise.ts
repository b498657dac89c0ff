/** One channel with floats, row by row: how much of each pixel is covered, or how bright it is. */
export interface Raster {
  data: Float32Array
  width: number
  height: number
}

export function blankRaster(width: number, height: number): Raster {
  return { data: new Float32Array(width * height), width, height }
}

export interface Pen {
  width: number
  height: number
  /** Corners as x, y, x, y ..., in pixels. */
  polygon(corners: Float32Array): void
  box(left: number, top: number, right: number, bottom: number): void
  /** @returns how much of each pixel is covered by all that was drawn, 0 to 1 */
  coverage(): Raster
}

/**
 * Collects polygons as signed areas (the method of font-rs): each edge adds, in the pixels that it passes,
 * how much of them lies to its right; the sum along a row is then the coverage, exact to the edge. Polygons
 * may cross the edges of the picture.
 */
export function createPen(width: number, height: number): Pen {
  const areas = new Float32Array((width + 2) * height)

  function edge(x0: number, y0: number, x1: number, y1: number): void {
    if (y0 === y1) return
    const direction = y0 < y1 ? 1 : -1
    const [startX, startY, endX, endY] = y0 < y1 ? [x0, y0, x1, y1] : [x1, y1, x0, y0]
    const slope = (endX - startX) / (endY - startY)
    const first = Math.max(0, Math.floor(startY))
    const last = Math.min(height, Math.ceil(endY))
    for (let row = first; row < last; row++) {
      const top = Math.max(row, startY)
      const bottom = Math.min(row + 1, endY)
      if (bottom <= top) continue
      const portion = (bottom - top) * direction
      const a = clamp(startX + (top - startY) * slope, width)
      const b = clamp(startX + (bottom - startY) * slope, width)
      const [left, right] = a < b ? [a, b] : [b, a]
      const at = row * (width + 2)
      const from = Math.floor(left)
      const to = Math.max(from + 1, Math.ceil(right))
      for (let column = from; column < to; column++) {
        // The share of the edge that lies in this column, and the area to its right within the column.
        const enter = Math.max(left, column)
        const leave = Math.min(right, column + 1)
        const share = right === left ? 1 : (leave - enter) / (right - left)
        const covered = share * (column + 1 - (enter + leave) / 2)
        areas[at + column] = (areas[at + column] ?? 0) + portion * covered
        areas[at + column + 1] = (areas[at + column + 1] ?? 0) + portion * (share - covered)
      }
    }
  }

  function polygon(corners: Float32Array): void {
    let [x, y] = [corners.at(-2) ?? 0, corners.at(-1) ?? 0]
    for (let at = 0; at < corners.length; at += 2) {
      const [nextX, nextY] = [corners[at] ?? 0, corners[at + 1] ?? 0]
      edge(x, y, nextX, nextY)
      ;[x, y] = [nextX, nextY]
    }
  }

  return {
    width,
    height,
    polygon,
    box: (left, top, right, bottom) =>
      polygon(Float32Array.of(left, top, right, top, right, bottom, left, bottom)),
    coverage() {
      const raster = blankRaster(width, height)
      for (let row = 0; row < height; row++) {
        let sum = 0
        for (let column = 0; column < width; column++) {
          sum += areas[row * (width + 2) + column] ?? 0
          raster.data[row * width + column] = Math.min(1, Math.abs(sum))
        }
      }
      return raster
    },
  }
}

const clamp = (x: number, width: number) => Math.min(Math.max(x, 0), width)
