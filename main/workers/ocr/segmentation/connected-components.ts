import type { BinaryMask } from '../../pixels/binary-mask.ts'
import type { Box } from '../../pixels/box.ts'

/** Pixels of print that hang together: a letter, a part of one, a line, a speck. */
export interface Blob extends Box {
  /** Pixels of print. */
  ink: number
}

/** Finds what hangs together, also over corners, from the top down. */
export function connectedComponents(ink: BinaryMask): Blob[] {
  const { width, height, data } = ink
  const parents: number[] = []
  const marks: Blob[] = []
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
        marks.push({ left: begin, top: y, right: x, bottom: y + 1, ink: 0 })
      }
      const mark = marks[label]
      if (mark) {
        mark.left = Math.min(mark.left, begin)
        mark.right = Math.max(mark.right, x)
        mark.bottom = y + 1
        mark.ink += x - begin
      }
      row.push(begin, x, label)
    }
    above = row
  }
  return merged(marks, root)
}

function merged(marks: readonly Blob[], root: (label: number) => number): Blob[] {
  const whole = new Map<number, Blob>()
  for (const [label, mark] of marks.entries()) {
    const owner = root(label)
    const known = whole.get(owner)
    if (known) {
      known.left = Math.min(known.left, mark.left)
      known.top = Math.min(known.top, mark.top)
      known.right = Math.max(known.right, mark.right)
      known.bottom = Math.max(known.bottom, mark.bottom)
      known.ink += mark.ink
    } else whole.set(owner, { ...mark })
  }
  return [...whole.values()]
}
