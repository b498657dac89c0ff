/** Steps of dilation and erosion with square kernels (main/workers/pixels/morphology.ts). */

/**
 * One step of a dilation: each byte becomes the maximum of itself and of those `ahead` and `farther` of it.
 */
export function dilate(data: usize, length: i32, ahead: i32, farther: i32): void {
  const last = data + usize(length - farther)
  let at = data
  // In place: a block is read before it is written, and both distances are at least 1.
  for (; at + 16 <= last; at += 16) {
    const most = i8x16.max_u(v128.load(at), v128.load(at + ahead))
    v128.store(at, i8x16.max_u(most, v128.load(at + farther)))
  }
  for (; at < last; at++) {
    const most = max(load<u8>(at), load<u8>(at + ahead))
    store<u8>(at, max(most, load<u8>(at + farther)))
  }
}

/**
 * One step of an erosion: each byte becomes the minimum of itself and of those `ahead` and `farther` of it.
 */
export function erode(data: usize, length: i32, ahead: i32, farther: i32): void {
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
