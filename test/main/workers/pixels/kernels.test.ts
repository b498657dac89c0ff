import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { createRandom } from '../../../../main/specimens/random.ts'
import { separatePrint } from '../../../../main/workers/imaging/page-detection/layers.ts'
import { downscale, downscaleToGray } from '../../../../main/workers/pixels/downscale.ts'
import { findEdges } from '../../../../main/workers/pixels/edges.ts'
import { extractChannel, type GrayImage } from '../../../../main/workers/pixels/gray-image.ts'
import type { Image } from '../../../../main/workers/pixels/image.ts'
import { closeThenOpen } from '../../../../main/workers/pixels/morphology.ts'
import type { Quadrilateral } from '../../../../main/workers/pixels/quadrilateral.ts'
import { warpPerspective } from '../../../../main/workers/pixels/warp-perspective.ts'
import { makeTempFolder } from '../../../support/temp-folder.ts'

/** The compiled loops beside their definitions, written as plainly as can be. */

const project = resolve(import.meta.dirname, '../../../..')

function noise(name: string, width: number, height: number, channels: 1 | 3): Image {
  const random = createRandom(name)
  const data = Uint8Array.from({ length: width * height * channels }, () => random.integer(0, 255))
  return { data, width, height, channels }
}

test('the committed wasm equals its compiled sources', async () => {
  await using folder = await makeTempFolder('image-kernels')
  const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
  const fresh = join(folder.path, 'fresh.wasm')
  const [command, ...words] = String(scripts['image-kernels']).split(' ')
  const compiler = join(project, 'node_modules/.bin', command ?? '')
  const options = words.map((word) => (word.endsWith('.wasm') ? fresh : word))
  execFileSync(compiler, options, { cwd: project, stdio: 'pipe' })
  expect(readFileSync(fresh)).toEqual(readFileSync(join(project, 'resources/wasm/image-kernels.wasm')))
})

/** The most extreme value of the square of `size` pixels around each one, or that ends `before` there. */
function window(
  { data, width, height }: GrayImage,
  size: number,
  pick: (...values: number[]) => number,
): GrayImage {
  const reach = (size - 1) / 2
  const within = (at: number, end: number) => Math.min(Math.max(at, 0), end - 1)
  const result = new Uint8Array(data.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const values: number[] = []
      for (let row = y - reach; row <= y + reach; row++) {
        for (let column = x - reach; column <= x + reach; column++) {
          values.push(data[within(row, height) * width + within(column, width)] ?? 0)
        }
      }
      result[y * width + x] = pick(...values)
    }
  }
  return { data: result, width, height }
}

test.each([
  [{ dark: 9, bright: 5 }, 47, 30],
  [{ dark: 3, bright: 3 }, 16, 16],
  [{ dark: 5, bright: 1 }, 33, 9],
])('closeThenOpen with %j is a closing, then an opening', (grain, width, height) => {
  const margin = grain.dark + grain.bright
  // What lies beyond the rim repeats it, at every step: so the steps are defined on a picture with a wide
  // one.
  const plane = noise('smooth', width, height, 1)
  const wide = widen(plane, margin)
  const closed = window(window(wide, grain.dark, Math.max), grain.dark, Math.min)
  const opened = window(window(closed, grain.bright, Math.min), grain.bright, Math.max)
  expect(closeThenOpen(plane, grain)).toEqual(narrow(opened, margin))
})

function widen({ data, width, height }: GrayImage, margin: number): GrayImage {
  const [wide, high] = [width + 2 * margin, height + 2 * margin]
  const within = (at: number, end: number) => Math.min(Math.max(at - margin, 0), end - 1)
  const widened = Uint8Array.from(
    { length: wide * high },
    (_, at) => data[within(Math.floor(at / wide), height) * width + within(at % wide, width)] ?? 0,
  )
  return { data: widened, width: wide, height: high }
}

function narrow({ data, width: wide, height: high }: GrayImage, margin: number): GrayImage {
  const [width, height] = [wide - 2 * margin, high - 2 * margin]
  const narrowed = Uint8Array.from(
    { length: width * height },
    (_, at) => data[(Math.floor(at / width) + margin) * wide + (at % width) + margin] ?? 0,
  )
  return { data: narrowed, width, height }
}

