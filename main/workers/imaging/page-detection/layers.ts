import { toGray } from '../../pixels/downscale.ts'
import { extractChannel, type GrayImage } from '../../pixels/gray-image.ts'
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
  surface: GrayImage
  /** 1 where there is print. */
  print: GrayImage
  /** 1 where there is print, or the shadow that is left of print by a shaken camera. */
  faintPrint: GrayImage
}

/** In pixels of a picture of some 600: what is dark and narrower than the one is print, what is bright and narrower than the other is grain. */
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

/** The surfaces of a small picture of which the brightness is given, and the print on them. */
export function separatePrint(gray: GrayImage): { surface: GrayImage; print: GrayImage } {
  const surface = closeThenOpen(gray, kernelSizes)
  return { surface, print: thresholdPrint(gray, surface, { levels: 20, part: 0.2 }) }
}

/** Levels by which red and blue differ where there is colour, and the part of the picture that must have some. */
const colourThreshold = { levels: 8, part: 0.003 }

function hasColour({ data, width, height, channels }: Image): boolean {
  if (channels === 1) return false
  const { kernels, bytes } = getKernels(data.length)
  bytes.set(data)
  return (
    kernels.countColoured(0, width * height, colourThreshold.levels) > colourThreshold.part * width * height
  )
}

/** How much darker than the paper around it print must be: in levels of 255, and as a part of the paper's level. */
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
