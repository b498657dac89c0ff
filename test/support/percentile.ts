/** The value below which `share` (0 to 1) of the measurements lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Milliseconds that an act takes. */
export function timeMilliseconds(act: () => unknown): number {
  const start = performance.now()
  act()
  return performance.now() - start
}
