/** Perspective warp with bilinear interpolation (main/workers/pixels/warp-perspective.ts). */

/** Source coordinates are 16.16 fixed-point numbers: this many units a pixel. */
const unit: i32 = 65536
/**
 * Target pixels between two exact projections; coordinates in between are interpolated linearly, which is
 * right to a fiftieth of a pixel in any photo of a page.
 */
const longestRun: i32 = 16

/**
 * Warps a quadrilateral of an RGB image to `newWidth` x `newHeight` pixels at `target`, by the eight
 * parameters of its homography (u and v from 0 to 1 over the target). Bilinear, with weights in 256ths;
 * outside the image it is white.
 */
export function warpPerspective(
  source: usize,
  width: i32,
  height: i32,
  target: usize,
  newWidth: i32,
  newHeight: i32,
  a: f64,
  b: f64,
  c: f64,
  d: f64,
  e: f64,
  f: f64,
  g: f64,
  h: f64,
): void {
  warp(3, source, width, height, target, newWidth, newHeight, a, b, c, d, e, f, g, h)
}

/** `warpPerspective` of a gray image. */
export function warpPerspectiveGray(
  source: usize,
  width: i32,
  height: i32,
  target: usize,
  newWidth: i32,
  newHeight: i32,
  a: f64,
  b: f64,
  c: f64,
  d: f64,
  e: f64,
  f: f64,
  g: f64,
  h: f64,
): void {
  warp(1, source, width, height, target, newWidth, newHeight, a, b, c, d, e, f, g, h)
}

/** Projects the ends of each run of a row exactly and steps between them. */
function warp(
  channels: i32,
  source: usize,
  width: i32,
  height: i32,
  target: usize,
  newWidth: i32,
  newHeight: i32,
  a: f64,
  b: f64,
  c: f64,
  d: f64,
  e: f64,
  f: f64,
  g: f64,
  h: f64,
): void {
  let lastX: i32 = 0
  let lastY: i32 = 0
  for (let row = 0; row < newHeight; row++) {
    const v = (f64(row) + 0.5) / f64(newHeight)
    const start = target + usize(row * newWidth * channels)
    for (let column = 0, length = 0; column <= newWidth; column += length) {
      const u = (f64(column) + 0.5) / f64(newWidth)
      const depth = (g * u + h * v + 1) / f64(unit)
      const x = fixedPoint((a * u + b * v + c) / depth)
      const y = fixedPoint((d * u + e * v + f) / depth)
      if (length > 0) {
        const stepX = i32(Math.round(f64(x - lastX) / f64(length)))
        const stepY = i32(Math.round(f64(y - lastY) / f64(length)))
        const from = start + usize((column - length) * channels)
        const to = start + usize(column * channels)
        if (isInterior(width, height, lastX, lastY) && isInterior(width, height, x, y)) {
          if (channels === 3) fillRun(source, width, from, to, lastX, lastY, stepX, stepY)
          else fillGrayRun(source, width, height, from, to, lastX, lastY, stepX, stepY)
        } else {
          fillBorderRun(channels, source, width, height, from, to, lastX, lastY, stepX, stepY)
        }
      }
      lastX = x
      lastY = y
      length = column < newWidth ? min(longestRun, newWidth - column) : 1
    }
  }
}

/** A coordinate in fixed point, clamped far outside any image. */
function fixedPoint(value: f64): i32 {
  return i32(Math.round(max(-1e9, min(1e9, value)))) - unit / 2
}

/** Whether a coordinate has four pixels around it, and some to spare. */
function isInterior(width: i32, height: i32, x: i32, y: i32): bool {
  return x >= 0 && y >= 0 && x < (width - 2) * unit && y < (height - 2) * unit
}

/**
 * Fills a run four pixels at a time: offsets and weights in SIMD lanes, then one weighted sum for each pixel.
 */
