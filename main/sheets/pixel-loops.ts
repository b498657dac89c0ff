import fs from 'node:fs'
import { resourceFile } from '../store/resources.ts'

type Loop = (...offsetsAndNumbers: number[]) => number

/** The functions of resources/pixel-loops/pixel-loops.ts, where they are described. */
interface Loops {
  grow: Loop
  brightest: Loop
  darkest: Loop
  rectify: Loop
  rectifyPlane: Loop
  reduceToGrey: Loop
  reduce: Loop
  reducePlane: Loop
  takeChannel: Loop
  findPrint: Loop
  addGradients: Loop
  findCrests: Loop
  countPrint: Loop
  unevenness: Loop
  histogram: Loop
  countOnes: Loop
  countColoured: Loop
  leastChannel: Loop
  markDifferences: Loop
  depths: Loop
  turn: Loop
  changesInRows: Loop
  findContrast: Loop
}

interface Assembly {
  memory: WebAssembly.Memory
  loops: Loops
}

/** The loops take several bytes at a time, and may read and write so far beyond the last. */
const margin = 16
const memoryPage = 65536

let started: Assembly | undefined

/**
 * The loops, and so many bytes from offset 0 on that they can reach. One caller at a time: what was there before is
 * overwritten, and the result must be copied before the next call.
 */
export function openLoops(length: number): { loops: Loops; bytes: Uint8Array } {
  started ??= start()
  const { memory, loops } = started
  const missing = length + margin - memory.buffer.byteLength
  if (missing > 0) loops.grow(Math.ceil(missing / memoryPage))
  return { loops, bytes: new Uint8Array(memory.buffer, 0, length) }
}

function start(): Assembly {
  const module = new WebAssembly.Module(fs.readFileSync(resourceFile('pixel-loops/pixel-loops.wasm')))
  const { memory, ...exported } = new WebAssembly.Instance(module).exports
  const find = (name: keyof Loops): Loop => {
    const loop = exported[name]
    if (typeof loop !== 'function') throw new Error(`resources/pixel-loops/pixel-loops.wasm has no ${name}`)
    return (...offsetsAndNumbers) => loop(...offsetsAndNumbers)
  }
  if (!(memory instanceof WebAssembly.Memory)) {
    throw new Error('resources/pixel-loops/pixel-loops.wasm has no memory')
  }
  const loops = {
    grow: find('grow'),
    brightest: find('brightest'),
    darkest: find('darkest'),
    rectify: find('rectify'),
    rectifyPlane: find('rectifyPlane'),
    reduceToGrey: find('reduceToGrey'),
    reduce: find('reduce'),
    reducePlane: find('reducePlane'),
    takeChannel: find('takeChannel'),
    findPrint: find('findPrint'),
    addGradients: find('addGradients'),
    findCrests: find('findCrests'),
    countPrint: find('countPrint'),
    unevenness: find('unevenness'),
    histogram: find('histogram'),
    countOnes: find('countOnes'),
    countColoured: find('countColoured'),
    leastChannel: find('leastChannel'),
    markDifferences: find('markDifferences'),
    depths: find('depths'),
    turn: find('turn'),
    changesInRows: find('changesInRows'),
    findContrast: find('findContrast'),
  }
  return { memory, loops }
}
