import type { Random } from '../../../main/specimens/random.ts'
import type { PixelPoint } from '../../../main/workers/pixels/quadrilateral.ts'
import { type createPicture, darken, fill } from './compose.ts'
import { pageToPicture, project } from './quad.ts'
import { between } from './random-values.ts'
import type { Shot } from './shot.ts'

/**
 * A card after years in a wallet: scratches, faded print, a dull film; a person reads every line of it at
 * once.
 */
export function agePrint(random: Random, shot: Shot): Shot {
  const { picture, pages, exposure } = shot
  for (const { quad } of pages) {
    const toPicture = pageToPicture(quad)
    for (let scratch = random.integer(3, 9); scratch > 0; scratch--) {
      const from = { x: between(random, 0, 0.9), y: between(random, 0, 0.95) }
      const to = { x: from.x + between(random, 0.03, 0.1), y: from.y + between(random, -0.2, 0.2) }
      scratchLine(
        picture,
        project(toPicture, from.x, from.y),
        project(toPicture, to.x, Math.max(0, Math.min(1, to.y))),
      )
    }
    if (random.chance(0.5)) darken(picture, quad, between(random, 0.8, 0.95))
  }
  return {
    ...shot,
    exposure: { ...exposure, black: between(random, 45, 85), white: Math.min(exposure.white, 240) },
  }
}

/** One pixel wide, and pale: plastic that was rubbed off. */
function scratchLine(picture: ReturnType<typeof createPicture>, from: PixelPoint, to: PixelPoint): void {
  const length = Math.max(1, Math.hypot(to.x - from.x, to.y - from.y))
  const across = { x: -(to.y - from.y) / length, y: (to.x - from.x) / length }
  const shifted = ({ x, y }: PixelPoint): PixelPoint => ({ x: x + across.x * 1.3, y: y + across.y * 1.3 })
  fill(picture, [from, to, shifted(to), shifted(from)], [228, 232, 234])
}
