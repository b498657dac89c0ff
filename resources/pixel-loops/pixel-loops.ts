/**
 * The loops over every pixel of a page, in AssemblyScript: several pixels at a time, and quick from the first page on,
 * where JavaScript becomes so only after some pages. `npm run pixel-loops` compiles them to pixel-loops.wasm beside this
 * file; main/sheets/pixel-loops.ts is their only caller and owns the memory. Every `usize` is an offset in it; pictures
 * are rows of red, green and blue.
 */

/** Adds so many pages of 64 KiB to the memory. */
export function grow(pages: i32): void {
  memory.grow(pages)
}

/** Each byte becomes the largest of itself and of those `ahead` and `farther` of it, both at least 1 away. */
export function brightest(data: usize, length: i32, ahead: i32, farther: i32): void {
  const last = data + usize(length - farther)
  let at = data
  // A block is read before it is written, and what is ahead of it is written only later.
  for (; at + 16 <= last; at += 16) {
    const most = i8x16.max_u(v128.load(at), v128.load(at + ahead))
    v128.store(at, i8x16.max_u(most, v128.load(at + farther)))
  }
  for (; at < last; at++) {
    const most = max(load<u8>(at), load<u8>(at + ahead))
    store<u8>(at, max(most, load<u8>(at + farther)))
  }
}

/** Each byte becomes the smallest of itself and of those `ahead` and `farther` of it, both at least 1 away. */
export function darkest(data: usize, length: i32, ahead: i32, farther: i32): void {
  const last = data + usize(length - farther)
  let at = data
  for (; at + 16 <= last; at += 16) {
    const least = i8x16.min_u(v128.load(at), v128.load(at + ahead))
    v128.store(at, i8x16.min_u(least, v128.load(at + farther)))
  }
  for (; at < last; at++) {
    const least = min(load<u8>(at), load<u8>(at + ahead))
    store<u8>(at, min(least, load<u8>(at + farther)))
  }
}

/** Places are kept as whole numbers, in so many parts of a pixel. */
const unit: i32 = 65536
/** So short a part of a row lies on a straight line in the picture, to a fiftieth of a pixel, in any photo of a page. */
const longestRun: i32 = 16

/**
 * Cuts a quadrilateral out of a picture as `newWidth` x `newHeight` pixels at `target`, by the eight numbers of its
 * perspective (u and v from 0 to 1 over the target). Interpolates between four pixels in 256ths; outside is white.
 */
export function rectify(
  source: usize, width: i32, height: i32,
  target: usize, newWidth: i32, newHeight: i32,
  a: f64, b: f64, c: f64, d: f64, e: f64, f: f64, g: f64, h: f64,
): void {
  let lastX: i32 = 0
  let lastY: i32 = 0
  for (let row = 0; row < newHeight; row++) {
    const v = (f64(row) + 0.5) / f64(newHeight)
    const start = target + usize(row * newWidth * 3)
    for (let column = 0, length = 0; column <= newWidth; column += length) {
      const u = (f64(column) + 0.5) / f64(newWidth)
      const depth = (g * u + h * v + 1) / f64(unit)
      const x = place((a * u + b * v + c) / depth)
      const y = place((d * u + e * v + f) / depth)
      if (length > 0) {
        const stepX = i32(Math.round(f64(x - lastX) / f64(length)))
        const stepY = i32(Math.round(f64(y - lastY) / f64(length)))
        const from = start + usize((column - length) * 3)
        const to = start + usize(column * 3)
        if (isWithin(width, height, lastX, lastY) && isWithin(width, height, x, y)) {
          fillRun(source, width, from, to, lastX, lastY, stepX, stepY)
        } else {
          fillRunAtRim(source, width, height, from, to, lastX, lastY, stepX, stepY)
        }
      }
      lastX = x
      lastY = y
      length = column < newWidth ? min(longestRun, newWidth - column) : 1
    }
  }
}

/** A place as a whole number; what lies far outside of any picture stays there. */
@inline
function place(value: f64): i32 {
  return i32(Math.round(max(-1e9, min(1e9, value)))) - unit / 2
}

