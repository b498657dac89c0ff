/** Gray images: rotation and statistics. */

/** Rotates a gray image by 90 degrees clockwise. */
export function rotateQuarter(source: usize, width: i32, height: i32, target: usize): void {
  for (let y = 0, from = source; y < height; y++) {
    let to = target + usize(height - 1 - y)
    for (let x = 0; x < width; x++, from++, to += usize(height)) store<u8>(to, load<u8>(from))
  }
}

/** Histogram of bytes: 256 numbers of 4 bytes at `counts`. */
export function histogram(data: usize, length: i32, counts: usize): void {
  memory.fill(counts, 0, 1024)
  for (let at = data, end = data + usize(length); at < end; at++) {
    const count = counts + usize(load<u8>(at)) * 4
    store<u32>(count, load<u32>(count) + 1)
  }
}

/**
 * How often neighbours in each row, from column `from` to before `to`, differ by more than `threshold`: 4
 * bytes a row.
 */
export function countTransitions(
  data: usize,
  width: i32,
  height: i32,
  from: i32,
  to: i32,
  threshold: f64,
  rows: usize,
): void {
  // Whole levels differ by more than a number where they differ by more than its whole part.
  const levels = i32(Math.floor(threshold))
  for (let y = 0; y < height; y++) {
    let changes = 0
    let at = data + usize(y * width + from)
    let before = i32(load<u8>(at))
    for (let end = data + usize(y * width + to); ++at < end; ) {
      const value = i32(load<u8>(at))
      changes += i32(abs(value - before) > levels)
      before = value
    }
    store<u32>(rows + usize(y * 4), changes)
  }
}

/**
 * For each cell of a grid of `rows` x `columns` over a gray image, the pixel that differs most from those two
 * beside, above and below it, at least two pixels off the border: its contrast and its index, 4 bytes each;
 * contrast -1 where a cell has none. `cells` is a buffer of 4 bytes for each column of the image.
 */
export function maximumContrasts(
  data: usize,
  width: i32,
  height: i32,
  rows: i32,
  columns: i32,
  cells: usize,
  contrast: usize,
  index: usize,
): void {
  for (let x = 0; x < width; x++) store<i32>(cells + usize(x * 4), ((x * columns) / width) * 4)
  for (let cell = 0; cell < rows * columns; cell++) {
    store<i32>(contrast + usize(cell * 4), -1)
    store<i32>(index + usize(cell * 4), 0)
  }
  for (let y = 2; y < height - 2; y++) {
    const row = usize(((y * rows) / height) * columns * 4)
    const above = usize(2 * width)
    for (let x = 2, at = data + usize(y * width + 2); x < width - 2; x++, at++) {
      const here = i32(load<u8>(at))
      const across = abs(i32(load<u8>(at + 2)) - here) + abs(i32(load<u8>(at - 2)) - here)
      const down = abs(i32(load<u8>(at + above)) - here) + abs(i32(load<u8>(at - above)) - here)
      const cell = row + usize(load<i32>(cells + usize(x * 4)))
      if (across + down <= load<i32>(contrast + cell)) continue
      store<i32>(contrast + cell, across + down)
      store<i32>(index + cell, i32(at - data))
    }
  }
}
