/**
 * Where a key leads in a list.
 *
 * @param key KeyboardEvent.key
 * @param place now, or -1 when nothing is current
 * @param count how many there are
 * @param page how many a page key moves
 * @returns the new place, or undefined when the key does not move in lists or there is nowhere to go
 */
export function nextPlace(key: string, place: number, count: number, page: number): number | undefined {
  if (count === 0) return undefined
  const last = count - 1
  switch (key) {
    case 'ArrowDown':
      return Math.min(place + 1, last)
    case 'ArrowUp':
      return place < 0 ? last : Math.max(place - 1, 0)
    case 'PageDown':
      return Math.min(Math.max(place, 0) + page, last)
    case 'PageUp':
      return Math.max(place - page, 0)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return undefined
  }
}
