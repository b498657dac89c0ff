/**
 * Keyboard navigation of a list.
 *
 * @param key KeyboardEvent.key
 * @param index current index, -1 for none
 * @param count number of items
 * @param pageSize items that a page key moves
 * @returns the new index; undefined for other keys and for an empty list
 */
export function nextIndex(key: string, index: number, count: number, pageSize: number): number | undefined {
  if (count === 0) return undefined
  const last = count - 1
  switch (key) {
    case 'ArrowDown':
      return Math.min(index + 1, last)
    case 'ArrowUp':
      return index < 0 ? last : Math.max(index - 1, 0)
    case 'PageDown':
      return Math.min(Math.max(index, 0) + pageSize, last)
    case 'PageUp':
      return Math.max(index - pageSize, 0)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return undefined
  }
}