function fillRun(
  source: usize,
  width: i32,
  from: usize,
  to: usize,
  left: i32,
  top: i32,
  stepX: i32,
  stepY: i32,
): void {
  const stride = width * 3
  let x = ramp(left, stepX)
  let y = ramp(top, stepY)
  let at = from
  for (; at + 12 <= to; at += 12) {
    const right = v128.and(i32x4.shr_u(x, 8), i32x4.splat(255))
    const bottom = v128.and(i32x4.shr_u(y, 8), i32x4.splat(255))
    const shared = product(right, bottom)
    const upper = upperWeights(right, bottom, shared)
    const lower = lowerWeights(bottom, shared)
    const columns = i32x4.mul(i32x4.shr_s(x, 16), i32x4.splat(3))
    const offsets = i32x4.add(i32x4.mul(i32x4.shr_s(y, 16), i32x4.splat(stride)), columns)
    fillPixel(at, source + usize(i32x4.extract_lane(offsets, 0)), stride, splat0(upper), splat0(lower))
    fillPixel(at + 3, source + usize(i32x4.extract_lane(offsets, 1)), stride, splat1(upper), splat1(lower))
    fillPixel(at + 6, source + usize(i32x4.extract_lane(offsets, 2)), stride, splat2(upper), splat2(lower))
    fillPixel(at + 9, source + usize(i32x4.extract_lane(offsets, 3)), stride, splat3(upper), splat3(lower))
    x = i32x4.add(x, i32x4.splat(4 * stepX))
    y = i32x4.add(y, i32x4.splat(4 * stepY))
  }
  for (let nextX = i32x4.extract_lane(x, 0), nextY = i32x4.extract_lane(y, 0); at < to; at += 3) {
    const right = (nextX >> 8) & 255
    const bottom = (nextY >> 8) & 255
    const lowerRight = (right * bottom + 128) >> 8
    const lowerLeft = bottom - lowerRight
    const upperRight = right - lowerRight
    const upperLeft = 256 - right - lowerLeft
    const upper = i32x4.splat(upperLeft | (upperRight << 16))
    const lower = i32x4.splat(lowerLeft | (lowerRight << 16))
    fillPixel(at, source + usize((nextY >> 16) * stride + (nextX >> 16) * 3), stride, upper, lower)
    nextX += stepX
    nextY += stepY
  }
}

