import type { Corners, Point } from '../../shared/area.ts'

/** Names of the corners in their order: where they lie once the page is upright. */
export const cornerNames = ['kiri atas', 'kanan atas', 'kanan bawah', 'kiri bawah'] as const

export type CornerIndex = 0 | 1 | 2 | 3
export const cornerIndexes: readonly CornerIndex[] = [0, 1, 2, 3]

export const wholePicture: Corners = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
]

/** How far a corner stays from the line through its neighbours, as twice the share of the picture between them. */
const leastArea = 0.001

/**
 * Moves one corner by shares of the picture's width and height, and keeps it on the picture.
 *
 * @returns the same corners where the move would fold the sheet over: nothing can be cut out of that
 */
export function moveCorner(corners: Corners, index: CornerIndex, right: number, down: number): Corners {
  const moved = (corner: Point): Point => ({ x: within(corner.x + right), y: within(corner.y + down) })
  const [first, second, third, fourth] = corners
  const next: Corners = [
    index === 0 ? moved(first) : first,
    index === 1 ? moved(second) : second,
    index === 2 ? moved(third) : third,
    index === 3 ? moved(fourth) : fourth,
  ]
  return isSheet(next) ? next : corners
}

/** A whole share from 0 to 1, without the dust of adding fractions up. */
function within(share: number): number {
  return Math.min(Math.max(Math.round(share * 1e6) / 1e6, 0), 1)
}

/** Whether the corners go round clockwise without a dent: what a sheet of paper looks like from any side. */
function isSheet(corners: Corners): boolean {
  return corners.every((corner, index) => {
    const next = corners[(index + 1) % 4] ?? corner
    const afterNext = corners[(index + 2) % 4] ?? corner
    const turn = (next.x - corner.x) * (afterNext.y - next.y) - (next.y - corner.y) * (afterNext.x - next.x)
    return turn > leastArea
  })
}

/** `12,5 % dari kiri, 8,0 % dari atas` */
export function cornerWords({ x, y }: Point): string {
  const percent = (share: number) => (share * 100).toFixed(1).replace('.', ',')
  return `${percent(x)} % dari kiri, ${percent(y)} % dari atas`
}