test('downscaleToGray gives the weighted mean of each square', () => {
  const picture = noise('grey', 31, 23, 3)
  const gray = downscaleToGray(picture, 3)
  expect([gray.width, gray.height]).toEqual([10, 7])
  const expected = Uint8Array.from({ length: 70 }, (_, at) => {
    let sum = 0
    for (let pixel = 0; pixel < 9; pixel++) {
      const row = Math.floor(at / 10) * 3 + Math.floor(pixel / 3)
      const from = (row * 31 + (at % 10) * 3 + (pixel % 3)) * 3
      const [red, green, blue] = picture.data.subarray(from, from + 3)
      sum += (red ?? 0) * 77 + (green ?? 0) * 150 + (blue ?? 0) * 29
    }
    return sum / 9 / 256
  })
  expect(gray.data).toEqual(expected)
})

test.each([
  [47, 31, 20],
  [100, 70, 9],
  [30, 20, 30],
])(
  'an image of %i x %i is downscaled to %i by the mean of some rows and columns',
  (width, height, longest) => {
    const picture = noise('reduce', width, height, 3)
    const factor = Math.ceil(width / longest)
    const [newWidth, newHeight] = [Math.floor(width / factor), Math.floor(height / factor)]
    const expected = Uint8Array.from({ length: newWidth * newHeight * 3 }, (_, at) => {
      const [x, y] = [Math.floor(at / 3) % newWidth, Math.floor(at / 3 / newWidth)]
      const values: number[] = []
      for (let row = 0; row < factor; row += Math.max(1, factor >> 1)) {
        for (let column = 0; column < factor; column += Math.max(1, Math.floor(factor / 3))) {
          const from = ((y * factor + row) * width + x * factor + column) * 3
          values.push(picture.data[from + (at % 3)] ?? 0)
        }
      }
      return Math.round(values.reduce((sum, value) => sum + value, 0) / values.length)
    })
    expect(downscale(picture, longest)).toEqual({
      data: expected,
      width: newWidth,
      height: newHeight,
      channels: 3,
      factor,
    })
  },
)

test('gray images are downscaled and warped like a channel of an RGB image', () => {
  const plane = noise('one channel', 61, 47, 1)
  const data = Uint8Array.from(
    { length: plane.data.length * 3 },
    (_, at) => plane.data[Math.floor(at / 3)] ?? 0,
  )
  const colours: Image = { ...plane, data, channels: 3 }
  const [small, smallColours] = [downscale(plane, 16), downscale(colours, 16)]
  expect(small).toEqual({ ...smallColours, channels: 1, data: extractChannel(smallColours, 0).data })
  const corners: Quadrilateral = [
    { x: -4.2, y: 3.1 },
    { x: 58.4, y: -2.6 },
    { x: 66.7, y: 45.3 },
    { x: 2.9, y: 50.2 },
  ]
  const [cut, cutColours] = [
    warpPerspective(plane, corners, 55, 39),
    warpPerspective(colours, corners, 55, 39),
  ]
  expect(cut.channels).toBe(1)
  const off = extractChannel(cutColours, 0).data.map((level, at) => Math.abs(level - (cut.data[at] ?? 0)))
  expect(Math.max(...off)).toBeLessThanOrEqual(1)
  expect(extractChannel(plane, 2).data).toEqual(plane.data)
  expect(downscaleToGray(plane, 1).data).toEqual(plane.data)
})

test.each([0, 1, 2] as const)('extracts channel %i', (index) => {
  const picture = noise('channel', 37, 5, 3)
  expect(extractChannel(picture, index).data).toEqual(picture.data.filter((_, at) => at % 3 === index))
})

test('print is darker than the surface by a number of levels and by a part of its level', () => {
  const bright = noise('print', 50, 40, 1)
  const { surface, print } = separatePrint(bright)
  const expected = surface.data.map((paper, at) => {
    const darker = paper - (bright.data[at] ?? 0)
    return darker > 20 && darker > 0.2 * paper ? 1 : 0
  })
  expect(new Set(expected)).toEqual(new Set([0, 1]))
  expect(print.data).toEqual(expected)
})

