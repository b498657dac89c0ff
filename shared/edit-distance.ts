/** How many letters have to be changed, put in or left out to make one text of the other (Levenshtein). */
export function editDistance(one: string, other: string): number {
  let above = Uint16Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const row = new Uint16Array(other.length + 1)
    row[0] = i
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1
      row[j] = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + same)
    }
    above = row
  }
  return above[other.length] ?? 0
}

/** 1 for the same text, 0 for one that has nothing in common with it. */
export function likeness(one: string, other: string): number {
  const longer = Math.max(one.length, other.length)
  return longer === 0 ? 1 : 1 - editDistance(one, other) / longer
}
