import fs from 'node:fs'
import path from 'node:path'
import { NetworkHeader, unpackNetwork } from '../../../main/workers/nn/load-network.ts'
import type { Network } from '../../../main/workers/nn/network.ts'

/** Writes a network as the application loads it: NAME.json and NAME.bin. */
export function saveNetwork(network: Network, name: string, trainedOn: string, folder: string): void {
  const { header, packed } = packNetwork(network, trainedOn)
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify(header, undefined, 1)}\n`)
  fs.writeFileSync(path.join(folder, `${name}.bin`), packed)
}

/** Reads what `saveNetwork` wrote. */
export function readNetwork(folder: string, name: string): Network {
  const header = NetworkHeader.parse(JSON.parse(fs.readFileSync(path.join(folder, `${name}.json`), 'utf8')))
  return unpackNetwork(header, fs.readFileSync(path.join(folder, `${name}.bin`)))
}

/** Weights become whole numbers of 16 bits: half the size, and nothing that a test could see. */
export function packNetwork(network: Network, trainedOn: string): { header: NetworkHeader; packed: Buffer } {
  const pieces: Buffer[] = []
  const layers = network.layers.map(({ weights, biases, ...shape }) => {
    const scale = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-9) / 32767
    const piece = Buffer.alloc(weights.length * 2)
    for (const [index, weight] of weights.entries()) piece.writeInt16LE(Math.round(weight / scale), index * 2)
    pieces.push(piece)
    return { ...shape, scale, biases: Array.from(biases, (bias) => Number(bias.toPrecision(6))) }
  })
  return { header: { trainedOn, classes: [...network.classes], layers }, packed: Buffer.concat(pieces) }
}
