import sharp from 'sharp'
import type { Random } from '../../../main/specimens/random.ts'
import type { Image } from '../../../main/workers/pixels/image.ts'
import type { PixelPoint } from '../../../main/workers/pixels/quadrilateral.ts'
import { createFastRandom } from './random-values.ts'
import type { Exposure, FileEncoding, Glare, Shot } from './shot.ts'

/** Simulates the camera: blur, exposure, noise and compression. @returns the device's JPEG file */
export async function simulateCamera(random: Random, { picture, exposure, encoding }: Shot): Promise<Buffer> {
  const defocused = exposure.blur > 0 ? await blurred(picture, exposure.blur) : picture
  const exposed = exposure.motion ? motionBlur(defocused, exposure.motion) : defocused
  expose(random, exposed, exposure)
  return encode(exposed, exposure.gray, encoding)
}

const rawOf = ({ width, height }: Image) => ({ raw: { width, height, channels: 3 as const } })

async function blurred(picture: Image, sigma: number): Promise<Image> {
  const data = await sharp(picture.data, rawOf(picture)).blur(Math.max(0.3, sigma)).raw().toBuffer()
  return { ...picture, data }
}

/** Motion blur: the mean along a straight path. */
function motionBlur({ data, width, height }: Image, { x, y }: PixelPoint): Image {
  const steps = Math.max(2, Math.ceil(Math.max(Math.abs(x), Math.abs(y)) / 2))
  const sums = new Uint16Array(data.length)
  for (let step = 0; step < steps; step++) {
    const part = step / (steps - 1) - 0.5
    const shift = (Math.round(y * part) * width + Math.round(x * part)) * 3
    const from = Math.max(0, -shift)
    const to = data.length - Math.max(0, shift)
    for (let at = from; at < to; at++) sums[at] = (sums[at] ?? 0) + (data[at + shift] ?? 0)
    for (let at = 0; at < from; at++) sums[at] = (sums[at] ?? 0) + (data[at] ?? 0)
    for (let at = to; at < data.length; at++) sums[at] = (sums[at] ?? 0) + (data[at] ?? 0)
  }
  return { data: Uint8Array.from(sums, (sum) => sum / steps), width, height, channels: 3 }
}

/** Light is worked out for a coarse grid and interpolated: nothing in it is sharper than this. */
const cell = 24

/** Light, glare, tone and noise, in one go over the pixels, in place. */
function expose(random: Random, picture: Image, exposure: Exposure): void {
  const { data, width, height } = picture
  const columns = Math.ceil(width / cell) + 1
  const rows = Math.ceil(height / cell) + 1
  const lightGrid = grid(columns, rows, (x, y) => exposure.light(x / width, y / height))
  const glareGrid = grid(
    columns,
    rows,
    (x, y) => exposure.black + exposure.glares.reduce((sum, spot) => sum + glareAt(spot, x, y), 0),
  )
  const contrast = (exposure.white - exposure.black) / 255
  const [red, green, blue] = exposure.cast
  const grain = grainTable(random, exposure.grain)
  const random01 = createFastRandom(random)
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / cell) * columns
    const down = (y % cell) / cell
    const levels = new Uint8ClampedArray(data.buffer, data.byteOffset + y * width * 3, width * 3)
    let noiseStart = Math.floor(random01() * (grain.length - width))
    for (let column = 0; column < columns - 1; column++) {
      const from = column * cell
      const to = Math.min(width, from + cell)
      const [light, lightNext] = [row + column, row + column + 1].map((at) =>
        mixed(lightGrid, at, columns, down),
      )
      const [glare, shoneNext] = [row + column, row + column + 1].map((at) =>
        mixed(glareGrid, at, columns, down),
      )
      exposeCell(
        levels.subarray(from * 3, to * 3),
        grain.subarray(noiseStart, noiseStart + cell),
        [contrast * red, contrast * green, contrast * blue],
        { light: light ?? 1, lightNext: lightNext ?? 1, glare: glare ?? 0, shoneNext: shoneNext ?? 0 },
      )
      noiseStart += to - from
    }
  }
}

/** One row of one cell; light and glare run evenly from its left to its right. */
function exposeCell(
  levels: Uint8ClampedArray,
  grain: Float32Array,
  [red, green, blue]: readonly [number, number, number],
  {
    light,
    lightNext,
    glare,
    shoneNext,
  }: { light: number; lightNext: number; glare: number; shoneNext: number },
): void {
  const litStep = (lightNext - light) / cell
  const shoneStep = (shoneNext - glare) / cell
  for (let at = 0, step = 0; at < levels.length; at += 3, step++) {
    const share = light + litStep * step
    const more = glare + shoneStep * step + (grain[step] ?? 0)
    levels[at] = (levels[at] ?? 0) * red * share + more
    levels[at + 1] = (levels[at + 1] ?? 0) * green * share + more
    levels[at + 2] = (levels[at + 2] ?? 0) * blue * share + more
  }
}

function grid(columns: number, rows: number, value: (x: number, y: number) => number): Float32Array {
  return Float32Array.from({ length: columns * rows }, (_, index) =>
    value((index % columns) * cell, Math.floor(index / columns) * cell),
  )
}

const mixed = (values: Float32Array, at: number, columns: number, down: number): number => {
  const upper = values[at] ?? 0
  return upper + ((values[at + columns] ?? upper) - upper) * down
}

/** Flat in the middle and steep at its rim, as a lamp mirrored in plastic is. */
function glareAt({ middle, radiusX, radiusY, strength }: Glare, x: number, y: number): number {
  const distance = ((x - middle.x) / radiusX) ** 2 + ((y - middle.y) / radiusY) ** 2
  return distance > 4 ? 0 : strength * Math.exp(-(distance ** 2))
}

/** Normally distributed noise to be used over and over, from a new place in every row. */
function grainTable(random: Random, deviation: number): Float32Array {
  const random01 = createFastRandom(random)
  return Float32Array.from({ length: 65_536 }, () => {
    if (deviation === 0) return 0
    const normal = random01() + random01() + random01() + random01() + random01() + random01() - 3
    return normal * Math.SQRT2 * deviation
  })
}

/** How a camera stores an upright picture under an EXIF orientation: turned clockwise by these degrees. */
const storedTurned = { 1: 0, 3: 180, 6: 270, 8: 90 } as const

function encode(
  picture: Image,
  gray: boolean,
  { quality, density, orientation }: FileEncoding,
): Promise<Buffer> {
  const image = sharp(picture.data, rawOf(picture)).rotate(storedTurned[orientation])
  return (gray ? image.greyscale() : image)
    .withMetadata({ orientation, ...(density !== null && { density }) })
    .jpeg({ quality })
    .toBuffer()
}
