import type { Random } from '../../../main/specimens/random.ts'

/** A number from `low` to `high`. */
export const between = (random: Random, low: number, high: number): number =>
  low + ((high - low) * random.integer(0, 1_000_000)) / 1_000_000

/** One of several, each as often as its weight says. */
export function weighted<Item>(random: Random, choices: readonly (readonly [weight: number, Item])[]): Item {
  let left = between(
    random,
    0,
    choices.reduce((sum, [weight]) => sum + weight, 0),
  )
  for (const [weight, item] of choices) {
    left -= weight
    if (left <= 0) return item
  }
  return random.pick(choices)[1]
}

/** Quick pseudorandom numbers from 0 to 1 for what is done to every pixel (xorshift32). */
export function createFastRandom(random: Random): () => number {
  let state = random.integer(1, 2 ** 31)
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