/** Whether a place has four pixels around it, and some to spare. */
@inline
function isWithin(width: i32, height: i32, x: i32, y: i32): bool {
  return x >= 0 && y >= 0 && x < (width - 2) * unit && y < (height - 2) * unit
}

/** Fills a run four pixels at a time: their places and weights side by side, then pixel by pixel what they weigh. */
@inline
function fillRun(source: usize, width: i32, from: usize, to: usize, left: i32, top: i32, stepX: i32, stepY: i32): void {
  const stride = width * 3
  let x = ramp(left, stepX)
  let y = ramp(top, stepY)
  let at = from
  for (; at + 12 <= to; at += 12) {
    const right = v128.and(i32x4.shr_u(x, 8), i32x4.splat(255))
    const bottom = v128.and(i32x4.shr_u(y, 8), i32x4.splat(255))
    // Four weights that make 256. Both factors are bytes: 16 bits hold their product.
    const lowerRight = i32x4.shr_u(i32x4.add(i16x8.mul(right, bottom), i32x4.splat(128)), 8)
    const lowerLeft = i32x4.sub(bottom, lowerRight)
    const upperRight = i32x4.sub(right, lowerRight)
    const upperLeft = i32x4.sub(i32x4.sub(i32x4.splat(256), right), lowerLeft)
    const upper = v128.or(upperLeft, i32x4.shl(upperRight, 16))
    const lower = v128.or(lowerLeft, i32x4.shl(lowerRight, 16))
    const columns = i32x4.mul(i32x4.shr_s(x, 16), i32x4.splat(3))
    const places = i32x4.add(i32x4.mul(i32x4.shr_s(y, 16), i32x4.splat(stride)), columns)
    fillPixel(at, source + usize(i32x4.extract_lane(places, 0)), stride, splat0(upper), splat0(lower))
    fillPixel(at + 3, source + usize(i32x4.extract_lane(places, 1)), stride, splat1(upper), splat1(lower))
    fillPixel(at + 6, source + usize(i32x4.extract_lane(places, 2)), stride, splat2(upper), splat2(lower))
    fillPixel(at + 9, source + usize(i32x4.extract_lane(places, 3)), stride, splat3(upper), splat3(lower))
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

@inline
function ramp(start: i32, step: i32): v128 {
  return i32x4.add(i32x4.splat(start), i32x4.mul(i32x4.splat(step), i32x4(0, 1, 2, 3)))
}

/** One pixel of those at `above` and below it; `upper` and `lower` weigh left and right in turn, 16 bits each. */
@inline
function fillPixel(at: usize, above: usize, stride: i32, upper: v128, lower: v128): void {
  const upperSum = i32x4.dot_i16x8_s(pairs(above), upper)
  const lowerSum = i32x4.dot_i16x8_s(pairs(above + usize(stride)), lower)
  const sum = i32x4.add(i32x4.add(upperSum, lowerSum), i32x4.splat(128))
  // The second byte of each sum is its 256th part; the fourth byte stored here is the next pixel's to overwrite.
  const pixel = i8x16.shuffle(sum, sum, 1, 5, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  v128.store_lane<u32>(at, pixel, 0)
}

/** Left and right pixel as red and red, green and green, blue and blue, 16 bits each: one step weighs and adds both. */
@inline
function pairs(at: usize): v128 {
  // An index beyond the 16 bytes gives 0.
  return i8x16.swizzle(
    v128.load64_zero(at),
    i8x16(0, -1, 3, -1, 1, -1, 4, -1, 2, -1, 5, -1, -1, -1, -1, -1),
  )
}

@inline
function splat0(values: v128): v128 {
  return i32x4.shuffle(values, values, 0, 0, 0, 0)
}

@inline
function splat1(values: v128): v128 {
  return i32x4.shuffle(values, values, 1, 1, 1, 1)
}

@inline
function splat2(values: v128): v128 {
  return i32x4.shuffle(values, values, 2, 2, 2, 2)
}

@inline
function splat3(values: v128): v128 {
  return i32x4.shuffle(values, values, 3, 3, 3, 3)
}

/** A run that leaves the picture: its outermost pixels reach half a pixel out, beyond is white. */
function fillRunAtRim(
  source: usize, width: i32, height: i32, from: usize, to: usize, startX: i32, startY: i32, stepX: i32, stepY: i32,
): void {
  let x = startX
  let y = startY
  const widthInUnits = i64(width) * unit
  const heightInUnits = i64(height) * unit
  for (let at = from; at < to; at += 3, x += stepX, y += stepY) {
    if (!(x > -unit && y > -unit && i64(x) < widthInUnits && i64(y) < heightInUnits)) {
      store<u8>(at, 255)
      store<u8>(at + 1, 255)
      store<u8>(at + 2, 255)
      continue
    }
    const left = max(0, x >> 16)
    const top = max(0, y >> 16)
    const right = x <= 0 ? 0 : (x >> 8) & 255
    const bottom = y <= 0 ? 0 : (y >> 8) & 255
    const beside: usize = left < width - 1 ? 3 : 0
    const below: usize = top < height - 1 ? usize(width * 3) : 0
    for (let channel: usize = 0; channel < 3; channel++) {
      const above = source + usize(top * width + left) * 3 + channel
      const upper = i32(load<u8>(above)) * (256 - right) + i32(load<u8>(above + beside)) * right
      const lower = i32(load<u8>(above + below)) * (256 - right) + i32(load<u8>(above + below + beside)) * right
      store<u8>(at + channel, u8((upper * (256 - bottom) + lower * bottom + 32768) >> 16))
    }
  }
}

/**
 * Makes a picture smaller by a whole factor and grey, one byte a pixel; brightness as the eye weighs the colours
 * (ITU-R BT.601). `sums` is room for 4 bytes for each new column.
 */
export function reduceToGrey(
  source: usize, width: i32, target: usize, newWidth: i32, newHeight: i32, factor: i32, sums: usize,
): void {
  const share = 1 / f64(factor * factor * 256)
  for (let y = 0; y < newHeight; y++) {
    memory.fill(sums, 0, usize(newWidth * 4))
    for (let row = 0; row < factor; row++) {
      let from = source + usize((y * factor + row) * width * 3)
      for (let at = sums, end = sums + usize(newWidth * 4); at < end; at += 4) {
        let sum: u32 = load<u32>(at)
        for (let column = 0; column < factor; column++, from += 3) {
          sum += u32(load<u8>(from)) * 77 + u32(load<u8>(from + 1)) * 150 + u32(load<u8>(from + 2)) * 29
        }
        store<u32>(at, sum)
      }
    }
    for (let x = 0; x < newWidth; x++) {
      store<u8>(target + usize(y * newWidth + x), u8(f64(load<u32>(sums + usize(x * 4))) * share))
    }
  }
}

/**
 * Makes a picture smaller by a whole factor, each pixel the mean of some of the square that it stands for: of every
 * `columnStep`-th column, and of the rows that there are. `source` has `rows` rows for each new one; `sums` is room for
 * 12 bytes for each new column.
 */
export function reduce(
  source: usize, width: i32, target: usize, newWidth: i32, newHeight: i32,
  factor: i32, rows: i32, columnStep: i32, sums: usize,
): void {
  const end = sums + usize(newWidth * 12)
  const square = usize(factor * 3)
  const step = usize(columnStep * 3)
  const taken: u32 = rows * ((factor + columnStep - 1) / columnStep)
  let to = target
  for (let y = 0; y < newHeight; y++) {
    memory.fill(sums, 0, end - sums)
    for (let row = 0; row < rows; row++) {
      let from = source + usize((y * rows + row) * width * 3)
      for (let at = sums; at < end; at += 12, from += square) {
        let red: u32 = load<u32>(at)
        let green: u32 = load<u32>(at, 4)
        let blue: u32 = load<u32>(at, 8)
        for (let pixel = from, last = from + square; pixel < last; pixel += step) {
          red += load<u8>(pixel)
          green += load<u8>(pixel, 1)
          blue += load<u8>(pixel, 2)
        }
        store<u32>(at, red)
        store<u32>(at, green, 4)
        store<u32>(at, blue, 8)
      }
    }
    for (let at = sums; at < end; at += 4, to++) {
      store<u8>(to, u8((load<u32>(at) * 2 + taken) / (taken * 2)))
    }
  }
}

/** Takes one of three channels out of a picture of `count` pixels; `source` is where that channel's first value is. */
export function takeChannel(source: usize, target: usize, count: i32): void {
  let from = source
  let to = target
  const last = target + usize(count)
  for (; to + 16 <= last; to += 16, from += 48) {
    // Of 48 bytes every third one: those of the first two blocks, then those of the third beside them.
    const first = i8x16.shuffle(v128.load(from), v128.load(from, 16),
      0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 0, 0, 0, 0, 0)
    const whole = i8x16.shuffle(first, v128.load(from, 32),
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 17, 20, 23, 26, 29)
    v128.store(to, whole)
  }
  for (; to < last; to++, from += 3) store<u8>(to, load<u8>(from))
}

/** 1 where a pixel is darker than the smoothed one by more than `levels`, and by more than that part of it. */
export function findPrint(bright: usize, smoothed: usize, target: usize, length: i32, levels: i32, part: f64): void {
  for (let at = 0; at < length; at++) {
    const paper = i32(load<u8>(smoothed + usize(at)))
    const darker = paper - i32(load<u8>(bright + usize(at)))
    store<u8>(target + usize(at), u8(darker > levels && f64(darker) > f64(paper) * part))
  }
}

/**
 * Sobel's operator on one channel. `steepness` (4 bytes a pixel: the square of the gradient), `across` and `down` (2 bytes
 * a pixel) keep what they hold where that is as steep; the outermost pixels are left alone.
 */
export function addGradients(
  data: usize, width: i32, height: i32, steepness: usize, across: usize, down: usize,
): void {
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1, at = usize(y * width + 1); x < width - 1; x++, at++) {
      const here = data + at
      const above = here - usize(width)
      const below = here + usize(width)
      const topLeft = i32(load<u8>(above - 1))
      const topRight = i32(load<u8>(above + 1))
      const bottomLeft = i32(load<u8>(below - 1))
      const bottomRight = i32(load<u8>(below + 1))
      const gx = topRight + bottomRight - topLeft - bottomLeft + 2 * (i32(load<u8>(here + 1)) - i32(load<u8>(here - 1)))
      const gy = bottomLeft + bottomRight - topLeft - topRight + 2 * (i32(load<u8>(below)) - i32(load<u8>(above)))
      const square = gx * gx + gy * gy
      if (square <= load<i32>(steepness + at * 4)) continue
      store<i32>(steepness + at * 4, square)
      store<i16>(across + at * 2, i16(gx))
      store<i16>(down + at * 2, i16(gy))
    }
  }
}

/**
 * Where the gradients that `addGradients` left have a crest and are at least `weakest` steep.
 * @returns how many places were written to `found`, 4 bytes each: their distances from the first pixel
 */
export function findCrests(
  steepness: usize, across: usize, down: usize, width: i32, height: i32, weakest: f64, found: usize,
): i32 {
  let to = found
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1, at = y * width + 1; x < width - 1; x++, at++) {
      const own = load<i32>(steepness + usize(at * 4))
      if (f64(own) < weakest) continue
      const gx = i32(load<i16>(across + usize(at * 2)))
      const gy = i32(load<i16>(down + usize(at * 2)))
      // The pixel that lies next in the direction of the gradient, of eight.
      const besideX = f64(abs(gx)) * 2.414 < f64(abs(gy)) ? 0 : sign(gx)
      const besideY = f64(abs(gy)) * 2.414 < f64(abs(gx)) ? 0 : sign(gy)
      const beside = besideY * width + besideX
      if (own < load<i32>(steepness + usize((at - beside) * 4))) continue
      if (own <= load<i32>(steepness + usize((at + beside) * 4))) continue
      store<u32>(to, at)
      to += 4
    }
  }
  return i32(to - found) / 4
}

