import { createRequire } from 'node:module'
import { z } from 'zod'
import { type Pixels, takeMemory } from '../../../sheets/sheets.ts'

/**
 * libjpeg-turbo by itself. libvips decodes with the same library, but needs five times as long for it: between the two
 * lie a pipeline of its own, 26 MB of fresh memory for an A4 page at 300 dpi, and in Electron a copy of as much.
 */
const Addon = z.object({
  FORMAT_RGB: z.int(),
  FORMAT_GRAY: z.int(),
  decompress: z.custom<Decompress>((value) => typeof value === 'function'),
})

/** Decodes on another thread into `target`; rejects whatever libjpeg-turbo warns of, a file that ends too soon among it. */
type Decompress = (
  bytes: Buffer,
  target: Buffer,
  options: { format: number },
) => Promise<{ width: number; height: number }>

/** The addon that npm brings for this system; of its package nothing else is needed. */
const addonFile = `@julusian/jpeg-turbo/prebuilds/jpeg-turbo-${process.platform}-${process.arch}/node-napi-v7.node`

let loaded: z.infer<typeof Addon> | null | undefined

function loadAddon(): z.infer<typeof Addon> | null {
  try {
    return Addon.parse(createRequire(import.meta.url)(addonFile))
  } catch {
    // A system for which it is not built: libvips decodes all that this would.
    return null
  }
}

/**
 * Decodes a JPEG of YCbCr or grey as it lies in the file, in memory that is to be given back with `giveMemory`.
 * Undefined where that cannot be done: for another kind of JPEG, a damaged one, or on a system without the addon.
 */
export async function decodeJpeg(
  bytes: Uint8Array,
  { width, height, channels }: Pick<Pixels, 'width' | 'height' | 'channels'>,
): Promise<Pixels | undefined> {
  if (loaded === undefined) loaded = loadAddon()
  if (!loaded) return undefined
  const data = takeMemory(width * height * channels)
  const format = channels === 1 ? loaded.FORMAT_GRAY : loaded.FORMAT_RGB
  try {
    const decoded = await loaded.decompress(bufferOf(bytes), bufferOf(data), { format })
    // Both read the same header; the memory would be too small for another picture than it promised.
    return decoded.width === width && decoded.height === height
      ? { data, width, height, channels }
      : undefined
  } catch {
    return undefined
  }
}

const bufferOf = ({ buffer, byteOffset, length }: Uint8Array) => Buffer.from(buffer, byteOffset, length)
