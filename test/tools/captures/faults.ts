import sharp from 'sharp'
import type { Random } from '../../../main/specimens/random.ts'
import type { Image } from '../../../main/workers/pixels/image.ts'
import { mapQuad, pageToPicture, project, type Quad } from './quad.ts'
import { between } from './random-values.ts'
import type { PlacedPage, Shot } from './shot.ts'

/**
 * What makes a picture useless, done to a shot that was good: nobody could read the NIK on what comes out.
 */
export type Fault = 'defocus' | 'motion' | 'dark' | 'bright' | 'glare' | 'coarse' | 'cut-number' | 'cut-third'

export async function applyFault(random: Random, shot: Shot, fault: Fault): Promise<Shot> {
  const { exposure } = shot
  const [page] = shot.pages
  if (!page) return shot
  const dpi = dotsPerInch(page)
  const exposed = (change: Partial<Shot['exposure']>): Shot => ({
    ...shot,
    exposure: { ...exposure, ...change },
  })
  switch (fault) {
    case 'defocus':
      return exposed({ blur: dpi * between(random, 0.018, 0.032) })
    case 'motion': {
      const angle = between(random, 0, Math.PI)
      const way = dpi * between(random, 0.09, 0.17)
      return exposed({ motion: { x: Math.cos(angle) * way, y: Math.sin(angle) * way } })
    }
    case 'dark':
      return exposed({ black: 2, white: between(random, 18, 52), grain: between(random, 4, 7) })
    case 'bright':
      return exposed({ black: between(random, 205, 235), white: between(random, 275, 320) })
    case 'glare':
      return exposed({ glares: [glareOver(random, page)] })
    case 'coarse':
      return downscale(shot, between(random, 55, 85) / dpi)
    case 'cut-number':
      return cropAcross(shot, page, { x: 0.5, y: 0 }, between(random, 0.26, 0.4))
    case 'cut-third':
      return cropAcross(
        shot,
        page,
        random.pick([
          { x: 0, y: 0.5 },
          { x: 1, y: 0.5 },
          { x: 0.5, y: 1 },
        ]),
        between(random, 0.34, 0.5),
      )
  }
}

function dotsPerInch({ quad: [topLeft, topRight], truth }: PlacedPage): number {
  const inches = truth.document === 'ktp' ? 3.37 : 11.69
  return Math.hypot(topRight.x - topLeft.x, topRight.y - topLeft.y) / inches
}

/** Over most of the NIK, and what is printed around it. */
function glareOver(random: Random, { quad, numberAt }: PlacedPage) {
  const middle = project(
    pageToPicture(quad),
    numberAt.x + between(random, -0.05, 0.05),
    numberAt.y + between(random, -0.02, 0.04),
  )
  const [a, b] = quad
  const width = Math.hypot(b.x - a.x, b.y - a.y)
  return {
    middle,
    radiusX: width * between(random, 0.19, 0.28),
    radiusY: width * between(random, 0.09, 0.15),
    strength: between(random, 320, 500),
  }
}

const rawOf = ({ width, height }: Image) => ({ raw: { width, height, channels: 3 as const } })

async function downscale(shot: Shot, share: number): Promise<Shot> {
  const { picture } = shot
  const [width, height] = [Math.round(picture.width * share), Math.round(picture.height * share)]
  const data = await sharp(picture.data, rawOf(picture))
    .resize(width, height, { fit: 'fill' })
    .raw()
    .toBuffer()
  const { density } = shot.encoding
  return {
    ...shot,
    picture: { data, width, height, channels: 3 },
    pages: shot.pages.map((page) => ({ ...page, quad: scaled(page.quad, share) })),
    exposure: { ...shot.exposure, blur: 0, motion: null },
    encoding: { ...shot.encoding, density: density === null ? null : Math.round(density * share) },
  }
}

const scaled = (quad: Quad, share: number): Quad =>
  mapQuad(quad, ({ x, y }) => ({ x: x * share, y: y * share }))

/** Cuts the picture so that the part `depth` of the page, from its `side` on, is outside. */
async function cropAcross(
  shot: Shot,
  page: PlacedPage,
  side: { x: number; y: number },
  depth: number,
): Promise<Shot> {
  const { picture } = shot
  const toPicture = pageToPicture(page.quad)
  const inward = { x: side.x + (0.5 - side.x) * 2 * depth, y: side.y + (0.5 - side.y) * 2 * depth }
  const rim = project(toPicture, side.x, side.y)
  const line = project(toPicture, inward.x, inward.y)
  const kept = { left: 0, top: 0, right: picture.width, bottom: picture.height }
  const [dx, dy] = [line.x - rim.x, line.y - rim.y]
  if (Math.abs(dx) > Math.abs(dy)) kept[dx > 0 ? 'left' : 'right'] = Math.round(line.x)
  else kept[dy > 0 ? 'top' : 'bottom'] = Math.round(line.y)
  const box = {
    left: kept.left,
    top: kept.top,
    width: kept.right - kept.left,
    height: kept.bottom - kept.top,
  }
  const data = await sharp(picture.data, rawOf(picture)).extract(box).raw().toBuffer()
  return {
    ...shot,
    picture: { data, width: box.width, height: box.height, channels: 3 },
    pages: shot.pages.map((laid) => ({
      ...laid,
      quad: mapQuad(laid.quad, ({ x, y }) => ({ x: x - box.left, y: y - box.top })),
    })),
    exposure: { ...shot.exposure, glares: [] },
  }
}
