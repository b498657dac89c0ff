/**
 * Area-averaging downscales (main/workers/pixels/downscale.ts). `sums` is a buffer, at multiples of 4 bytes.
 */

/**
 * Area-averaging downscale of an RGB image by an integer factor to luma (ITU-R BT.601). `sums` is a buffer of
 * 4 bytes for each new column.
 */
export function downscaleToGray(
  source: usize,
  width: i32,
  target: usize,
  newWidth: i32,
  newHeight: i32,
  factor: i32,
  sums: usize,
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
 * Downscale by an integer factor with subsampled area averaging: each new pixel is the mean of every
 * `columnStep`-th column and of the rows given for its square. `source` has `rows` rows for each new one;
 * `sums` is a buffer of 12 bytes for each new column.
 */
export function downscale(
  source: usize,
  width: i32,
  target: usize,
  newWidth: i32,
  newHeight: i32,
  factor: i32,
  rows: i32,
  columnStep: i32,
  sums: usize,
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

/** `downscale` of a gray image; `sums` is a buffer of 4 bytes for each new column. */
export function downscaleGray(
  source: usize,
  width: i32,
  target: usize,
  newWidth: i32,
  newHeight: i32,
  factor: i32,
  rows: i32,
  columnStep: i32,
  sums: usize,
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
        for (let pixel = from, last = from + usize(factor); pixel < last; pixel += columnStep)
          sum += load<u8>(pixel)
        store<u32>(at, sum)
      }
    }
    for (let at = sums; at < end; at += 4, to++) store<u8>(to, u8((load<u32>(at) * 2 + taken) / (taken * 2)))
  }
}