/** `fillRun` of a gray image: four pixels are loaded and weighted together. */
function fillGrayRun(
  source: usize,
  width: i32,
  height: i32,
  from: usize,
  to: usize,
  left: i32,
  top: i32,
  stepX: i32,
  stepY: i32,
): void {
  const stride = usize(width)
  let x = ramp(left, stepX)
  let y = ramp(top, stepY)
  let at = from
  for (; at + 4 <= to; at += 4) {
    const right = v128.and(i32x4.shr_u(x, 8), i32x4.splat(255))
    const bottom = v128.and(i32x4.shr_u(y, 8), i32x4.splat(255))
    const shared = product(right, bottom)
    const offsets = i32x4.add(i32x4.mul(i32x4.shr_s(y, 16), i32x4.splat(width)), i32x4.shr_s(x, 16))
    const first = source + usize(i32x4.extract_lane(offsets, 0))
    const second = source + usize(i32x4.extract_lane(offsets, 1))
    const third = source + usize(i32x4.extract_lane(offsets, 2))
    const fourth = source + usize(i32x4.extract_lane(offsets, 3))
    const above = loadPairs(first, second, third, fourth)
    const below = loadPairs(first + stride, second + stride, third + stride, fourth + stride)
    const upperSum = i32x4.dot_i16x8_s(above, upperWeights(right, bottom, shared))
    const lowerSum = i32x4.dot_i16x8_s(below, lowerWeights(bottom, shared))
    const sum = i32x4.add(i32x4.add(upperSum, lowerSum), i32x4.splat(128))
    const pixels = i8x16.shuffle(sum, sum, 1, 5, 9, 13, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    v128.store_lane<u32>(at, pixels, 0)
    x = i32x4.add(x, i32x4.splat(4 * stepX))
    y = i32x4.add(y, i32x4.splat(4 * stepY))
  }
  // The rest of the row, fewer than four pixels.
  const nextX = i32x4.extract_lane(x, 0)
  const nextY = i32x4.extract_lane(y, 0)
  if (at < to) fillBorderRun(1, source, width, height, at, to, nextX, nextY, stepX, stepY)
}

/**
 * The bilinear weights of four pixels add up to 256: this is the lower right one's, from which the others
 * follow. Both factors are bytes, so their product fits 16 bits.
 */
function product(right: v128, bottom: v128): v128 {
  return i32x4.shr_u(i32x4.add(i16x8.mul(right, bottom), i32x4.splat(128)), 8)
}

/** The weights of the upper left and upper right pixel, 16 bits each. */
function upperWeights(right: v128, bottom: v128, lowerRight: v128): v128 {
  const upperRight = i32x4.sub(right, lowerRight)
  const upperLeft = i32x4.sub(i32x4.sub(i32x4.splat(256), bottom), upperRight)
  return v128.or(upperLeft, i32x4.shl(upperRight, 16))
}

function lowerWeights(bottom: v128, lowerRight: v128): v128 {
  return v128.or(i32x4.sub(bottom, lowerRight), i32x4.shl(lowerRight, 16))
}

/** For each of four offsets the pixel there and the one to its right, 16 bits each. */
function loadPairs(first: usize, second: usize, third: usize, fourth: usize): v128 {
  const two = v128.load_lane<u16>(second, v128.load_lane<u16>(first, i32x4.splat(0), 0), 1)
  const four = v128.load_lane<u16>(fourth, v128.load_lane<u16>(third, two, 2), 3)
  return i16x8.extend_low_i8x16_u(four)
}

function ramp(start: i32, step: i32): v128 {
  return i32x4.add(i32x4.splat(start), i32x4.mul(i32x4.splat(step), i32x4(0, 1, 2, 3)))
}

/**
 * One pixel from those at `above` and the row below; `upper` and `lower` hold left and right weights, 16 bits
 * each.
 */
function fillPixel(at: usize, above: usize, stride: i32, upper: v128, lower: v128): void {
  const upperSum = i32x4.dot_i16x8_s(pairs(above), upper)
  const lowerSum = i32x4.dot_i16x8_s(pairs(above + usize(stride)), lower)
  const sum = i32x4.add(i32x4.add(upperSum, lowerSum), i32x4.splat(128))
  // The second byte of each sum is its 256th part; the fourth byte stored here is the next pixel's to
  // overwrite.
  const pixel = i8x16.shuffle(sum, sum, 1, 5, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  v128.store_lane<u32>(at, pixel, 0)
}

/** Left and right pixel as interleaved channel pairs, 16 bits each: one dot product weights and adds both. */
function pairs(at: usize): v128 {
  // An index beyond the 16 bytes gives 0.
  return i8x16.swizzle(v128.load64_zero(at), i8x16(0, -1, 3, -1, 1, -1, 4, -1, 2, -1, 5, -1, -1, -1, -1, -1))
}

function splat0(values: v128): v128 {
  return i32x4.shuffle(values, values, 0, 0, 0, 0)
}

function splat1(values: v128): v128 {
  return i32x4.shuffle(values, values, 1, 1, 1, 1)
}

function splat2(values: v128): v128 {
  return i32x4.shuffle(values, values, 2, 2, 2, 2)
}

function splat3(values: v128): v128 {
  return i32x4.shuffle(values, values, 3, 3, 3, 3)
}

/** A run that leaves the image: its outermost pixels reach half a pixel out, beyond it is white. */
function fillBorderRun(
  channels: i32,
  source: usize,
  width: i32,
  height: i32,
  from: usize,
  to: usize,
  startX: i32,
  startY: i32,
  stepX: i32,
  stepY: i32,
): void {
  let x = startX
  let y = startY
  const widthInUnits = i64(width) * unit
  const heightInUnits = i64(height) * unit
  for (let at = from; at < to; at += channels, x += stepX, y += stepY) {
    if (!(x > -unit && y > -unit && i64(x) < widthInUnits && i64(y) < heightInUnits)) {
      for (let channel = 0; channel < channels; channel++) store<u8>(at + channel, 255)
      continue
    }
    const left = max(0, x >> 16)
    const top = max(0, y >> 16)
    const right = x <= 0 ? 0 : (x >> 8) & 255
    const bottom = y <= 0 ? 0 : (y >> 8) & 255
    const beside: usize = left < width - 1 ? usize(channels) : 0
    const below: usize = top < height - 1 ? usize(width * channels) : 0
    for (let channel = 0; channel < channels; channel++) {
      const above = source + usize((top * width + left) * channels + channel)
      const upper = i32(load<u8>(above)) * (256 - right) + i32(load<u8>(above + beside)) * right
      const lower =
        i32(load<u8>(above + below)) * (256 - right) + i32(load<u8>(above + below + beside)) * right
      store<u8>(at + channel, u8((upper * (256 - bottom) + lower * bottom + 32768) >> 16))
    }
  }
}
