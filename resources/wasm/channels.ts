/** Channels of RGB images. */

/**
 * Copies one of three channels of an image of `count` pixels; `source` is the offset of that channel's first
 * value.
 */
export function extractChannel(source: usize, target: usize, count: i32): void {
  let from = source
  let to = target
  const last = target + usize(count)
  for (; to + 16 <= last; to += 16, from += 48) {
    // Every third of 48 bytes: those of the first two blocks, then those of the third beside them.
    const first = i8x16.shuffle(
      v128.load(from),
      v128.load(from, 16),
      0,
      3,
      6,
      9,
      12,
      15,
      18,
      21,
      24,
      27,
      30,
      0,
      0,
      0,
      0,
      0,
    )
    const whole = i8x16.shuffle(
      first,
      v128.load(from, 32),
      0,
      1,
      2,
      3,
      4,
      5,
      6,
      7,
      8,
      9,
      10,
      17,
      20,
      23,
      26,
      29,
    )
    v128.store(to, whole)
  }
  for (; to < last; to++, from += 3) store<u8>(to, load<u8>(from))
}

/** The minimum of the three channels of each pixel. */
export function minimumChannel(source: usize, target: usize, count: i32): void {
  let from = source
  for (let to = target, end = target + usize(count); to < end; to++, from += 3) {
    store<u8>(to, min(load<u8>(from), min(load<u8>(from, 1), load<u8>(from, 2))))
  }
}

/** How many of `count` pixels differ by more than `levels` between red and blue. */
export function countColoured(source: usize, count: i32, levels: i32): i32 {
  let found = 0
  for (let at = source, end = source + usize(count * 3); at < end; at += 3) {
    found += i32(abs(i32(load<u8>(at)) - i32(load<u8>(at, 2))) > levels)
  }
  return found
}
