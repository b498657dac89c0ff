/** A Huffman table as a JPEG names it (ITU-T T.81, B.2.4.2). */
export interface HuffmanTable {
  /** How many codes have each length, from 1 to 16 bits. */
  lengths: Uint8Array
  /** What the codes stand for, shortest codes first. */
  symbols: Uint8Array
}

interface Code {
  symbol: number
  code: number
  length: number
}

/** The codes of a table, in its order: each the one before plus one, made longer where the next have more bits (C.2). */
export function codesOf({ lengths, symbols }: HuffmanTable): Code[] {
  const codes: Code[] = []
  let code = 0
  for (const [index, count] of lengths.entries()) {
    for (let nth = 0; nth < count; nth++) {
      codes.push({ symbol: symbols[codes.length] ?? 0, code, length: index + 1 })
      code++
    }
    code <<= 1
  }
  return codes
}

interface Node {
  count: number
  symbols: number[]
}

/** No code may have more bits, nor consist of ones alone (K.2). */
const longest = 16

/** The table that takes the fewest bits for symbols that come so often each. */
export function bestTable(counts: Uint32Array): HuffmanTable {
  const bits = codeLengths(counts)
  const lengths = new Uint8Array(longest)
  for (const length of shorten(bits)) lengths[length - 1] = (lengths[length - 1] ?? 0) + 1
  const symbols = [...counts.keys()].filter((symbol) => (counts[symbol] ?? 0) > 0)
  symbols.sort((one, other) => (bits[one] ?? 0) - (bits[other] ?? 0) || one - other)
  return { lengths, symbols: Uint8Array.from(symbols) }
}

/** Bits of each symbol's code as Huffman gives them, and of one more that nobody uses: it gets the code of ones alone. */
function codeLengths(counts: Uint32Array): number[] {
  const bits = Array.from({ length: 257 }, () => 0)
  let nodes: Node[] = [{ count: 1, symbols: [256] }]
  for (const [symbol, count] of counts.entries()) if (count > 0) nodes.push({ count, symbols: [symbol] })
  while (nodes.length > 1) {
    nodes.sort((one, other) => one.count - other.count)
    const [rarest, next, ...others] = nodes
    if (!rarest || !next) break
    const symbols = [...rarest.symbols, ...next.symbols]
    for (const symbol of symbols) bits[symbol] = (bits[symbol] ?? 0) + 1
    nodes = [{ count: rarest.count + next.count, symbols }, ...others]
  }
  return bits
}

/**
 * The lengths in use, none above 16: two codes that are too long give up their last bit to one of them, and the other
 * takes a place beside a shorter code (figure K.3). The longest is the one that nobody uses, and is left out.
 */
function shorten(bits: readonly number[]): number[] {
  const counts = Array.from({ length: 64 }, (_, length) =>
    length === 0 ? 0 : bits.filter((bit) => bit === length).length,
  )
  const add = (length: number, by: number) => {
    counts[length] = (counts[length] ?? 0) + by
  }
  for (let length = counts.length - 1; length > longest; length--) {
    while ((counts[length] ?? 0) > 0) {
      let shorter = length - 2
      while ((counts[shorter] ?? 0) === 0) shorter--
      add(length, -2)
      add(length - 1, 1)
      add(shorter + 1, 2)
      add(shorter, -1)
    }
  }
  const last = counts.findLastIndex((count) => count > 0)
  add(last, -1)
  return counts.flatMap((count, length) => Array.from({ length: count }, () => length))
}
