/** Clockwise. */
export type QuarterTurns = 0 | 1 | 2 | 3

export const quarters = [0, 1, 2, 3] as const

/** Both turns, one after the other. */
export const addQuarterTurns = (turned: QuarterTurns, more: number): QuarterTurns =>
  quarters[(turned + more) % 4] ?? 0