@inline
function sign(value: i32): i32 {
  return i32(value > 0) - i32(value < 0)
}

/**
 * Counts the print (1, elsewhere 0) of each row in each strip of eight columns, and of each column in each strip of
 * eight rows: a byte each, strip after strip. Both targets hold 0 before.
 */
export function countPrint(print: usize, width: i32, height: i32, inRows: usize, inColumns: usize): void {
  for (let y = 0, from = print; y < height; y++) {
    const columns = inColumns + usize((y >> 3) * width)
    let x = 0
    for (; x + 8 <= width; x += 8, from += 8) {
      store<u8>(inRows + usize((x >> 3) * height + y), u8(popcnt(load<u64>(from))))
      const at = columns + usize(x)
      store<u64>(at, i64x2.extract_lane(i8x16.add(v128.load64_zero(at), v128.load64_zero(from)), 0))
    }
    for (; x < width; x++, from++) {
      const row = inRows + usize((x >> 3) * height + y)
      store<u8>(row, load<u8>(row) + load<u8>(from))
      store<u8>(columns + usize(x), load<u8>(columns + usize(x)) + load<u8>(from))
    }
  }
}

/**
 * How unevenly the counts of `strips` strips, of `length` lines each, are spread over the lines when each strip is
 * moved on by `slope` lines more than the one before it: the sum of the squares of the differences between lines.
 * `sums` is room for 2 bytes for each line and for each of `margin` more on either side; the strips move no farther.
 */
