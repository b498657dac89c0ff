/** The level below which that part of all values lies. */
export function levelBelow(values: Uint8Array, part: number): number {
  const histogram = new Uint32Array(256)
  for (const value of values) histogram[value] = (histogram[value] ?? 0) + 1
  let left = part * values.length
  let level = 0
  while (level < 255 && left > (histogram[level] ?? 0)) left -= histogram[level++] ?? 0
  return level
}
