import { histogram } from './histogram.ts'

/** The level below which that part of all values lies. */
export function percentile(values: Uint8Array, part: number): number {
  const counts = histogram(values)
  let left = part * values.length
  let level = 0
  while (level < 255 && left > (counts[level] ?? 0)) left -= counts[level++] ?? 0
  return level
}