export function unevenness(
  counts: usize, strips: i32, length: i32, slope: f64, margin: i32, sums: usize,
): f64 {
  const lines = length + 2 * margin
  memory.fill(sums, 0, usize(lines * 2))
  for (let index = 0, from = counts; index < strips; index++) {
    const moved = margin + i32(Math.round(slope * (f64(index) + 0.5)))
    let to = sums + usize(moved * 2)
    const last = from + usize(length)
    for (; from + 16 <= last; from += 16, to += 32) {
      const added = v128.load(from)
      v128.store(to, i16x8.add(v128.load(to), i16x8.extend_low_i8x16_u(added)))
      v128.store(to, i16x8.add(v128.load(to, 16), i16x8.extend_high_i8x16_u(added)), 16)
    }
    for (; from < last; from++, to += 2) store<u16>(to, load<u16>(to) + load<u8>(from))
  }
  let uneven: i64 = 0
  let at = sums + 2
  const end = sums + usize(lines * 2)
  for (; at + 16 <= end; at += 16) {
    const difference = i16x8.sub(v128.load(at), v128.load(at - 2))
    const squares = i32x4.dot_i16x8_s(difference, difference)
    const pairs = i64x2.add(i64x2.extend_low_i32x4_u(squares), i64x2.extend_high_i32x4_u(squares))
    uneven += i64x2.extract_lane(pairs, 0) + i64x2.extract_lane(pairs, 1)
  }
  for (; at < end; at += 2) {
    const difference = i32(load<u16>(at)) - i32(load<u16>(at - 2))
    uneven += i64(difference * difference)
  }
  return f64(uneven)
}

