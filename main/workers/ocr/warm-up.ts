import type { GrayImage } from '../pixels/gray-image.ts'
import { readDigits } from './digits/digits.ts'
import type { TextEngine } from './text/engine.ts'

/**
 * Has every reader read a line that says nothing: networks are loaded and compiled then, and the first page of the
 * day waits for none of that. A reader that fails says so when a page is asked for.
 */
export function warmUp(engine: TextEngine): void {
  const line = drawStrokes()
  // One for each thread.
  for (let thread = 0; thread < 2; thread++) engine.readLine(line).catch(() => undefined)
  readDigits(line)
}

/** Upright strokes as high and as far apart as those of letters. */
function drawStrokes(): GrayImage {
  const [width, height] = [400, 48]
  const isInk = (x: number, y: number): boolean => x % 12 < 4 && y >= 10 && y < 38
  const data = Uint8Array.from({ length: width * height }, (_, at) =>
    isInk(at % width, Math.floor(at / width)) ? 0 : 255,
  )
  return { data, width, height }
}
