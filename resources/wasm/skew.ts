/** Projection profiles for deskewing (main/workers/imaging/page-detection/skew.ts). */

/**
 * Projection profiles of a binary mask: its pixels in each row of each strip of eight columns, and in each
 * column of each strip of eight rows; a byte each, strip after strip. Both targets hold 0 before the call.
 */
export function projectionProfiles(
  mask: usize,
  width: i32,
  height: i32,
  inRows: usize,
  inColumns: usize,
): void {
  for (let y = 0, from = mask; y < height; y++) {
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
 * Sharpness of the profile that `strips` strips of `length` lines each add up to when each strip is shifted
 * by `slope` lines more than the one before it: the sum of the squared differences between neighbouring
 * lines. `sums` is a buffer of 2 bytes for each line and for each of `margin` more on either side; no strip
 * may be shifted farther.
 */
export function profileSharpness(
  counts: usize,
  strips: i32,
  length: i32,
  slope: f64,
  margin: i32,
  sums: usize,
): f64 {
  const lines = length + 2 * margin
  memory.fill(sums, 0, usize(lines * 2))
  for (let index = 0, from = counts; index < strips; index++) {
    const shifted = margin + i32(Math.round(slope * (f64(index) + 0.5)))
    let to = sums + usize(shifted * 2)
    const last = from + usize(length)
    for (; from + 16 <= last; from += 16, to += 32) {
      const added = v128.load(from)
      v128.store(to, i16x8.add(v128.load(to), i16x8.extend_low_i8x16_u(added)))
      v128.store(to, i16x8.add(v128.load(to, 16), i16x8.extend_high_i8x16_u(added)), 16)
    }
    for (; from < last; from++, to += 2) store<u16>(to, load<u16>(to) + load<u8>(from))
  }
  let sharpness: i64 = 0
  let at = sums + 2
  const end = sums + usize(lines * 2)
  for (; at + 16 <= end; at += 16) {
    const difference = i16x8.sub(v128.load(at), v128.load(at - 2))
    const squares = i32x4.dot_i16x8_s(difference, difference)
    const pairs = i64x2.add(i64x2.extend_low_i32x4_u(squares), i64x2.extend_high_i32x4_u(squares))
    sharpness += i64x2.extract_lane(pairs, 0) + i64x2.extract_lane(pairs, 1)
  }
  for (; at < end; at += 2) {
    const difference = i32(load<u16>(at)) - i32(load<u16>(at - 2))
    sharpness += i64(difference * difference)
  }
  return f64(sharpness)
}