/** How many bytes have each value: 256 numbers of 4 bytes at `counts`. */
export function histogram(data: usize, length: i32, counts: usize): void {
  memory.fill(counts, 0, 1024)
  for (let at = data, end = data + usize(length); at < end; at++) {
    const count = counts + usize(load<u8>(at)) * 4
    store<u32>(count, load<u32>(count) + 1)
  }
}

/** The sum of bytes that are 0 or 1. */
export function countOnes(data: usize, length: i32): i32 {
  let count: i64 = 0
  let at = data
  const end = data + usize(length)
  for (; at + 8 <= end; at += 8) count += popcnt(load<u64>(at))
  for (; at < end; at++) count += load<u8>(at)
  return i32(count)
}

/** How many of `count` pixels differ by more than `levels` between red and blue. */
export function countColoured(source: usize, count: i32, levels: i32): i32 {
  let found = 0
  for (let at = source, end = source + usize(count * 3); at < end; at += 3) {
    found += i32(abs(i32(load<u8>(at)) - i32(load<u8>(at, 2))) > levels)
  }
  return found
}

/** Of every pixel the darkest of its three channels. */
export function leastChannel(source: usize, target: usize, count: i32): void {
  let from = source
  for (let to = target, end = target + usize(count); to < end; to++, from += 3) {
    store<u8>(to, min(load<u8>(from), min(load<u8>(from, 1), load<u8>(from, 2))))
  }
}

