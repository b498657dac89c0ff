import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { initWasm, Resvg } from '@resvg/resvg-wasm'

let started: Promise<void> | undefined
const fonts = new Map<string, Promise<Uint8Array>>()

/** Once in a process. */
async function start(): Promise<void> {
  await initWasm(await readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')))
}

function readFont(file: string): Promise<Uint8Array> {
  const font = fonts.get(file) ?? readFile(file)
  fonts.set(file, font)
  return font
}

/** A drawn page: RGBA, 8 bits a channel, rows without padding, opaque. */
export interface RenderedPage {
  data: Uint8Array
  width: number
  height: number
}

/**
 * Draws an SVG in its own size times `zoom`, the same to the byte on every computer: only with the fonts
 * given, because those of the computer would make every picture another.
 */
export async function renderSvg(
  svg: string,
  fontFiles: readonly string[],
  zoom: number,
): Promise<RenderedPage> {
  started ??= start()
  await started
  const fontBuffers = await Promise.all(fontFiles.map(readFont))
  const drawing = new Resvg(svg, { font: { fontBuffers }, fitTo: { mode: 'zoom', value: zoom } })
  const image = drawing.render()
  const { pixels, width, height } = image
  image.free()
  drawing.free()
  return { data: pixels, width, height }
}
