/**
 * The loops over every pixel of a page, in AssemblyScript: several pixels at a time, and quick from the first page on,
 * where JavaScript becomes so only after some pages. `npm run pixel-loops` compiles them to pixel-loops.wasm beside this
 * file; main/sheets/pixel-loops.ts is their only caller and owns the memory. Every `usize` is an offset in it; pictures
 * are rows of red, green and blue.
 */
export { rectify, rectifyPlane } from './rectify'
export { countPrint, unevenness } from './skew'

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

/** Does what `reduce` does with a picture of one channel; `sums` is room for 4 bytes for each new column. */
export function reducePlane(
  source: usize, width: i32, target: usize, newWidth: i32, newHeight: i32,
  factor: i32, rows: i32, columnStep: i32, sums: usize,
): void {
  const end = sums + usize(newWidth * 4)
  const taken: u32 = rows * ((factor + columnStep - 1) / columnStep)
  let to = target
  for (let y = 0; y < newHeight; y++) {
    memory.fill(sums, 0, end - sums)
    for (let row = 0; row < rows; row++) {
      let from = source + usize((y * rows + row) * width)
      for (let at = sums; at < end; at += 4, from += factor) {
        let sum: u32 = load<u32>(at)
        for (let pixel = from, last = from + usize(factor); pixel < last; pixel += columnStep) sum += load<u8>(pixel)
        store<u32>(at, sum)
      }
    }
    for (let at = sums; at < end; at += 4, to++) store<u8>(to, u8((load<u32>(at) * 2 + taken) / (taken * 2)))
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
