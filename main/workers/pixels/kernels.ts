import fs from 'node:fs'
import { resourceFile } from '../../store/resources.ts'

type Kernel = (...offsetsAndNumbers: number[]) => number

/**
 * The exports of image-kernels.wasm, described in its sources, the AssemblyScript files of resources/wasm.
 */
interface Kernels {
  dilate: Kernel
  erode: Kernel
  warpPerspective: Kernel
  warpPerspectiveGray: Kernel
  downscale: Kernel
  downscaleGray: Kernel
  downscaleToGray: Kernel
  extractChannel: Kernel
  minimumChannel: Kernel
  countColoured: Kernel
  rotateQuarter: Kernel
  sobel: Kernel
  nonMaximumSuppression: Kernel
  thresholdPrint: Kernel
  countNonZero: Kernel
  segmentForeground: Kernel
  printContrasts: Kernel
  histogram: Kernel
  countTransitions: Kernel
  maximumContrasts: Kernel
  projectionProfiles: Kernel
  profileSharpness: Kernel
}

interface Assembly {
  memory: WebAssembly.Memory
  kernels: Kernels
}

/** SIMD loads and stores may reach this many bytes beyond the last pixel. */
const margin = 16
const memoryPage = 65536

let started: Assembly | undefined

/**
 * Image kernels in WebAssembly with SIMD: fast from the first page on, where JavaScript needs some pages to
 * be optimised. Returns them with `length` bytes of their memory from offset 0 on. Not reentrant: a call
 * overwrites what the one before left there, so results must be copied first.
 */
export function getKernels(length: number): { kernels: Kernels; bytes: Uint8Array } {
  started ??= start()
  const { memory, kernels } = started
  const missing = length + margin - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / memoryPage))
  return { kernels, bytes: new Uint8Array(memory.buffer, 0, length) }
}

function start(): Assembly {
  const file = 'wasm/image-kernels.wasm'
  const module = new WebAssembly.Module(fs.readFileSync(resourceFile(file)))
  const { memory, ...exported } = new WebAssembly.Instance(module).exports
  const find = (name: keyof Kernels): Kernel => {
    const kernel = exported[name]
    if (typeof kernel !== 'function') throw new Error(`resources/${file} has no ${name}`)
    return (...offsetsAndNumbers) => kernel(...offsetsAndNumbers)
  }
  if (!(memory instanceof WebAssembly.Memory)) throw new Error(`resources/${file} has no memory`)
  const kernels = {
    dilate: find('dilate'),
    erode: find('erode'),
    warpPerspective: find('warpPerspective'),
    warpPerspectiveGray: find('warpPerspectiveGray'),
    downscale: find('downscale'),
    downscaleGray: find('downscaleGray'),
    downscaleToGray: find('downscaleToGray'),
    extractChannel: find('extractChannel'),
    minimumChannel: find('minimumChannel'),
    countColoured: find('countColoured'),
    rotateQuarter: find('rotateQuarter'),
    sobel: find('sobel'),
    nonMaximumSuppression: find('nonMaximumSuppression'),
    thresholdPrint: find('thresholdPrint'),
    countNonZero: find('countNonZero'),
    segmentForeground: find('segmentForeground'),
    printContrasts: find('printContrasts'),
    histogram: find('histogram'),
    countTransitions: find('countTransitions'),
    maximumContrasts: find('maximumContrasts'),
    projectionProfiles: find('projectionProfiles'),
    profileSharpness: find('profileSharpness'),
  }
  return { memory, kernels }
}
