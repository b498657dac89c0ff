import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import sharp from 'sharp'
import { resourceFile } from '../store/resources.ts'

const fontFiles = [
  'plus-jakarta-sans-regular.ttf',
  'plus-jakarta-sans-bold.ttf',
  'jetbrains-mono-medium.ttf',
  'share-tech-mono-regular.ttf',
]

let prepared: Promise<Uint8Array[]> | undefined

/** Starts resvg, once in a process, and reads the fonts: those of the computer would make every picture another. */
async function prepare(): Promise<Uint8Array[]> {
  await initWasm(await readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')))
  return Promise.all(fontFiles.map((file) => readFile(resourceFile(`fonts/${file}`))))
}

/** Draws an SVG in its own size, the same to the byte on every computer. @returns a JPEG as scanners make them */
export async function renderSvg(svg: string, dpi: number): Promise<Uint8Array> {
  prepared ??= prepare()
  const drawing = new Resvg(svg, { font: { fontBuffers: await prepared } })
  const image = drawing.render()
  const { pixels, width, height } = image
  image.free()
  drawing.free()
  return sharp(pixels, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .withMetadata({ density: dpi })
    .jpeg({ quality: 88 })
    .toBuffer()
}
