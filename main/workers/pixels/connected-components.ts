import type { BinaryMask } from './binary-mask.ts'
import type { Box } from './box.ts'

/** Pixels of print that hang together: a letter, a part of one, a line, a speck. */
export interface Blob extends Box {
  /** Pixels of print. */
  area: number
}

/** Finds what hangs together, also over corners, from the top down. */
export function connectedComponents(mask: BinaryMask): Blob[] {
  const { width, height, data } = mask
  const parents: number[] = []
  const blobs: Blob[] = []
  const root = (label: number): number => {
    let at = label
    while (parents[at] !== at) {
      parents[at] = parents[parents[at] ?? at] ?? at
      at = parents[at] ?? at
    }
    return at
  }
  /** Runs of the row above and of this one: begin, end, label. */
  let above: number[] = []
  for (let y = 0; y < height; y++) {
    const row: number[] = []
    let candidate = 0
    for (let x = 0; x < width; x++) {
      if (data[y * width + x] !== 1) continue
      const begin = x
      while (x < width && data[y * width + x] === 1) x++
      let label = -1
      while (candidate < above.length && (above[candidate + 1] ?? 0) < begin) candidate += 3
      for (let run = candidate; run < above.length && (above[run] ?? 0) <= x; run += 3) {
        const touched = root(above[run + 2] ?? 0)
        if (label === -1) label = touched
        else if (touched !== label) parents[touched] = label
      }
      if (label === -1) {
        label = parents.length
        parents.push(label)
        blobs.push({ left: begin, top: y, right: x, bottom: y + 1, area: 0 })
      }
      const blob = blobs[label]
      if (blob) {
        blob.left = Math.min(blob.left, begin)
        blob.right = Math.max(blob.right, x)
        blob.bottom = y + 1
        blob.area += x - begin
      }
      row.push(begin, x, label)
    }
    above = row
  }
  return mergeLabels(blobs, root)
}

function mergeLabels(blobs: readonly Blob[], root: (label: number) => number): Blob[] {
  const whole = new Map<number, Blob>()
  for (const [label, blob] of blobs.entries()) {
    const owner = root(label)
    const known = whole.get(owner)
    if (known) {
      known.left = Math.min(known.left, blob.left)
      known.top = Math.min(known.top, blob.top)
      known.right = Math.max(known.right, blob.right)
      known.bottom = Math.max(known.bottom, blob.bottom)
      known.area += blob.area
    } else whole.set(owner, { ...blob })
  }
  return [...whole.values()]
}
