import sharp from 'sharp'
import type { GrayImage } from '../../../main/workers/pixels/gray-image.ts'
import { blur } from './blur.ts'
import { blankRaster, type Raster } from './rasterise.ts'
import type { SeededRandom } from './seeded-random.ts'

/** Changes the stroke weight, as toner, copies and thresholds do. In place. */
export function weighStrokes(coverage: Raster, chance: SeededRandom, size: number): void {
  if (chance.chance(0.35)) return
  blur(coverage, chance.between(0.015, 0.05) * size)
  const [threshold, gain] = [chance.between(0.28, 0.68), chance.between(1.2, 4)]
  const { data } = coverage
  for (let at = 0; at < data.length; at++) {
    data[at] = Math.min(1, Math.max(0, ((data[at] ?? 0) - threshold) * gain + 0.5))
  }
}

/** Pale patches in strokes. In place. */
export function wearInk(coverage: Raster, chance: SeededRandom, size: number): void {
  if (!chance.chance(0.25)) return
  const strength = chance.between(0.2, 0.8)
  const patches = blankRaster(coverage.width, coverage.height)
  for (let at = 0; at < patches.data.length; at++) patches.data[at] = chance.normal()
  const radius = chance.between(0.03, 0.08) * size
  blur(patches, radius)
  const spread = Math.sqrt(patches.data.reduce((sum, value) => sum + value * value, 0) / patches.data.length)
  for (let at = 0; at < patches.data.length; at++) {
    const loss = Math.max(0, (patches.data[at] ?? 0) / (spread || 1) - 0.6) * strength
    coverage.data[at] = (coverage.data[at] ?? 0) * Math.max(0, 1 - loss)
  }
}

/** Paper with tint, pattern and shadow under the ink. @returns brightness, 0 to 255 */
export function printOnPaper(coverage: Raster, chance: SeededRandom, size: number): Raster {
  const { width, height } = coverage
  const picture = blankRaster(width, height)
  const paper = chance.between(120, 252)
  const contrast = chance.chance(0.25) ? chance.between(0.3, 0.5) : chance.between(0.5, 0.97)
  const [tiltX, tiltY] = [chance.normal() * 0.05, chance.normal() * 0.03]
  const patterned = chance.chance(0.45)
  const strength = patterned ? chance.between(2, 16) : 0
  const wave = chance.between(0.08, 0.9)
  const angle = chance.between(0, Math.PI)
  const [waveX, waveY] = [Math.cos(angle) * wave, Math.sin(angle) * wave]
  const bend = chance.between(0, 3)
  const stains = chance.chance(0.3) ? cloud(width, height, chance, size) : undefined
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const light = 1 + tiltX * (x / width - 0.5) * 4 + tiltY * (y / height - 0.5) * 4
      const pattern = strength && strength * Math.sin(waveX * x + waveY * y + bend * Math.sin(x * 0.04))
      const ground = paper * light + pattern + (stains?.data[at] ?? 0)
      picture.data[at] = ground * (1 - contrast * (coverage.data[at] ?? 0))
    }
  }
  return picture
}

/** Soft light and dark patches: watermarks, shadows, the other side showing through. */
function cloud(width: number, height: number, chance: SeededRandom, size: number): Raster {
  const patches = blankRaster(width, height)
  for (let at = 0; at < patches.data.length; at++) patches.data[at] = chance.normal()
  blur(patches, chance.between(0.15, 0.5) * size)
  const spread =
    Math.sqrt(patches.data.reduce((sum, value) => sum + value * value, 0) / patches.data.length) || 1
  const strength = chance.between(3, 14)
  for (let at = 0; at < patches.data.length; at++) {
    patches.data[at] = ((patches.data[at] ?? 0) / spread) * strength
  }
  return patches
}

/** Degradation by lens, sensor and copier: defocus, motion blur, noise, blotches, overexposure. In place. */
export function simulateCapture(picture: Raster, chance: SeededRandom, size: number): void {
  if (chance.chance(0.7)) {
    const softened = Math.min(2.4, chance.between(0, 0.06) * size)
    const blurred = chance.chance(0.15) ? chance.between(0, 0.06) * size : 0
    blur(picture, Math.hypot(softened, blurred), softened)
  }
  const { data, width, height } = picture
  if (chance.chance(0.12)) bleach(data, chance)
  const grain = chance.chance(0.75) ? Math.abs(chance.normal()) * 7 : 0
  if (grain > 0.5)
    for (let at = 0; at < data.length; at++) data[at] = (data[at] ?? 0) + chance.normal() * grain
  if (chance.chance(0.2)) {
    const noise = (data.length / 1000) * chance.between(0.2, 4)
    for (let n = 0; n < noise; n++) {
      const [x, y] = [chance.integer(0, width - 2), chance.integer(0, height - 2)]
      const tone = chance.chance(0.65) ? 20 : 245
      data[y * width + x] = tone
      if (chance.chance(0.5)) data[y * width + x + 1] = tone
      if (chance.chance(0.5)) data[(y + 1) * width + x] = tone
    }
  }
}

/** A photocopy: what is light becomes white, what is dark black. */
function bleach(data: Float32Array, chance: SeededRandom): void {
  const sorted = data.toSorted()
  const [dark, light] = [
    sorted[Math.floor(sorted.length * 0.02)] ?? 0,
    sorted[Math.floor(sorted.length * 0.7)] ?? 0,
  ]
  const threshold = dark + (light - dark) * chance.between(0.4, 0.7)
  const gain = chance.between(2, 6)
  for (let at = 0; at < data.length; at++) {
    data[at] = 128 + ((data[at] ?? 0) - threshold) * gain
  }
}

/** Bytes as a scanner gives them, in four of ten cases through a JPEG. */
export async function encodeAsJpeg(
  { data, width, height }: Raster,
  chance: SeededRandom,
): Promise<GrayImage> {
  const bytes = new Uint8Array(Uint8ClampedArray.from(data))
  if (!chance.chance(0.4)) return { data: bytes, width, height }
  const quality = chance.integer(30, 90)
  const jpeg = await sharp(bytes, { raw: { width, height, channels: 1 } })
    .jpeg({ quality })
    .toBuffer()
  return { data: await sharp(jpeg).toColourspace('b-w').raw().toBuffer(), width, height }
}