/** What Sobel's operator answers at one place; nothing at the rim. */
function gradientAt({ data, width, height }: GrayImage, x: number, y: number) {
  if (x < 1 || y < 1 || x > width - 2 || y > height - 2) return { across: 0, down: 0, square: 0 }
  let [across, down] = [0, 0]
  for (const away of [-1, 0, 1]) {
    const at = (column: number, row: number) => data[(y + row) * width + x + column] ?? 0
    const weight = away === 0 ? 2 : 1
    across += weight * (at(1, away) - at(-1, away))
    down += weight * (at(away, 1) - at(away, -1))
  }
  return { across, down, square: across ** 2 + down ** 2 }
}

test('edges are the maxima across the gradient of the steepest channel', () => {
  const planes = [noise('red', 40, 30, 1), noise('blue', 40, 30, 1)]
  const steepest = (x: number, y: number) =>
    planes
      .map((plane) => gradientAt(plane, x, y))
      .reduce((one, other) => (other.square > one.square ? other : one))
  const { count, x, y, direction, step } = findEdges(planes)
  expect(count).toBeGreaterThan(20)
  for (let edge = 0; edge < count; edge++) {
    const [column, row] = [x[edge] ?? 0, y[edge] ?? 0]
    const here = steepest(column, row)
    expect(direction[edge]).toBeCloseTo(Math.atan2(here.down, here.across), 5)
    expect(step[edge]).toBeCloseTo(Math.sqrt(here.square) / 4, 3)
    // Of the eight neighbours the one in that direction.
    const octant = Math.round((direction[edge] ?? 0) / (Math.PI / 4)) * (Math.PI / 4)
    const [dx, dy] = [Math.round(Math.cos(octant)), Math.round(Math.sin(octant))]
    expect(here.square).toBeGreaterThan(steepest(column + dx, row + dy).square)
    expect(here.square).toBeGreaterThanOrEqual(steepest(column - dx, row - dy).square)
  }
})

const whole: Quadrilateral = [
  { x: 0, y: 0 },
  { x: 40, y: 0 },
  { x: 40, y: 30 },
  { x: 0, y: 30 },
]

test('an identity warp changes nothing', () => {
  const picture = noise('rectify', 40, 30, 3)
  expect(warpPerspective(picture, whole, 40, 30)).toEqual(picture)
})

test('warps with bilinear weights, at the border too; outside is white', () => {
  const picture = noise('rectify', 40, 30, 3)
  const [left, top] = [-3.25, 5.5]
  const corners = whole.map(({ x, y }) => ({ x: x + left, y: y + top }))
  const [a, b, c, d] = corners
  if (!a || !b || !c || !d) throw new Error('four corners')
  const cut = warpPerspective(picture, [a, b, c, d], 40, 30)
  const at = (x: number, y: number, channel: number) => {
    const within = (value: number, end: number) => Math.min(Math.max(value, 0), end - 1)
    return picture.data[(within(y, 30) * 40 + within(x, 40)) * 3 + channel] ?? 0
  }
  for (let y = 0; y < 30; y++) {
    for (let x = 0; x < 40; x++) {
      for (let channel = 0; channel < 3; channel++) {
        const [u, v] = [x + left, y + top]
        const [column, row] = [Math.floor(u), Math.floor(v)]
        const [right, bottom] = [u - column, v - row]
        const upper = at(column, row, channel) * (1 - right) + at(column + 1, row, channel) * right
        const lower = at(column, row + 1, channel) * (1 - right) + at(column + 1, row + 1, channel) * right
        const beyond = u <= -1 || u >= 40 || v >= 30
        const expected = beyond ? 255 : upper * (1 - bottom) + lower * bottom
        expect(Math.abs((cut.data[(y * 40 + x) * 3 + channel] ?? 0) - expected)).toBeLessThanOrEqual(1)
      }
    }
  }
})

test('corners far outside of the image give white and write nowhere else', () => {
  const picture = noise('rectify', 40, 30, 3)
  const far = 1e12
  const corners: Quadrilateral = [
    { x: far, y: far },
    { x: far + 40, y: far },
    { x: far + 40, y: far + 30 },
    { x: far, y: far + 30 },
  ]
  expect(new Set(warpPerspective(picture, corners, 40, 30).data)).toEqual(new Set([255]))
})
