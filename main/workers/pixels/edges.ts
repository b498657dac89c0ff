import type { GrayImage } from './gray-image.ts'
import { getKernels } from './kernels.ts'

/** The points of a picture where its brightness or colour steps most steeply, as columns of one table. */
export interface Edges {
  count: number
  x: Uint16Array
  y: Uint16Array
  /** Direction across the edge, in radians from -pi to pi: towards the brighter side. */
  direction: Float32Array
  /** Height of the step, in levels of 255. */
  step: Float32Array
}

/**
 * Finds edges over all channels at once: a pale blue card on a white lid steps in red far more than in brightness.
 * Weak steps are found too, down to a few times what the grain of the picture does by itself.
 */
export function findEdges(channels: readonly GrayImage[]): Edges {
  const { width, height } = channels[0] ?? { width: 0, height: 0 }
  const length = width * height
  // Of every pixel 4 bytes for the steepness, 4 for a place that is found, 2 and 2 for the gradient, 1 for the channel.
  const [found, across, down, channel] = [4 * length, 8 * length, 10 * length, 12 * length]
  const { kernels, bytes } = getKernels(13 * length)
  bytes.fill(0, 0, channel)
  for (const { data } of channels) {
    bytes.set(data, channel)
    kernels.sobel(channel, width, height, 0, across, down)
  }
  const { buffer } = bytes
  const magnitude = new Int32Array(buffer, 0, length)
  const count = kernels.nonMaximumSuppression(0, across, down, width, height, edgeThreshold(magnitude), found)
  return collectEdges(new Uint32Array(buffer, found, count), {
    across: new Int16Array(buffer, across, length),
    down: new Int16Array(buffer, down, length),
    magnitude,
    width,
  })
}

/** A step of one level makes Sobel's operator answer 4. */
const sobelGain = 4

/** The square of the gradient from which an edge counts: three times the usual grain, and at least two levels. */
function edgeThreshold(magnitude: Int32Array): number {
  const histogram = new Uint32Array(256)
  for (let at = 0; at < magnitude.length; at += 7) {
    const level = Math.min(255, Math.sqrt(magnitude[at] ?? 0) | 0)
    histogram[level] = (histogram[level] ?? 0) + 1
  }
  let left = magnitude.length / 7 / 2
  let median = 0
  while (median < 255 && left > 0) left -= histogram[median++] ?? 0
  return Math.max(2 * sobelGain, 2.5 * median) ** 2
}

/** What Sobel's operator answered, where it answered most; steepness is its square. */
interface Gradients {
  across: Int16Array
  down: Int16Array
  magnitude: Int32Array
  width: number
}

function collectEdges(found: Uint32Array, { across, down, magnitude, width }: Gradients): Edges {
  const edges: Edges = {
    count: found.length,
    x: new Uint16Array(found.length),
    y: new Uint16Array(found.length),
    direction: new Float32Array(found.length),
    step: new Float32Array(found.length),
  }
  for (const [index, at] of found.entries()) {
    edges.x[index] = at % width
    edges.y[index] = at / width
    edges.direction[index] = Math.atan2(down[at] ?? 0, across[at] ?? 0)
    edges.step[index] = Math.sqrt(magnitude[at] ?? 0) / sobelGain
  }
  return edges
}
