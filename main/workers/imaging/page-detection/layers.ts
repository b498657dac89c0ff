import { toGray } from '../../pixels/downscale.ts'
import { extractChannel, type GrayImage } from '../../pixels/gray-image.ts'
import type { Image } from '../../pixels/image.ts'
import { getKernels } from '../../pixels/kernels.ts'
import { closeThenOpen } from '../../pixels/morphology.ts'

/** A small image separated into its surfaces and the print on them. */
export interface Layers {
  /**
   * The surfaces in red, luma and blue, or in luma alone where all is gray: print, ruled lines and fine
   * texture removed.
   */
  surfaces: readonly GrayImage[]
  /** Luma of the surfaces. */
  surface: GrayImage
  /** 1 where there is print. */
  print: GrayImage
  /** Print, including the gray blur that a shaken camera leaves of it. */
  faintPrint: GrayImage
}

/** Kernel sizes in px at 640 px: closing removes print, opening removes texture. */
const kernelSizes = { dark: 9, bright: 5 }

export function separateLayers(image: Image): Layers {
  const gray = toGray(image)
  const { surface, print } = separatePrint(gray)
  const surfaces = hasColour(image)
    ? [
        closeThenOpen(extractChannel(image, 0), kernelSizes),
        surface,
        closeThenOpen(extractChannel(image, 2), kernelSizes),
      ]
    : [surface]
  return { surfaces, surface, print, faintPrint: thresholdPrint(gray, surface, { levels: 8, part: 0.05 }) }
}

/** Surface and print of a small gray image. */
export function separatePrint(gray: GrayImage): { surface: GrayImage; print: GrayImage } {
  const surface = closeThenOpen(gray, kernelSizes)
  return { surface, print: thresholdPrint(gray, surface, { levels: 20, part: 0.2 }) }
}

/**
 * Levels by which red and blue differ where there is colour, and the part of the image that must have some.
 */
const colourThreshold = { levels: 8, part: 0.003 }

function hasColour({ data, width, height, channels }: Image): boolean {
  if (channels === 1) return false
  const { kernels, bytes } = getKernels(data.length)
  bytes.set(data)
  return (
    kernels.countColoured(0, width * height, colourThreshold.levels) > colourThreshold.part * width * height
  )
}

/** How much darker than the surface print must be: in levels, and as a part of the surface's level. */
interface PrintThreshold {
  levels: number
  part: number
}

function thresholdPrint(gray: GrayImage, surface: GrayImage, { levels, part }: PrintThreshold): GrayImage {
  const { width, height } = gray
  const length = width * height
  const { kernels, bytes } = getKernels(3 * length)
  bytes.set(gray.data)
  bytes.set(surface.data, length)
  kernels.thresholdPrint(0, length, 2 * length, length, levels, part)
  return { data: bytes.slice(2 * length, 3 * length), width, height }
}
