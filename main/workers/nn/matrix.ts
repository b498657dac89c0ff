import fs from 'node:fs'
import { resourceFile } from '../../store/resources.ts'

interface Assembly {
  memory: WebAssembly.Memory
  multiplyAdd: (...offsetsAndSizes: number[]) => void
}

function start(): Assembly {
  const module = new WebAssembly.Module(fs.readFileSync(resourceFile('networks/multiply.wasm')))
  const { memory, multiplyAdd } = new WebAssembly.Instance(module).exports
  if (!(memory instanceof WebAssembly.Memory) || typeof multiplyAdd !== 'function') {
    throw new Error('resources/networks/multiply.wasm is damaged')
  }
  return { memory, multiplyAdd: (...offsetsAndSizes) => multiplyAdd(...offsetsAndSizes) }
}

let started: Assembly | undefined
let used = 0

/**
 * A zeroed array of `length` floats in the memory of the WebAssembly module. Kept for good or, when allocated
 * inside `withArena`, until that returns. Throws RangeError once its 32 MB are used up.
 */
export function allocate(length: number): Float32Array {
  started ??= start()
  const floats = new Float32Array(started.memory.buffer, used, length).fill(0)
  used += Math.ceil(length / 4) * 16
  return floats
}

/** Runs `work` and frees everything that it allocated: its result must be a copy. */
export function withArena<Result>(work: () => Result): Result {
  const before = used
  try {
    return work()
  } finally {
    used = before
  }
}

/**
 * c += a * b, each row by row: a has `rows` x inner, b inner x `columns`, c `rows` x `columns`, all three
 * allocated here. Throws RangeError unless rows come in fours and columns in eights.
 */
export function multiply(
  a: Float32Array,
  b: Float32Array,
  c: Float32Array,
  rows: number,
  columns: number,
): void {
  const inner = a.length / rows
  if (rows % 4 || columns % 8 || b.length < inner * columns || c.length < rows * columns) {
    throw new RangeError(`no product of ${rows} x ${inner} and ${inner} x ${columns}`)
  }
  started ??= start()
  started.multiplyAdd(a.byteOffset, b.byteOffset, c.byteOffset, rows, columns, inner)
}
