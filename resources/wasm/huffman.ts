/** The symbols of a JPEG scan read, and written with other codes (main/documents/imaging/optimise-jpeg.ts). */

// Of one table, by the next 16 bits: the symbol in the lower byte, the length of its code in the upper one.
const tableBytes: usize = 65536 * 2
/** A symbol as it is kept between reading and writing: its table, itself, and the bits that follow it. */
const symbolBytes: usize = 4

// The bits that are read or written next, the upper ones first, and how many there are.
let bits: u64 = 0
let held: i32 = 0
/** Bytes that are looked for beyond the end of a whole scan, because codes are looked up by more bits than they have. */
const most: i32 = 8

/**
 * Reads `units` times the blocks of one unit from the scan between `source` and `end`. `blocks` has two bytes for each
 * block of a unit: the tables of its first coefficient and of the others. `counts` (4 bytes) counts each symbol of each
 * of four tables. @returns how many symbols `target` holds then, or -1 where the scan is not what the tables say
 */
export function readSymbols(
  source: usize,
  end: usize,
  tables: usize,
  blocks: usize,
  blocksInUnit: i32,
  units: i32,
  counts: usize,
  target: usize,
): i32 {
  bits = 0
  held = 0
  let missing = 0
  let at = source
  let to = target
  for (let unit = 0; unit < units; unit++) {
    for (let block = 0; block < blocksInUnit; block++) {
      let table = usize(load<u8>(blocks + usize(2 * block)))
      for (let coefficient = 0; coefficient < 64; coefficient++) {
        // A code and what follows it have 32 bits at most.
        while (held <= 32) {
          let next: u64 = 0
          if (at < end) {
            next = load<u8>(at)
            at += next === 0xff ? 2 : 1
          } else if (++missing > most) return -1
          bits |= next << (56 - held)
          held += 8
        }
        const found = load<u16>(tables + table * tableBytes + (usize(bits >> 48) << 1))
        const length = i32(found >> 8)
        const symbol = u32(found & 0xff)
        if (length === 0) return -1
        const size = i32(symbol & 15)
        bits <<= length
        const extra = size > 0 ? u32(bits >> (64 - size)) : 0
        bits <<= size
        held -= length + size
        const count = counts + ((table << 8) + symbol) * 4
        store<u32>(count, load<u32>(count) + 1)
        store<u32>(to, (u32(table) << 24) | (symbol << 16) | extra)
        to += symbolBytes
        if (coefficient > 0) {
          // Nothing more in this block.
          if (symbol === 0) break
          coefficient += symbol >> 4
        } else table = usize(load<u8>(blocks + usize(2 * block + 1)))
      }
    }
  }
  return at > end ? -1 : i32((to - target) / symbolBytes)
}

/**
 * Writes symbols with the codes of four tables: 4 bytes for each of 256 symbols, the code in the lower two and its length
 * above. @returns how many bytes `target` holds then
 */
export function writeSymbols(symbols: usize, count: i32, codes: usize, target: usize): i32 {
  bits = 0
  held = 0
  let to = target
  for (let at = symbols, end = symbols + usize(count) * symbolBytes; at < end; at += symbolBytes) {
    const kept = load<u32>(at)
    const code = load<u32>(codes + usize(kept >> 16) * 4)
    const size = i32((kept >> 16) & 15)
    put(code & 0xffff, i32(code >> 16))
    put(kept & 0xffff, size)
    while (held >= 8) to = writeByte(to)
  }
  // What is left of the last byte is filled with ones.
  if (held > 0) {
    put(0x7f, 7)
    to = writeByte(to)
  }
  return i32(to - target)
}

function put(value: u32, length: i32): void {
  bits |= (u64(value) << 1) << (63 - held - length)
  held += length
}

/** A byte of ones is followed by one of zeros: otherwise it would begin a marker. */
function writeByte(to: usize): usize {
  const byte = u8(bits >> 56)
  bits <<= 8
  held -= 8
  store<u8>(to, byte)
  if (byte !== 0xff) return to + 1
  store<u8>(to, 0, 1)
  return to + 2
}
