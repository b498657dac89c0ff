import { getKernels } from '../../pixels/kernels.ts'
import { bestTable, codesOf, type HuffmanTable } from './huffman-table.ts'
import { type BaselineJpeg, readBaseline } from './read-baseline.ts'

/** A file has up to four tables, each of up to 256 symbols with codes of up to 16 bits. */
const [tables, symbols, codes] = [4, 256, 65536]

/**
 * The same picture in fewer bytes (a KK's in five sixths): with Huffman codes that are made for what is in it. libjpeg
 * does so itself if asked to, but takes three times as long for the whole, because it keeps all coefficients until it
 * knows the codes. Anything but a baseline JPEG of one scan is given back as it is.
 */
export function optimiseJpeg(bytes: Uint8Array): Uint8Array {
  const jpeg = readBaseline(bytes)
  if (!jpeg) return bytes
  const { scan, blocks, units } = jpeg
  const place = placesFor(scan.length)
  const { kernels, bytes: memory } = getKernels(place.end)
  memory.set(scan, place.scan)
  memory.set(blocks.flat(), place.blocks)
  fillLookup(new Uint16Array(memory.buffer, place.lookup, tables * codes), jpeg)
  const counts = new Uint32Array(memory.buffer, place.counts, tables * symbols).fill(0)
  const found = kernels.readSymbols(
    place.scan,
    place.scan + scan.length,
    place.lookup,
    place.blocks,
    blocks.length,
    units,
    place.counts,
    place.symbols,
  )
  if (found < 0) return bytes
  const better = new Map<number, HuffmanTable>()
  for (const index of jpeg.tables.keys()) {
    better.set(index, bestTable(counts.subarray(index * symbols, (index + 1) * symbols)))
  }
  const written = new Uint32Array(memory.buffer, place.codes, tables * symbols)
  for (const [index, table] of better) {
    for (const { symbol, code, length } of codesOf(table))
      written[index * symbols + symbol] = (length << 16) | code
  }
  // What was read is not needed any more; what is written is shorter.
  const length = kernels.writeSymbols(place.symbols, found, place.codes, place.scan)
  return assemble(jpeg, better, memory.subarray(place.scan, place.scan + length))
}

/** Where everything lies in the memory of the kernels, at whole numbers of four bytes. */
function placesFor(scanLength: number) {
  const scan = 0
  const lookup = Math.ceil(scanLength / 4) * 4
  const blocks = lookup + tables * codes * 2
  const counts = blocks + 64
  const written = counts + tables * symbols * 4
  const read = written + tables * symbols * 4
  // A symbol for each bit at most, with those that reading finds beyond the end before it gives up.
  const end = read + (scanLength + 16) * 8 * 4
  return { scan, lookup, blocks, counts, codes: written, symbols: read, end }
}

function fillLookup(lookup: Uint16Array, jpeg: BaselineJpeg): void {
  lookup.fill(0)
  for (const [index, table] of jpeg.tables) {
    const from = index * codes
    for (const { symbol, code, length } of codesOf(table)) {
      const rest = 16 - length
      lookup.fill((length << 8) | symbol, from + (code << rest), from + ((code + 1) << rest))
    }
  }
}

const start = [0xff, 0xd8]
const end = [0xff, 0xd9]

function assemble(
  { head, scanHead }: BaselineJpeg,
  better: ReadonlyMap<number, HuffmanTable>,
  scan: Uint8Array,
): Uint8Array {
  const written = [...better].map(([index, table]) => segmentOf(index, table))
  return Buffer.concat([Uint8Array.from(start), ...head, ...written, scanHead, scan, Uint8Array.from(end)])
}

/** A table as a segment of its own (B.2.4.2). */
function segmentOf(index: number, table: HuffmanTable): Uint8Array {
  const length = 2 + 1 + table.lengths.length + table.symbols.length
  const name = ((index >> 1) << 4) | (index & 1)
  return Uint8Array.from([0xff, 0xc4, length >> 8, length & 255, name, ...table.lengths, ...table.symbols])
}
