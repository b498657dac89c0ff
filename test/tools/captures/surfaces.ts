import sharp from 'sharp'
import type { Random } from '../../../main/specimens/random.ts'
import type { Image } from '../../../main/workers/pixels/image.ts'
import { type Colour, fill } from './compose.ts'
import { flatQuad } from './quad.ts'
import { between, createFastRandom } from './random-values.ts'

/** Brightness of a surface, 0 to 1, at a point in millimetres or so. */
type Texture = (x: number, y: number) => number

const woods: readonly Colour[] = [
  [164, 120, 78],
  [120, 82, 52],
  [196, 160, 118],
  [88, 58, 38],
]
const cloths: readonly Colour[] = [
  [120, 40, 44],
  [44, 84, 66],
  [60, 74, 120],
  [186, 178, 160],
]
const plains: readonly Colour[] = [
  [226, 224, 218],
  [70, 72, 76],
  [34, 34, 36],
  [150, 152, 150],
  [198, 186, 164],
]

/**
 * Tables of the counter and of homes: wood, cloth, tiles, plain boards; some with a pen or another sheet on
 * them.
 */
export async function makeDesk(random: Random, width: number, height: number): Promise<Image> {
  const kind = random.pick(['wood', 'wood', 'cloth', 'tiles', 'plain', 'plain'] as const)
  const colours = kind === 'wood' ? woods : kind === 'cloth' ? cloths : plains
  const desk = await drawTexture(textures[kind](random), random.pick(colours), width, height)
  for (let count = random.integer(0, 2); count > 0; count--) addClutter(random, desk)
  return desk
}

const textures: Record<'wood' | 'cloth' | 'tiles' | 'plain', (random: Random) => Texture> = {
  wood(random) {
    const [period, bend, phase] = [between(random, 6, 18), between(random, 3, 12), between(random, 0, 6)]
    return (x, y) => {
      const grain = y / period + bend * 0.08 * Math.sin(x / 70 + phase) + 0.6 * Math.sin(x / 211)
      return 0.86 + 0.1 * Math.sin(grain * 6.28) + 0.04 * Math.sin(grain * 29)
    }
  },
  cloth(random) {
    const check = between(random, 24, 60)
    const fade = between(random, 0.6, 0.85)
    return (x, y) =>
      (Math.sin((x / check) * 3.14) > 0 ? 1 : fade) *
      (Math.sin((y / check) * 3.14) > 0 ? 1 : fade) *
      (0.94 + 0.06 * Math.sin(x * 1.9) * Math.sin(y * 1.9))
  },
  tiles(random) {
    const [size, offset] = [between(random, 120, 260), between(random, 0, 200)]
    const joint = (place: number) => Math.abs(((place + offset) % size) - size / 2) > size / 2 - 2.5
    return (x, y) => (joint(x) || joint(y) ? 0.62 : 0.93 + 0.05 * Math.sin(x / 31) * Math.sin(y / 23))
  },
  plain(random) {
    const phase = between(random, 0, 6)
    return (x, y) => 0.95 + 0.03 * Math.sin(x / 90 + phase) * Math.sin(y / 130)
  },
}

/** Drawn small and enlarged: a desk behind a card is never quite in focus. */
async function drawTexture(texture: Texture, colour: Colour, width: number, height: number): Promise<Image> {
  const scale = Math.max(1, Math.round(Math.max(width, height) / 640))
  const [columns, rows] = [Math.ceil(width / scale), Math.ceil(height / scale)]
  const small = new Uint8Array(columns * rows * 3)
  for (let y = 0, at = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++, at += 3) {
      const level = Math.min(1, texture(x, y))
      for (let channel = 0; channel < 3; channel++) small[at + channel] = (colour[channel] ?? 0) * level
    }
  }
  const data = await sharp(small, { raw: { width: columns, height: rows, channels: 3 } })
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer()
  return { data, width, height, channels: 3 }
}

/** A pen, a ruler, or the corner of another sheet at the rim. */
function addClutter(random: Random, desk: Image): void {
  const { width, height } = desk
  const angle = between(random, 0, 360)
  if (random.chance(0.5)) {
    const middle = { x: width * random.pick([0.05, 0.95]), y: height * between(random, 0, 1) }
    fill(desk, flatQuad(middle, width * 0.018, width * 0.35, angle), random.pick([...plains, ...cloths]))
    return
  }
  const middle = { x: width * random.pick([-0.05, 1.05]), y: height * random.pick([-0.05, 1.05]) }
  fill(desk, flatQuad(middle, width * 0.35, width * 0.5, angle), [236, 235, 230])
}

/** Dust and dirt: dots of `level` here and there, up to `size` pixels wide. */
export function addSpecks(
  random: Random,
  { data, width, height }: Image,
  dots: number,
  size: number,
  level: number,
) {
  const random01 = createFastRandom(random)
  for (let dot = 0; dot < dots; dot++) {
    const [x, y] = [Math.floor(random01() * (width - size)), Math.floor(random01() * (height - size))]
    const side = 1 + Math.floor(random01() * size)
    for (let row = y; row < y + side; row++) {
      data.fill(level, (row * width + x) * 3, (row * width + x + side) * 3)
    }
  }
}

/** A straight line from top to bottom, as a speck on the feeder's glass leaves it. */
export function addStreak({ data, width, height }: Image, x: number, level: number): void {
  for (let y = 0; y < height; y++) {
    const at = (y * width + x) * 3
    data.fill(level, at, at + 3)
  }
}
