/** The value below which `share` (0 to 1) of the measurements lie. */
export function percentile(measured: readonly number[], share: number): number {
  const sorted = [...measured].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Milliseconds that an act takes. */
export function milliseconds(act: () => unknown): number {
  const start = performance.now()
  act()
  return performance.now() - start
}
