import type { HuffmanTable } from './huffman-table.ts'

/** A JPEG of the plainest kind, taken apart: one scan with Huffman codes, and no place to begin anew in it. */
export interface BaselineJpeg {
  /** Everything before the scan but the Huffman tables. */
  head: readonly Uint8Array[]
  /** By `tableIndex`. */
  tables: ReadonlyMap<number, HuffmanTable>
  /** The scan's own header, and its data. */
  scanHead: Uint8Array
  scan: Uint8Array
  /** Of each block of a unit the tables of its first coefficient and of the others; and how many units there are. */
  blocks: readonly (readonly [first: number, others: number])[]
  units: number
}

/** Tables of first coefficients (class 0) and of the others (class 1) have the numbers 0 and 1 each in a baseline JPEG. */
const tableIndex = (tableClass: number, number: number) => 2 * tableClass + number

const marker = {
  end: 0xd9,
  baseline: 0xc0,
  huffman: 0xc4,
  scan: 0xda,
  quantisation: 0xdb,
}

interface Component {
  across: number
  down: number
}

/** Takes a JPEG apart (ITU-T T.81, annex B). Undefined where it is of another kind, or ends early. */
export function readBaseline(bytes: Uint8Array): BaselineJpeg | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tables = new Map<number, HuffmanTable>()
  const components = new Map<number, Component>()
  const head: Uint8Array[] = []
  let [width, height] = [0, 0]
  let at = 2
  while (at + 4 <= bytes.length && view.getUint8(at) === 0xff) {
    const kind = view.getUint8(at + 1)
    const end = at + 2 + view.getUint16(at + 2)
    const segment = bytes.subarray(at, end)
    const content = segment.subarray(4)
    if (kind === marker.huffman) readTables(content, tables)
    else if (kind === marker.scan) {
      const scan = bytes.subarray(end, -2)
      const units = unitsOf(content, components, width, height)
      const isWhole = view.getUint16(bytes.length - 2) === 0xff00 + marker.end
      return units && isWhole ? { head, tables, scanHead: segment, scan, ...units } : undefined
    } else if (kind === marker.baseline) {
      height = view.getUint16(at + 5)
      width = view.getUint16(at + 7)
      for (let place = 6; place + 2 < content.length; place += 3) {
        const sampling = content[place + 1] ?? 0
        components.set(content[place] ?? 0, { across: sampling >> 4, down: sampling & 15 })
      }
      head.push(segment)
    } else if (kind === marker.quantisation || kind >= 0xe0) head.push(segment)
    else return undefined
    at = end
  }
  return undefined
}

function readTables(content: Uint8Array, tables: Map<number, HuffmanTable>): void {
  let at = 0
  while (at + 17 <= content.length) {
    const name = content[at] ?? 0
    const lengths = content.subarray(at + 1, at + 17)
    const count = lengths.reduce((sum, length) => sum + length, 0)
    tables.set(tableIndex(name >> 4, name & 15), {
      lengths,
      symbols: content.subarray(at + 17, at + 17 + count),
    })
    at += 17 + count
  }
}

/** A scan of one component has its blocks row by row; one of several has the blocks of each that cover the same place. */
function unitsOf(
  scanHead: Uint8Array,
  components: ReadonlyMap<number, Component>,
  width: number,
  height: number,
): Pick<BaselineJpeg, 'blocks' | 'units'> | undefined {
  const count = scanHead[0] ?? 0
  if (count !== components.size || width === 0 || height === 0) return undefined
  const all = [...components.values()]
  const isSingle = count === 1
  const across = isSingle ? 1 : Math.max(...all.map((component) => component.across))
  const down = isSingle ? 1 : Math.max(...all.map((component) => component.down))
  const blocks = Array.from({ length: count }, (_, index) => {
    const component = components.get(scanHead[1 + 2 * index] ?? -1)
    const tables = scanHead[2 + 2 * index] ?? 0
    const ofUnit = isSingle ? 1 : (component?.across ?? 0) * (component?.down ?? 0)
    return Array.from(
      { length: ofUnit },
      () => [tableIndex(0, tables >> 4), tableIndex(1, tables & 15)] as const,
    )
  }).flat()
  return { blocks, units: Math.ceil(width / (8 * across)) * Math.ceil(height / (8 * down)) }
}
