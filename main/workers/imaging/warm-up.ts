import sharp from 'sharp'
import { defaultQualityThresholds } from '../../../shared/page-quality.ts'
import { perform } from './perform.ts'

/**
 * Makes a page of a small picture that says nothing: libraries, loops and the network are loaded and compiled then, and
 * the first page of the day waits for none of that. What fails here says so when a page is asked for.
 */
export async function warmUp(): Promise<void> {
  try {
    const bytes = await sharp(drawStrokes(), { raw: { width, height, channels: 1 } })
      .jpeg()
      .toBuffer()
    for await (const _ of perform({ kind: 'prepare', bytes, thresholds: defaultQualityThresholds }));
  } catch {
    // Nobody has asked for anything yet.
  }
}

const [width, height] = [640, 452]

/** One row of upright strokes as high and as far apart as letters, and nothing that could be an outline. */
function drawStrokes(): Uint8Array {
  const isInk = (x: number, y: number): boolean => x > 250 && x < 400 && x % 6 < 2 && y >= 200 && y < 210
  return Uint8Array.from({ length: width * height }, (_, at) =>
    isInk(at % width, Math.floor(at / width)) ? 0 : 255,
  )
}
