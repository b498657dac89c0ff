/** Sobel operator and non-maximum suppression (main/workers/pixels/edges.ts). */

/**
 * Sobel operator on one channel. `magnitude` (4 bytes a pixel: the squared gradient), `across` and `down` (2
 * bytes a pixel) keep what they hold where that is as steep, so that calls for several channels leave the
 * maximum. The outermost pixels are left alone.
 */
export function sobel(
  data: usize,
  width: i32,
  height: i32,
  magnitude: usize,
  across: usize,
  down: usize,
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
      const gx =
        topRight +
        bottomRight -
        topLeft -
        bottomLeft +
        2 * (i32(load<u8>(here + 1)) - i32(load<u8>(here - 1)))
      const gy =
        bottomLeft + bottomRight - topLeft - topRight + 2 * (i32(load<u8>(below)) - i32(load<u8>(above)))
      const square = gx * gx + gy * gy
      if (square <= load<i32>(magnitude + at * 4)) continue
      store<i32>(magnitude + at * 4, square)
      store<i16>(across + at * 2, i16(gx))
      store<i16>(down + at * 2, i16(gy))
    }
  }
}

/**
 * Non-maximum suppression of the gradients left by `sobel`: the pixels with a maximum across the edge of at
 * least `weakest`. @returns how many were written to `found`, 4 bytes each: their indices
 */
export function nonMaximumSuppression(
  magnitude: usize,
  across: usize,
  down: usize,
  width: i32,
  height: i32,
  weakest: f64,
  found: usize,
): i32 {
  let to = found
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1, at = y * width + 1; x < width - 1; x++, at++) {
      const own = load<i32>(magnitude + usize(at * 4))
      if (f64(own) < weakest) continue
      const gx = i32(load<i16>(across + usize(at * 2)))
      const gy = i32(load<i16>(down + usize(at * 2)))
      // The pixel that lies next in the direction of the gradient, of eight.
      const besideX = f64(abs(gx)) * 2.414 < f64(abs(gy)) ? 0 : sign(gx)
      const besideY = f64(abs(gy)) * 2.414 < f64(abs(gx)) ? 0 : sign(gy)
      const beside = besideY * width + besideX
      if (own < load<i32>(magnitude + usize((at - beside) * 4))) continue
      if (own <= load<i32>(magnitude + usize((at + beside) * 4))) continue
      store<u32>(to, at)
      to += 4
    }
  }
  return i32(to - found) / 4
}

function sign(value: i32): i32 {
  return i32(value > 0) - i32(value < 0)
}
