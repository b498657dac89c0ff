import { acquireBuffer } from '../../pixels/buffer-pool.ts'
import type { Image } from '../../pixels/image.ts'

/**
 * libjpeg-turbo by itself. libvips decodes with the same library, but needs five times as long for it: between the two
 * lie a pipeline of its own, 26 MB of fresh memory for an A4 page at 300 dpi, and in Electron a copy of as much.
 */
type Addon = typeof import('@julusian/jpeg-turbo')

let loading: Promise<Addon | null> | undefined

/** Null on a system for which the addon is not built: libvips decodes all that it would. */
const loadAddon = (): Promise<Addon | null> => import('@julusian/jpeg-turbo').catch(() => null)

/**
 * Decodes a JPEG of YCbCr or grey as it lies in the file, in memory that is to be given back with `giveMemory`.
 * Undefined where that cannot be done: for another kind of JPEG, a damaged one, or on a system without the addon.
 */
export async function decodeJpeg(
  bytes: Uint8Array,
  { width, height, channels }: Pick<Image, 'width' | 'height' | 'channels'>,
): Promise<Image | undefined> {
  loading ??= loadAddon()
  const addon = await loading
  if (!addon) return undefined
  const data = acquireBuffer(width * height * channels)
  const format = channels === 1 ? addon.FORMAT_GRAY : addon.FORMAT_RGB
  try {
    const decoded = await addon.decompress(bufferOf(bytes), bufferOf(data), { format })
    // Both read the same header; the memory would be too small for another picture than it promised.
    return decoded.width === width && decoded.height === height
      ? { data, width, height, channels }
      : undefined
  } catch {
    return undefined
  }
}

const bufferOf = ({ buffer, byteOffset, length }: Uint8Array) => Buffer.from(buffer, byteOffset, length)
