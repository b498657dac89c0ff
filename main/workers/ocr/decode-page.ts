import sharp from 'sharp'
import type { GrayImage } from '../pixels/gray-image.ts'

/**
 * Decodes a stored page into shades of grey in which coloured print is light: what is read is printed in black,
 * the pattern and the stamp under it are not. Larger pages are reduced to `longestEdge` pixels.
 */
export async function decodeGrey(jpeg: Uint8Array, longestEdge: number): Promise<GrayImage> {
  const { space } = await sharp(jpeg).metadata()
  const { data, info } = await sharp(jpeg)
    .resize({ width: longestEdge, height: longestEdge, fit: 'inside', withoutEnlargement: true })
    .toColourspace(space === 'b-w' ? 'b-w' : 'srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height } = info
  return { data: info.channels === 1 ? data : withoutColour(data), width, height }
}

/** @param pixels red, green and blue of each */
function withoutColour(pixels: Uint8Array): Uint8Array {
  const grey = new Uint8Array(pixels.length / 3)
  for (let pixel = 0, at = 0; pixel < grey.length; pixel++, at += 3) {
    const red = pixels[at] ?? 0
    const green = pixels[at + 1] ?? 0
    const blue = pixels[at + 2] ?? 0
    const strongest = red > green ? (red > blue ? red : blue) : green > blue ? green : blue
    // Half brightness, half the strongest channel: print that has any colour fades by half of that.
    grey[pixel] = (red * 77 + green * 150 + blue * 29 + 256 * strongest) >> 9
  }
  return grey
}
