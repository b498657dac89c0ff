import type { Corners, Point } from '../../shared/area.ts'

/** Names of the corners in their order on the upright page. */
export const cornerNames = ['kiri atas', 'kanan atas', 'kanan bawah', 'kiri bawah'] as const

export type CornerIndex = 0 | 1 | 2 | 3
export const cornerIndexes: readonly CornerIndex[] = [0, 1, 2, 3]

export const wholePicture: Corners = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
]

/** Least twice-area of the triangle of a corner and its neighbours, as a fraction of the picture. */
const minArea = 0.001

/**
 * Moves one corner by fractions of the picture's width and height, clamped to the picture.
 *
 * @returns the same corners where the quadrilateral would not stay convex
 */
export function moveCorner(corners: Corners, index: CornerIndex, right: number, down: number): Corners {
  const moved = (corner: Point): Point => ({
    x: clampShare(corner.x + right),
    y: clampShare(corner.y + down),
  })
  const [first, second, third, fourth] = corners
  const next: Corners = [
    index === 0 ? moved(first) : first,
    index === 1 ? moved(second) : second,
    index === 2 ? moved(third) : third,
    index === 3 ? moved(fourth) : fourth,
  ]
  return isConvex(next) ? next : corners
}

/** Clamps to 0..1 and rounds to six decimals, which removes floating-point noise. */
function clampShare(share: number): number {
  return Math.min(Math.max(Math.round(share * 1e6) / 1e6, 0), 1)
}

/** Whether the quadrilateral is convex and clockwise, as a sheet of paper is in any perspective. */
function isConvex(corners: Corners): boolean {
  return corners.every((corner, index) => {
    const next = corners[(index + 1) % 4] ?? corner
    const afterNext = corners[(index + 2) % 4] ?? corner
    const turn = (next.x - corner.x) * (afterNext.y - next.y) - (next.y - corner.y) * (afterNext.x - next.x)
    return turn > minArea
  })
}

/** `12,5 % dari kiri, 8,0 % dari atas` */
export function cornerText({ x, y }: Point): string {
  const percent = (share: number) => (share * 100).toFixed(1).replace('.', ',')
  return `${percent(x)} % dari kiri, ${percent(y)} % dari atas`
}
