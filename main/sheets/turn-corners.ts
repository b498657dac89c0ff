import type { Corners } from '../../shared/area.ts'

/** The corners as they are named once the sheet has been turned clockwise by that many quarters. */
export function turnCorners([a, b, c, d]: Corners, quarterTurns: 0 | 1 | 2 | 3): Corners {
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
