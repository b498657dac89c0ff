/**
 * Chance that can be repeated, fast enough to be asked for every pixel. The same seed gives the same draws.
 */
export interface SeededRandom {
  /** From 0, included, to 1, excluded. */
  fraction(): number
  between(low: number, high: number): number
  /** A whole number, both ends included. */
  integer(low: number, high: number): number
  /** True with this probability, 0 to 1. */
  chance(probability: number): boolean
  pick<Item>(list: readonly Item[]): Item
  /** About the standard normal distribution: the sum of four draws, which is near enough for noise. */
  normal(): number
}

/** The generator mulberry32 (public domain, by T. Ettinger): 32 bits of state, no short cycles. */
export function createSeededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  function fraction(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let hash = Math.imul(state ^ (state >>> 15), state | 1)
    hash ^= hash + Math.imul(hash ^ (hash >>> 7), hash | 61)
    return ((hash ^ (hash >>> 14)) >>> 0) / 2 ** 32
  }
  const integer = (low: number, high: number) => low + Math.floor(fraction() * (high - low + 1))
  return {
    fraction,
    between: (low, high) => low + fraction() * (high - low),
    integer,
    chance: (probability) => fraction() < probability,
    pick(list) {
      const item = list[integer(0, list.length - 1)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
    normal: () => (fraction() + fraction() + fraction() + fraction() - 2) * Math.sqrt(3),
  }
}
