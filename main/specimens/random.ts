import { createHash } from 'node:crypto'

/** Chance that can be repeated: the same seed gives the same choices on every computer. Never for secrets. */
export interface Random {
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number
  /** True with this probability, 0 to 1. */
  chance(probability: number): boolean
  pick<Item>(list: readonly Item[]): Item
  /** A UUID of version 4. */
  uuid(): string
}

/** Each draw is a piece of the SHA-256 of seed and count: slower than a true generator, and plainly even. */
export function createRandom(seed: string): Random {
  let block = Buffer.alloc(0)
  let used = 0
  let blocks = 0

  function bytes(count: number): Buffer {
    if (used + count > block.length) {
      block = createHash('sha256').update(`${seed}/${blocks++}`).digest()
      used = 0
    }
    used += count
    return block.subarray(used - count, used)
  }

  /** From 0, included, to 1, excluded. */
  const fraction = () => bytes(4).readUInt32LE() / 2 ** 32
  const integer = (low: number, high: number) => low + Math.floor(fraction() * (high - low + 1))

  return {
    integer,
    chance: (probability) => fraction() < probability,
    pick(list) {
      const item = list[integer(0, list.length - 1)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
    uuid() {
      const value = Buffer.from(bytes(16))
      value[6] = 0x40 | (value.readUInt8(6) & 0x0f)
      value[8] = 0x80 | (value.readUInt8(8) & 0x3f)
      return value.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
    },
  }
}
