import sharp from 'sharp'
import type { GrayImage } from '../pixels/gray-image.ts'

/**
 * Decodes a stored page into shades of grey in which coloured print is light: what is read is printed in black,
 * the pattern and the stamp under it are not. Larger pages are reduced to `longestEdge` pixels.
 */
export async function decodeWithColourDropout(jpeg: Uint8Array, maxEdge: number): Promise<GrayImage> {
  const { space } = await sharp(jpeg).metadata()
  const { data, info } = await sharp(jpeg)
    .resize({ width: maxEdge, height: maxEdge, fit: 'inside', withoutEnlargement: true })
    .toColourspace(space === 'b-w' ? 'b-w' : 'srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height } = info
  return { data: info.channels === 1 ? data : dropColour(data), width, height }
}

/** @param pixels red, green and blue of each */
function dropColour(pixels: Uint8Array): Uint8Array {
  const gray = new Uint8Array(pixels.length / 3)
  for (let pixel = 0, at = 0; pixel < gray.length; pixel++, at += 3) {
    const red = pixels[at] ?? 0
    const green = pixels[at + 1] ?? 0
    const blue = pixels[at + 2] ?? 0
    const brightest = red > green ? (red > blue ? red : blue) : green > blue ? green : blue
    // Half brightness, half the strongest channel: print that has any colour fades by half of that.
    gray[pixel] = (red * 77 + green * 150 + blue * 29 + 256 * brightest) >> 9
  }
  return gray
}
