import type { Raster } from './rasterise.ts'

/** Approximates defocus: three passes of a box blur with fractional ends. In place. */
export function blur(raster: Raster, radiusX: number, radiusY = radiusX): void {
  const { data, width, height } = raster
  for (let pass = 0; pass < 3; pass++) {
    if (radiusX > 0.05) for (let y = 0; y < height; y++) boxAlong(data, y * width, 1, width, radiusX)
    if (radiusY > 0.05) for (let x = 0; x < width; x++) boxAlong(data, x, width, height, radiusY)
  }
}

const line = new Float32Array(4096)

/** The mean over `radius` (standard deviation of the three passes) at each side, the ends repeated. */
function boxAlong(data: Float32Array, start: number, step: number, count: number, deviation: number): void {
  for (let n = 0; n < count; n++) line[n] = data[start + n * step] ?? 0
  // Three boxes of half-width r have a variance of about r² (for r in pixels, the box 2r wide).
  const radius = deviation
  const whole = Math.floor(radius)
  const part = radius - whole
  const size = 1 + 2 * radius
  const at = (n: number) => line[n < 0 ? 0 : n >= count ? count - 1 : n] ?? 0
  let sum = 0
  for (let n = -whole; n <= whole; n++) sum += at(n)
  for (let n = 0; n < count; n++) {
    data[start + n * step] = (sum + part * (at(n - whole - 1) + at(n + whole + 1))) / size
    sum += at(n + whole + 1) - at(n - whole)
  }
}
