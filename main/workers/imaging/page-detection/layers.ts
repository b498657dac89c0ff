import { brightness } from '../../pixels/downscale.ts'
import { channel, type GrayImage } from '../../pixels/gray-image.ts'
import type { Image } from '../../pixels/image.ts'
import { getKernels } from '../../pixels/kernels.ts'
import { closeThenOpen } from '../../pixels/morphology.ts'

/** A small picture, taken apart into its surfaces and the print on them. */
export interface Layers {
  /**
   * The surfaces in red, in brightness and in blue, or in brightness alone where all is grey: print, ruled lines and
   * fine grain taken out.
   */
  surfaces: readonly GrayImage[]
  /** Their brightness. */
  smoothed: GrayImage
  /** 1 where there is print. */
  print: GrayImage
  /** 1 where there is print, or the shadow that is left of print by a shaken camera. */
  faintPrint: GrayImage
}

/** In pixels of a picture of some 600: what is dark and narrower than the one is print, what is bright and narrower than the other is grain. */
const grain = { dark: 9, bright: 5 }

export function separateLayers(small: Image): Layers {
  const bright = brightness(small)
  const { smoothed, print } = separatePrint(bright)
  const surfaces = hasColour(small)
    ? [closeThenOpen(channel(small, 0), grain), smoothed, closeThenOpen(channel(small, 2), grain)]
    : [smoothed]
  return { surfaces, smoothed, print, faintPrint: findPrint(bright, smoothed, { levels: 8, part: 0.05 }) }
}

/** The surfaces of a small picture of which the brightness is given, and the print on them. */
export function separatePrint(bright: GrayImage): { smoothed: GrayImage; print: GrayImage } {
  const smoothed = closeThenOpen(bright, grain)
  return { smoothed, print: findPrint(bright, smoothed, { levels: 20, part: 0.2 }) }
}

/** Levels by which red and blue differ where there is colour, and the part of the picture that must have some. */
const coloured = { levels: 8, part: 0.003 }

function hasColour({ data, width, height, channels }: Image): boolean {
  if (channels === 1) return false
  const { kernels, bytes } = getKernels(data.length)
  bytes.set(data)
  return kernels.countColoured(0, width * height, coloured.levels) > coloured.part * width * height
}

/** How much darker than the paper around it print must be: in levels of 255, and as a part of the paper's level. */
interface Darker {
  levels: number
  part: number
}

function findPrint(bright: GrayImage, smoothed: GrayImage, { levels, part }: Darker): GrayImage {
  const { width, height } = bright
  const length = width * height
  const { kernels, bytes } = getKernels(3 * length)
  bytes.set(bright.data)
  bytes.set(smoothed.data, length)
  kernels.thresholdPrint(0, length, 2 * length, length, levels, part)
  return { data: bytes.slice(2 * length, 3 * length), width, height }
}
