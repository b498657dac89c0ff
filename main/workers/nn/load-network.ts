import fs from 'node:fs'
import { z } from 'zod'
import { resourceFile } from '../../store/resources.ts'
import type { Convolution } from './convolution.ts'
import { allocate } from './matrix.ts'
import type { Network } from './network.ts'

const Size = z.object({ rows: z.int().min(1), columns: z.int().min(1) })

/** The header of a network's weights, resources/networks/NAME.json; the weights lie in NAME.bin beside it. */
export const NetworkHeader = z.object({
  /** What it was trained on, and how: for whoever wonders in years to come. */
  trainedOn: z.string(),
  classes: z.array(z.string()),
  layers: z.array(
    z.object({
      inputs: z.int().min(1),
      outputs: z.int().multipleOf(4),
      kernel: Size,
      padsHeight: z.boolean(),
      maxPool: Size,
      relu: z.boolean(),
      /** A weight is its 16-bit number times this. */
      scale: z.number(),
      biases: z.array(z.number()),
    }),
  ),
})
export type NetworkHeader = z.infer<typeof NetworkHeader>

export const networkNames = ['digits-shades', 'digits-strokes', 'upright'] as const
export type NetworkName = (typeof networkNames)[number]

const loaded = new Map<NetworkName, Network>()

/** A trained network, read once in a process. Throws where the installation is damaged. */
export function getNetwork(name: NetworkName): Network {
  const known = loaded.get(name)
  if (known) return known
  const header = NetworkHeader.parse(
    JSON.parse(fs.readFileSync(resourceFile(`networks/${name}.json`), 'utf8')),
  )
  const network = unpackNetwork(header, fs.readFileSync(resourceFile(`networks/${name}.bin`)))
  loaded.set(name, network)
  return network
}

/** @param packed the weights of all layers, 16 bits each, the lower byte first */
export function unpackNetwork({ classes, layers }: NetworkHeader, packed: Buffer): Network {
  let at = 0
  const unpacked = layers.map(({ scale, biases, ...shape }): Convolution => {
    const weights = allocate(shape.outputs * shape.inputs * shape.kernel.rows * shape.kernel.columns)
    for (let index = 0; index < weights.length; index++, at += 2)
      weights[index] = packed.readInt16LE(at) * scale
    const biasMemory = allocate(biases.length)
    biasMemory.set(biases)
    return { ...shape, weights, biases: biasMemory }
  })
  if (at !== packed.length) throw new Error('weights and header of a network do not belong together')
  return { classes, layers: unpacked }
}
