import type { Random } from '../../../main/specimens/random.ts'
import type { PixelPoint } from '../../../main/workers/pixels/quadrilateral.ts'
import { castShadow, drawPage } from './compose.ts'
import type { CaptureSet } from './faces.ts'
import { type PrintedPage, printKk, printKtp } from './printed-page.ts'
import { boundsOf, mapQuad, pageToPicture, project, type Quad } from './quad.ts'
import { between, weighted } from './random-values.ts'
import type { Exposure, Shot } from './shot.ts'
import { makeDesk } from './surfaces.ts'

/**
 * What phones deliver. As a camera's own file: 5 to 12 megapixels, most with an EXIF orientation. Forwarded
 * by a messenger, which is how most of them reach the counter: 1600 pixels long, JPEG about 70, no EXIF.
 */
interface Camera {
  long: number
  short: number
  forwarded: boolean
}

const cameras: readonly (readonly [weight: number, Camera])[] = [
  [50, { long: 1600, short: 1200, forwarded: true }],
  [10, { long: 1280, short: 960, forwarded: true }],
  [20, { long: 2592, short: 1944, forwarded: false }],
  [15, { long: 3264, short: 2448, forwarded: false }],
  [5, { long: 4000, short: 3000, forwarded: false }],
]
/** Dots per inch beyond which a print shows nothing more. */
const finest = { ktp: 450, kk: 300 } as const

/** A whole KK is legible only in a camera's own file. */
const largeCameras = cameras.filter(([, { long }]) => long > 3000)

export async function ktpPhoto(random: Random, set: CaptureSet): Promise<Shot> {
  const camera = weighted(random, cameras)
  const upright = random.chance(0.4)
  const share = upright ? between(random, 0.8, 0.94) : between(random, 0.6, 0.88)
  const pixels = (upright ? camera.short : camera.long) * share
  return photograph(random, await printKtp(random, set, Math.min(finest.ktp, (pixels / 3.37) * 1.05)), {
    camera,
    upright,
    share,
  })
}

export async function kkPhoto(random: Random, set: CaptureSet): Promise<Shot> {
  const camera = weighted(random, largeCameras)
  const share = between(random, 0.86, 0.96)
  return photograph(random, await printKk(random, set, Math.min(finest.kk, (camera.long * share) / 11.69)), {
    camera,
    upright: false,
    share,
  })
}

interface Framing {
  camera: Camera
  /** The picture is higher than wide. */
  upright: boolean
  /** Part of the picture's width that the page takes, as far as its height allows. */
  share: number
}

async function photograph(
  random: Random,
  printed: PrintedPage,
  { camera, upright, share }: Framing,
): Promise<Shot> {
  const { long, short, forwarded } = camera
  const [width, height] = upright ? [short, long] : [long, short]
  const turns = upright
    ? weighted(random, [[90, 0] as const, [5, 2] as const, [3, 1] as const, [2, 3] as const])
    : weighted(random, [[85, 0] as const, [8, 2] as const, [4, 1] as const, [3, 3] as const])
  const picture = await makeDesk(random, width, height)
  const quad = inPerspective(random, printed, { width, height, share, turns })
  const thickness = share * width * 0.006
  castShadow(picture, quad, between(random, -1, 1) * thickness, thickness, 0.72)
  drawPage(picture, printed.page, quad, printed.round)
  return {
    picture,
    pages: [{ truth: printed.truth, quad, numberAt: printed.numberAt }],
    exposure: daylight(
      random,
      quad,
      width,
      Math.hypot(quad[1].x - quad[0].x, quad[1].y - quad[0].y) / printed.inches.width,
    ),
    encoding: {
      quality: forwarded ? random.integer(60, 76) : random.integer(82, 94),
      density: forwarded ? null : 72,
      orientation: forwarded ? 1 : upright ? 6 : random.pick([1, 1, 3, 8] as const),
    },
  }
}

/**
 * Seen from a hand's breadth to an arm's length away, tilted by up to 14 degrees and held askew by up to 6.
 */
function inPerspective(
  random: Random,
  { inches }: PrintedPage,
  { width, height, share, turns }: { width: number; height: number; share: number; turns: number },
): Quad {
  const degrees = (most: number) => (between(random, -most, most) * Math.PI) / 180
  const [tiltX, tiltY, roll] = [degrees(14), degrees(14), (turns * Math.PI) / 2 + degrees(6)]
  const distance = between(random, 2.2, 4) * inches.width
  const projected = (x: number, y: number): PixelPoint => {
    const [across, down] = [x * Math.cos(roll) - y * Math.sin(roll), x * Math.sin(roll) + y * Math.cos(roll)]
    const depth = distance + across * Math.sin(tiltY) + down * Math.cos(tiltY) * Math.sin(tiltX)
    return { x: (across * Math.cos(tiltY)) / depth, y: (down * Math.cos(tiltX)) / depth }
  }
  const [right, bottom] = [inches.width / 2, inches.height / 2]
  const shape: Quad = [
    projected(-right, -bottom),
    projected(right, -bottom),
    projected(right, bottom),
    projected(-right, bottom),
  ]
  const bounds = boundsOf(shape)
  const [wide, high] = [bounds.right - bounds.left, bounds.bottom - bounds.top]
  const scale = Math.min((width * share) / wide, (height * 0.95) / high)
  const free = { x: width - wide * scale, y: height - high * scale }
  const offset = { x: free.x * between(random, 0.2, 0.8), y: free.y * between(random, 0.2, 0.8) }
  return mapQuad(shape, ({ x, y }) => ({
    x: (x - bounds.left) * scale + offset.x,
    y: (y - bounds.top) * scale + offset.y,
  }))
}

/** Light from one side, warm or cold, at times the shadow of the hand; small lamps mirrored off the text. */
function daylight(random: Random, quad: Quad, width: number, dpi: number): Exposure {
  const angle = between(random, 0, 2 * Math.PI)
  const [fallX, fallY] = [Math.cos(angle), Math.sin(angle)]
  const fall = between(random, 0.04, 0.28)
  const vignette = between(random, 0, 0.25)
  const hand = random.chance(0.3)
    ? { x: between(random, 0, 1), y: random.pick([0, 1]), reach: between(random, 0.25, 0.5) }
    : null
  const warmth = between(random, -0.07, 0.1)
  const photoSide = project(pageToPicture(quad), 0.86, between(random, 0.3, 0.7))
  const glare = { middle: photoSide, radiusX: width * 0.04, radiusY: width * 0.03, strength: 120 }
  return {
    // A lens blurs the card, whatever the pixels; no sensor is sharper than half a pixel.
    blur: Math.max(0.5, dpi * between(random, 0.0016, 0.004)),
    motion: null,
    light(x, y) {
      const slope = 1 - fall * (0.5 + (x - 0.5) * fallX + (y - 0.5) * fallY)
      const rim = 1 - vignette * ((x - 0.5) ** 2 + (y - 0.5) ** 2)
      const shade = hand ? 1 - 0.35 * softEdge(Math.hypot(x - hand.x, y - hand.y), hand.reach) : 1
      return slope * rim * shade
    },
    cast: [1 + Math.min(0, warmth), 1 - Math.abs(warmth) * 0.3, 1 - Math.max(0, warmth)],
    glares: random.chance(0.08) ? [glare] : [],
    black: between(random, 2, 26),
    white: between(random, 205, 262),
    grain: between(random, 1.5, 6),
    gray: false,
  }
}

/** 1 well within the reach, 0 well outside, and an even slope between. */
const softEdge = (distance: number, reach: number): number =>
  Math.max(0, Math.min(1, (reach - distance) / 0.12 + 0.5))
