import type { Corners } from './area.ts'

/** Clockwise. */
export type QuarterTurns = 0 | 1 | 2 | 3

export const quarters = [0, 1, 2, 3] as const

/** Both turns, one after the other. */
export const addQuarterTurns = (turned: QuarterTurns, more: number): QuarterTurns =>
  quarters[(turned + more) % 4] ?? 0

/** The corners as they are named once the page has been turned clockwise by that many quarters. */
export function turnCorners([a, b, c, d]: Corners, quarterTurns: QuarterTurns): Corners {
  switch (quarterTurns) {
    case 0:
      return [a, b, c, d]
    case 1:
      return [d, a, b, c]
    case 2:
      return [c, d, a, b]
    case 3:
      return [b, c, d, a]
  }
}
