/** Binary masks, a byte of 0 or 1 for each pixel. */

/**
 * Black-hat threshold: 1 where a pixel is darker than the closed image by more than `levels` and `part` of
 * its level.
 */
export function thresholdPrint(
  bright: usize,
  smoothed: usize,
  target: usize,
  length: i32,
  levels: i32,
  part: f64,
): void {
  for (let at = 0; at < length; at++) {
    const paper = i32(load<u8>(smoothed + usize(at)))
    const darker = paper - i32(load<u8>(bright + usize(at)))
    store<u8>(target + usize(at), u8(darker > levels && f64(darker) > f64(paper) * part))
  }
}

/** How many pixels of a binary mask, of 0 and 1 only, are 1. */
export function countNonZero(data: usize, length: i32): i32 {
  let count: i64 = 0
  let at = data
  const end = data + usize(length)
  for (; at + 8 <= end; at += 8) count += popcnt(load<u64>(at))
  for (; at < end; at++) count += load<u8>(at)
  return i32(count)
}

/**
 * Foreground mask: 1 where there is print, or where the image differs from the level `background` by `levels`
 * or more; and how many such pixels each cell of a grid has, a byte each, added to what was there.
 */
export function segmentForeground(
  print: usize,
  smoothed: usize,
  width: i32,
  height: i32,
  background: i32,
  levels: i32,
  target: usize,
  cell: i32,
  counts: usize,
): void {
  const columns = (width + cell - 1) / cell
  for (let y = 0, at: usize = 0; y < height; y++) {
    const row = counts + usize((y / cell) * columns)
    for (let left = 0, column: usize = 0; left < width; left += cell, column++) {
      let count = 0
      for (let x = left, end = min(width, left + cell); x < end; x++, at++) {
        const differs = load<u8>(print + at) !== 0 || abs(i32(load<u8>(smoothed + at)) - background) >= levels
        store<u8>(target + at, u8(differs))
        count += i32(differs)
      }
      store<u8>(row + column, u8(i32(load<u8>(row + column)) + count))
    }
  }
}

/**
 * Contrast of print: how much darker each of its pixels is than the paper around it, a byte each.
 * @returns how many print pixels there are
 */
export function printContrasts(
  print: usize,
  smoothed: usize,
  bright: usize,
  length: i32,
  target: usize,
): i32 {
  let to = target
  for (let at: usize = 0; at < usize(length); at++) {
    if (load<u8>(print + at) === 0) continue
    store<u8>(to++, u8(i32(load<u8>(smoothed + at)) - i32(load<u8>(bright + at))))
  }
  return i32(to - target)
}