/**
 * 1 where there is print, or where the picture differs from `ground` by so many levels or more; and how many such
 * pixels each field of a grid of squares has, a byte each, where there was 0.
 */
export function markDifferences(
  print: usize, smoothed: usize, width: i32, height: i32, ground: i32, levels: i32,
  target: usize, field: i32, counts: usize,
): void {
  const columns = (width + field - 1) / field
  for (let y = 0, at: usize = 0; y < height; y++) {
    const row = counts + usize((y / field) * columns)
    for (let left = 0, column: usize = 0; left < width; left += field, column++) {
      let marked = 0
      for (let x = left, end = min(width, left + field); x < end; x++, at++) {
        const differs = load<u8>(print + at) != 0 || abs(i32(load<u8>(smoothed + at)) - ground) >= levels
        store<u8>(target + at, u8(differs))
        marked += i32(differs)
      }
      store<u8>(row + column, u8(i32(load<u8>(row + column)) + marked))
    }
  }
}

/**
 * How much darker print is than the paper around it, a byte for each of its pixels one after the other.
 * @returns how many there are
 */
export function depths(print: usize, smoothed: usize, bright: usize, length: i32, target: usize): i32 {
  let to = target
  for (let at: usize = 0; at < usize(length); at++) {
    if (load<u8>(print + at) == 0) continue
    store<u8>(to++, u8(i32(load<u8>(smoothed + at)) - i32(load<u8>(bright + at))))
  }
  return i32(to - target)
}

/** Turns a grey picture by a quarter clockwise. */
export function turn(source: usize, width: i32, height: i32, target: usize): void {
  for (let y = 0, from = source; y < height; y++) {
    let to = target + usize(height - 1 - y)
    for (let x = 0; x < width; x++, from++, to += usize(height)) store<u8>(to, load<u8>(from))
  }
}

/** How often neighbours in each row, between two columns, differ by more than `threshold`: 4 bytes a row. */
export function changesInRows(
  data: usize, width: i32, height: i32, from: i32, to: i32, threshold: f64, rows: usize,
): void {
  // Whole levels differ by more than a number where they differ by more than its whole part.
  const levels = i32(Math.floor(threshold))
  for (let y = 0; y < height; y++) {
    let changes = 0
    let at = data + usize(y * width + from)
    let before = i32(load<u8>(at))
    for (let end = data + usize(y * width + to); ++at < end;) {
      const value = i32(load<u8>(at))
      changes += i32(abs(value - before) > levels)
      before = value
    }
    store<u32>(rows + usize(y * 4), changes)
  }
}

/**
 * Of every field of a grid of `rows` x `columns` over a grey picture, the place that differs most from the pixels two
 * beside, above and below it, two pixels or more off the rim, and by how much: 4 bytes each, -1 where a field has none.
 * `fields` is room for 4 bytes for each column of the picture.
 */
export function findContrast(
  data: usize, width: i32, height: i32, rows: i32, columns: i32, fields: usize, most: usize, place: usize,
): void {
  for (let x = 0; x < width; x++) store<i32>(fields + usize(x * 4), ((x * columns) / width) * 4)
  for (let field = 0; field < rows * columns; field++) {
    store<i32>(most + usize(field * 4), -1)
    store<i32>(place + usize(field * 4), 0)
  }
  for (let y = 2; y < height - 2; y++) {
    const row = usize(((y * rows) / height) * columns * 4)
    const above = usize(2 * width)
    for (let x = 2, at = data + usize(y * width + 2); x < width - 2; x++, at++) {
      const here = i32(load<u8>(at))
      const across = abs(i32(load<u8>(at + 2)) - here) + abs(i32(load<u8>(at - 2)) - here)
      const down = abs(i32(load<u8>(at + above)) - here) + abs(i32(load<u8>(at - above)) - here)
      const field = row + usize(load<i32>(fields + usize(x * 4)))
      if (across + down <= load<i32>(most + field)) continue
      store<i32>(most + field, across + down)
      store<i32>(place + field, i32(at - data))
    }
  }
}
